// Everything that can be said about the sources without running them: form, lint with types, types, dead code, contracts.
// Usage: npm run check

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, root } from './setup/run.mjs'

/** Not refused yet (that is at 500), but worth asking whether the file holds two ideas. */
const longFileLines = 300

const steps = [
  { name: 'format', command: ['biome', 'format', '--error-on-warnings', '.'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'types', command: ['tsc', '-b', '--pretty', 'false'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'contracts', command: ['buf', 'lint', 'proto'] },
  ...releasedImages().map((image) => ({
    name: `since ${image}`,
    command: ['buf', 'breaking', 'proto', '--against', join('test/fixtures/wire', image)],
  })),
]

/** Contracts as released; a file that is no version belongs to a test. */
function releasedImages() {
  const folder = join(root, 'test/fixtures/wire')
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+\.binpb$/.test(name)) : []
}

function passes({ name, command: [program, ...args] }) {
  const startMs = performance.now()
  const { status, stdout, stderr, error } = spawnSync(binary(program), args, { cwd: root, encoding: 'utf8' })
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`check: ${name.padEnd(20)}${(status === 0 ? 'ok' : 'FAILED').padEnd(8)}${seconds} s`)
  if (status !== 0) console.log(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
  return status === 0
}

function noteLongFiles() {
  const listed = spawnSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { cwd: root, encoding: 'utf8' }).stdout ?? ''
  for (const path of listed.split('\n').filter((name) => name !== '' && existsSync(join(root, name)))) {
    const lineCount = readFileSync(join(root, path), 'utf8').split('\n').length
    if (lineCount > longFileLines) console.log(`note: ${path} has ${lineCount} lines; does it hold two ideas?`)
  }
}

const failed = steps.filter((step) => !passes(step))
noteLongFiles()
if (failed.length > 0) process.exitCode = 1
