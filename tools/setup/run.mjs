import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Something a person can put right; its message says how. */
export class SetupFailure extends Error {}

/** Runs quietly; what the command printed is shown only when it failed. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' })
  if (result.status === 0) return
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim()
  throw new SetupFailure(`${command} ${args.join(' ')}\n${said || result.error?.message}`)
}

/** A program that came with the packages. */
export function binary(name) {
  return join(root, 'node_modules', '.bin', name)
}

export function isInstalled(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, command)))
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
