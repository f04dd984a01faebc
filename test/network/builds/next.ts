import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Build } from './build.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const fixtures = join(root, 'test/fixtures/wire/next')
const folder = join(root, '.setup/next')
/** Parts of core a simulated site runs. */
const PARTS = ['domain', 'wire', 'store', 'site', 'link', 'transport', 'runtime'] as const

interface Change {
  readonly file: string
  readonly after: string
  readonly insert: string
}

let loaded: Promise<Build> | null = null

/**
 * The program one version on: this repository's sources with a field added to the envelope and a body type `rated`, its
 * contracts generated anew. It is made once for each state of the sources.
 */
export function nextBuild(): Promise<Build> {
  loaded ??= load(made())
  return loaded
}

/** Where the changed sources lie. */
export function made(): string {
  const to = join(folder, stamp())
  if (existsSync(to)) return to
  mkdirSync(folder, { recursive: true })
  const making = mkdtempSync(join(folder, 'making-'))
  for (const part of PARTS)
    cpSync(join(root, 'core/src', part), join(making, 'core/src', part), { recursive: true, filter: isSource })
  cpSync(join(root, 'proto'), join(making, 'proto'), { recursive: true })
  cpSync(join(fixtures, 'rating.ts'), join(making, 'core/src/domain/acts/rating.ts'))
  writeFileSync(join(making, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(making, 'tsconfig.json'), '{}')
  for (const change of changes()) apply(making, change)
  generate(making)
  replace(making, to)
  return to
}

function isSource(path: string): boolean {
  return !/(\.(test|testing)\.ts|tsconfig\.json)$/.test(path)
}

function changes(): readonly Change[] {
  return JSON.parse(readFileSync(join(fixtures, 'changes.json'), 'utf8'))
}

function apply(making: string, { file, after, insert }: Change): void {
  const path = join(making, file)
  const before = readFileSync(path, 'utf8')
  if (!before.includes(after)) throw new Error(`${file} no longer has what the next version changes: ${after}`)
  writeFileSync(
    path,
    before.replace(after, () => after + insert),
  )
}

function generate(making: string): void {
  const template = readFileSync(join(root, 'proto/buf.gen.yaml'), 'utf8').replace(
    /out: .*/,
    `out: ${join(making, 'core/src/wire/gen')}`,
  )
  const path = join(making, 'buf.gen.yaml')
  writeFileSync(path, template)
  const args = ['generate', join(making, 'proto'), '--template', path]
  const { status, stderr } = spawnSync(join(root, 'node_modules/.bin/buf'), args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`buf generate: ${stderr}`)
}

/** Another process may have been quicker; builds of older sources go. */
function replace(making: string, to: string): void {
  if (existsSync(to)) return rmSync(making, { recursive: true })
  renameSync(making, to)
  for (const name of readdirSync(folder)) {
    if (join(folder, name) !== to && !name.startsWith('making-')) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Of everything the build is made from. */
function stamp(): string {
  const hash = createHash('sha256')
  const folders = [...PARTS.map((part) => join(root, 'core/src', part)), join(root, 'proto'), fixtures]
  for (const each of folders) {
    for (const entry of readdirSync(each, { recursive: true, withFileTypes: true }).sort(byPath)) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && isSource(path)) hash.update(path).update(readFileSync(path))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function byPath(a: { readonly parentPath: string; readonly name: string }, b: typeof a): number {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1
}

/** Whose exports a build is made of. */
const PATHS = [
  'link/hub',
  'site/act',
  'site/ask-seizure',
  'site/audit/keep',
  'site/contents/check-copies',
  'site/catalogue/publish',
  'site/catalogue/publish-items',
  'site/catalogue/stop-items',
  'site/catalogue/upkeep',
  'site/enrolment/two-persons',
  'site/erasure/erase',
  'site/execute',
  'site/links/link-ledger',
  'site/links/paper-ledger',
  'site/links/prune',
  'site/people/credentials',
  'site/pending',
  'site/roster-change',
  'site/seize',
  'site/site',
  'site/wake',
  'store/open',
  'transport/memory',
] as const

async function load(from: string): Promise<Build> {
  const part = (path: string) => import(/* @vite-ignore */ pathToFileURL(join(from, 'core/src', `${path}.ts`)).href)
  const parts = await Promise.all(PATHS.map(part))
  const all = Object.assign({}, ...parts) as Omit<Build, 'programVersion' | 'bodyTypes'>
  const event = await part('wire/event')
  return { ...all, programVersion: '0.2.0', bodyTypes: event.BODY_TYPES }
}
