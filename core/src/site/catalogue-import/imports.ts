import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { Hash, LocalDate, PersonId } from '../../domain/values.js'
import type { WorkerEnd } from '../../runtime/worker.js'
import { fileProblem, type SheetProblem } from '../../wire/columns/cell.js'
import { sha256Hex } from '../../wire/hash.js'
import type { Acting } from '../act.js'
import { entitled } from '../catalogue-work/worker.js'
import type { Site } from '../site.js'
import { idsElsewhere, knownVersion, organsFor, ownItems } from './catalogue-view.js'
import type { FileFormat, KnownVersion, ReadItemMessage, ReadJob, SheetMessage } from './sheet-job.js'
import { inThread, type SheetRunner } from './sheet-runner.js'

/** A file somebody wants to import. */
export interface ImportFile {
  /** As the person knows it; the source of items that name none. */
  readonly name: string
  readonly format: FileFormat
  readonly bytes: Uint8Array
  readonly mapping: unknown
  readonly effectiveFrom: LocalDate | null
}

/** A dry run: what is wrong with the file, or exactly what applying it would do. */
export interface ImportRun {
  readonly id: string
  readonly by: PersonId
  readonly name: string
  readonly startedMs: number
  readonly phase: 'reading' | 'checking' | 'refused' | 'checked' | 'applied' | 'cancelled'
  readonly done: number
  readonly total: number
  readonly rows: number
  readonly errors: number
  readonly warnings: number
  readonly problems: readonly SheetProblem[]
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number }
  /** Names what was checked; null while there is nothing to apply. */
  readonly token: Hash | null
  readonly works: readonly string[]
}

/** What applying needs beside what is shown. */
export interface CheckedImport {
  readonly items: readonly ReadItemMessage[]
  readonly known: ReadonlyMap<string, KnownVersion>
  readonly rosterVersion: number
}

interface Kept {
  run: ImportRun
  items: ReadItemMessage[]
  known: ReadonlyMap<string, KnownVersion>
  rosterVersion: number
  /** Ends the thread that reads the file. */
  readonly stop: AbortController
}

/** Two threads at once leave the rest of a machine to counters and links. */
const MOST_AT_ONCE = 2
/** Each holds its items in memory, some 20 MB. */
const MOST_KEPT = 6
const KEPT_MS = 60 * 60_000
/** The dry runs of this program, in memory: a restart forgets them, and nothing is lost by it. */
export class Imports {
  readonly #kept = new Map<string, Kept>()
  readonly #runner: SheetRunner
  #running = 0

  constructor(runner: SheetRunner = inThread) {
    this.#runner = runner
  }

  /** Takes the file in and begins to check it in a thread of its own; ask for the run by its id. */
  start(site: Site, acting: Acting, file: ImportFile): ImportRun | Refusal {
    const who = entitled(site, acting, 'write', null)
    if ('kind' in who) return who
    if (this.#running >= MOST_AT_ONCE) return refused('import/busy', `${this.#running}`)
    const id = site.options.randomHex(16)
    const kept: Kept = {
      run: newRun(site, id, who.person, file),
      items: [],
      known: new Map(),
      rosterVersion: site.roster.version,
      stop: new AbortController(),
    }
    this.#makeRoom(site)
    this.#kept.set(id, kept)
    this.#running += 1
    void check(this.#runner, site, kept, file).finally(() => {
      this.#running -= 1
    })
    return kept.run
  }

  /** A run of this person, or why there is none. */
  find(site: Site, acting: Acting, id: string): ImportRun | Refusal {
    this.#forgetOld(site)
    const kept = this.#kept.get(id)
    return kept === undefined || kept.run.by !== acting.person ? refused('import/unknown', id) : kept.run
  }

  /** 取消: the person no longer wants it. Its thread ends, nothing of it is kept; a run that was applied stays as it is. */
  cancel(site: Site, acting: Acting, id: string): ImportRun | Refusal {
    const run = this.find(site, acting, id)
    const kept = this.#kept.get(id)
    if ('kind' in run || kept === undefined) return run
    if (run.phase === 'applied') return refused('import/not-checked', run.phase)
    kept.stop.abort()
    kept.items = []
    kept.run = { ...kept.run, phase: 'cancelled', token: null }
    return kept.run
  }

  /** What a checked run would apply; null for one that is not there or not checked. */
  checked(id: string): CheckedImport | null {
    const kept = this.#kept.get(id)
    return kept === undefined || kept.run.phase !== 'checked' ? null : kept
  }

