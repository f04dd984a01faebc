import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evolve } from '../domain/case/evolve.js'
import { standingBranch } from '../domain/case/fork.js'
import type { CaseBody, CaseEvent, UnknownBody } from '../domain/case/event.js'
import type { CaseState } from '../domain/case/state.js'
import { type Epoch, FIRST_EPOCH } from '../domain/epoch.js'
import { encodeEvent, type SealedEvent } from '../wire/event.js'
import { SEAL_SCHEME, sha256Hex, ZERO_HASH } from '../wire/hash.js'
import { putCounterViews } from './projections/counter-views.js'
import type { Store } from './store.js'

/* Cases for the store's tests: chained and well formed, whatever the kernel would say to them. */

export interface Written extends SealedEvent {
  readonly event: CaseEvent
  readonly hash: string
}

export const caseIdOf = (name: string) => sha256Hex(name).slice(0, 32)
const paper = { hash: sha256Hex('paper'), sizeBytes: 100 }

/** Pads the event to a size, for benches and full disks. */
export const padding = (bytes: number) => Array.from({ length: Math.max(0, Math.round((bytes - 500) / 40)) }, () => paper)

export const registered: CaseBody & { readonly type: 'registered' } = {
  type: 'registered',
  applicantKind: 'person',
  applicant: paper,
  form: paper,
  coApplicantCount: 0,
  answers: [],
  materials: [],
  calendarVersion: '2026',
  source: 'proxy',
  enteredLater: null,
}

export interface Change {
  readonly body?: CaseBody | UnknownBody
  readonly epoch?: Epoch
  readonly author?: string
  readonly after?: Partial<CaseEvent['after']>
  readonly papers?: CaseEvent['papers']
  readonly number?: string
  readonly legalMs?: number
}

/** The event that follows another, or a case's first. */
export function following(before: Written | null, name: string, change: Change = {}): Written {
  const previous = before?.event ?? null
  const sequence = (previous?.sequence ?? 0) + 1
  const legalMs = change.legalMs ?? (previous?.time.legalMs ?? 1_790_000_000_000) + 1000
  const event: CaseEvent = {
    caseId: caseIdOf(name),
    caseNumber: change.number ?? previous?.caseNumber ?? `371122104201-20261122-7KQ-${name}`,
    sequence,
    epoch: change.epoch ?? previous?.epoch ?? FIRST_EPOCH,
    author: {
      site: change.author ?? 'v',
      store: '5'.repeat(32),
      person: 'p',
      place: 'station',
      organ: null,
      level: 'village',
      mandate: null,
      rosterVersion: 1,
    },
    time: { rawMs: legalMs, estimateMs: legalMs, known: 'measured', legalMs },
    previousHash: before?.hash ?? ZERO_HASH,
    after: {
      custodian: 'v',
      path: ['v', 'k', 'c'],
      participants: ['v', 'k'],
      originSite: 'v',
      originPlace: 'station',
      serviceSite: 'v',
      servicePlace: 'station',
      stage: 'registered',
      item: { id: 'item-1', version: 1, digest: sha256Hex('item-1') },
      ...previous?.after,
      ...change.after,
    },
    papers: change.papers ?? [],
    answer: null,
    queryVerifier: null,
    body: change.body ?? (sequence === 1 ? registered : { type: 'completed' }),
  }
  const bytes = encodeEvent(event)
  return { event, bytes, hash: sha256Hex(bytes), seal: Buffer.alloc(32, sequence), sealScheme: SEAL_SCHEME }
}

/** A case's events in a row, one for each change. */
export function history(name: string, ...changes: readonly Change[]): Written[] {
  const events: Written[] = []
  for (const change of changes) events.push(following(events.at(-1) ?? null, name, change))
  return events
}

/** Appends as a site does: log, then projections of the branch that stands. Inside a transaction. */
export function append(store: Store, { event, hash, bytes, seal, sealScheme }: Written, source: string | null = null): number {
  const { caseId } = event
  const head = store.cases.headHash(caseId)
  const row = store.events.append({ event, hash, bytes, seal, sealScheme, own: source === null, source, atMs: event.time.rawMs })
  if (event.previousHash === (head ?? ZERO_HASH))
    project(store, evolve(head === null ? null : store.cases.state(caseId), event), hash, row)
  else restand(store, caseId)
  return row
}

function project(store: Store, state: CaseState, hash: string, row: number): void {
  store.cases.put(state, hash, row)
  putCounterViews(store, state)
}

function restand(store: Store, caseId: string): void {
  const rows = store.events.rowsOf(caseId)
  const { standing, setAside, frozen } = standingBranch(rows)
  const head = rows.find(({ hash }) => hash === standing.at(-1))
  const state = head === undefined ? null : store.cases.state(caseId)
  if (head === undefined || state === null) throw new Error('no branch stands')
  project(store, state, head.hash, head.row)
  store.cases.setBranches(caseId, setAside.length, frozen)
}

export function appendAll(store: Store, events: readonly Written[], source: string | null = null): number[] {
  return store.transact(() => events.map((event) => append(store, event, source)))
}

/** A folder of its own, gone when the test ends. */
export function temporaryFolder(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'liandong-store-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
