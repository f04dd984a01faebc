import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../harness/child.js'
import { type DemoSite, demoSite, makeDemoCity } from '../ours/demo-city.js'
import type { ProgramName, Size } from './names.js'

export interface PreparedSite extends DemoSite {
  readonly storeFolder: string
}

let folder: Promise<string> | null = null
const stores = new Map<string, Promise<PreparedSite>>()

/** A closed store of that size, made once and used by every run; all of it goes with the process. */
export function prepared(program: ProgramName, size: Size): Promise<PreparedSite> {
  const key = `${program} ${size}`
  const known = stores.get(key) ?? prepare(program, size)
  stores.set(key, known)
  return known
}

async function prepare(program: ProgramName, size: Size): Promise<PreparedSite> {
  folder ??= makeCity()
  const cityFolder = await folder
  const storeFolder = join(cityFolder, 'stores', `${program}-${size}`)
  await using filler = startChild(new URL('./fill-process.js', import.meta.url))
  await filler.ask('fill', { cityFolder, storeFolder, program, size })
  return { ...demoSite(cityFolder, program), storeFolder }
}

async function makeCity(): Promise<string> {
  const made = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'liandong-bench-'))
  process.on('exit', () => rmSync(made, { recursive: true, force: true }))
  await makeDemoCity(made)
  return made
}
