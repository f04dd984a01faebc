import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** How the demonstration was asked for. */
export interface DemoOptions {
  /** A new city on free ports that ends with its result. */
  readonly once: boolean
  readonly fresh: boolean
  /** Keeps all of the city: keys, stores, logs, the list of what was acknowledged. */
  readonly folder: string
}

/** Folder of the city that `npm start` opens again. */
const usualFolder = '.liandong/demo'

export function readOptions(args: readonly string[], root: string): DemoOptions {
  const options = { once: { type: 'boolean' }, fresh: { type: 'boolean' }, data: { type: 'string' } } as const
  const { once = false, fresh = false, data } = parseArgs({ args: [...args], options, strict: true }).values
  const folder = once ? mkdtempSync(join(tmpdir(), 'liandong-once-')) : resolve(root, data ?? usualFolder)
  return { once, fresh, folder }
}