  /** Notes what became of it; its items are no longer needed. */
  markApplied(id: string, works: readonly string[]): ImportRun | null {
    const kept = this.#kept.get(id)
    if (kept === undefined) return null
    kept.run = { ...kept.run, phase: 'applied', works }
    kept.items = []
    return kept.run
  }

  #forgetOld(site: Site): void {
    for (const [id, { run }] of this.#kept) if (site.nowRawMs() - run.startedMs > KEPT_MS) this.#kept.delete(id)
  }

  #makeRoom(site: Site): void {
    this.#forgetOld(site)
    for (const [id, { run }] of this.#kept) {
      if (this.#kept.size < MOST_KEPT) return
      if (run.phase !== 'reading' && run.phase !== 'checking') this.#kept.delete(id)
    }
  }
}

function newRun(site: Site, id: string, by: PersonId, { name }: ImportFile): ImportRun {
  const nothing = { done: 0, total: 0, rows: 0, errors: 0, warnings: 0, problems: [], token: null, works: [] }
  return { id, by, name, startedMs: site.nowRawMs(), phase: 'reading', counts: { new: 0, changed: 0, unchanged: 0 }, ...nothing }
}

async function check(runner: SheetRunner, site: Site, kept: Kept, file: ImportFile): Promise<void> {
  try {
    const known = new Map<string, KnownVersion>()
    for await (const item of ownItems(site)) known.set(item.id, knownVersion(item))
    kept.known = known
    const end = await runner(jobOf(site, file, [...known.values()]), (message) => take(kept, message), kept.stop.signal)
    settle(site, kept, end)
  } catch (error) {
    settle(site, kept, { kind: 'failed', error })
  }
}

function jobOf(site: Site, file: ImportFile, known: readonly KnownVersion[]): ReadJob {
  const { named, ours } = organsFor(site)
  const { format, bytes, mapping, name } = file
  const effectiveFrom = file.effectiveFrom ?? localDateOf(site.clock.now().estimateMs)
  return {
    kind: 'read',
    format,
    bytes,
    mapping,
    organs: named,
    ours,
    known,
    elsewhere: idsElsewhere(site),
    effectiveFrom,
    source: `导入:${name}`,
  }
}

function take(kept: Kept, message: SheetMessage): void {
  if (kept.run.phase === 'cancelled') return
  if (message.kind === 'progress') kept.run = { ...kept.run, phase: 'checking', done: message.done, total: message.total }
  if (message.kind === 'items') kept.items.push(...message.items)
  if (message.kind === 'read') {
    const { problems, errors, warnings, rows } = message
    kept.run = { ...kept.run, problems, errors, warnings, rows }
  }
}

/** The run as its thread left it: refused with reasons, or checked with a token. */
function settle(site: Site, kept: Kept, end: WorkerEnd): void {
  if (kept.run.phase === 'cancelled' || end.kind === 'stopped') return
  const problem = end.kind === 'done' ? null : problemOf(site, end)
  if (problem !== null) kept.run = { ...kept.run, errors: kept.run.errors + 1, problems: [problem, ...kept.run.problems] }
  if (kept.run.errors > 0) {
    kept.items = []
    kept.run = { ...kept.run, phase: 'refused' }
    return
  }
  const count = (change: ReadItemMessage['change']) => kept.items.filter((item) => item.change === change).length
  const counts = { new: count('new'), changed: count('changed'), unchanged: count('unchanged') }
  kept.run = { ...kept.run, phase: 'checked', counts, token: tokenOf(kept) }
}

function problemOf(site: Site, end: Extract<WorkerEnd, { kind: 'limit' | 'failed' }>): SheetProblem {
  if (end.kind === 'limit')
    return fileProblem('input/too-large', end.detail === 'memory' ? '内存不够读完它' : '读了两分钟还没有读完')
  site.options.notify.alarm('internal/bug', { part: 'import', reason: String(end.error) })
  return fileProblem('internal/bug', '')
}

/** Covers every item's bytes, what each replaces, and the roster they were judged by. */
function tokenOf({ items, known, rosterVersion }: Kept): Hash {
  const lines = items.map(({ id, bytes, change }) => `${id}\t${change}\t${sha256Hex(bytes)}\t${known.get(id)?.digest ?? ''}\n`)
  return sha256Hex(`${rosterVersion}\n${lines.join('')}`)
}
