import type { Statement } from 'better-sqlite3'
import { evolve } from '../../domain/case/evolve.js'
import { standingBranch } from '../../domain/case/fork.js'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { EventLog, StoredEvent } from '../event-log.js'
import type { Connection } from '../file/connection.js'
import { stateFromJson, stateToJson } from './state-json.js'

interface Before {
  own: number
  number: string | null
  registered_ms: number | null
  origin_place: string | null
}

/** A state is kept every so many events, so that at most as many are folded when a case is loaded. */
const SNAPSHOT_EVERY = 16

/** One row per case, made from the branch that stands; lists, routing and loading read it. */
export class Cases {
  readonly #events: EventLog
  readonly #put: Statement<unknown[]>
  readonly #head: Statement<[string], { head_hash: Buffer; head_row: number; set_aside: number; frozen: number }>
  readonly #branches: Statement<[number, number, string]>
  readonly #before: Statement<[string, number], Before>
  readonly #delete: Statement<[string]>
  readonly #snapshot: Statement<[string, Buffer, string]>
  readonly #snapshotOf: Statement<[string], { hash: Buffer; json: string }>
  readonly #withCustodian: Statement<[string], { case_id: string }>
  readonly #withOnPath: Statement<[string], { case_id: string }>

  constructor(db: Connection, events: EventLog) {
    this.#events = events
    this.#put = db.prepare(PUT)
    this.#head = db.prepare('SELECT head_hash, head_row, set_aside, frozen FROM case_view WHERE case_id = ?')
    this.#branches = db.prepare('UPDATE case_view SET set_aside = ?, frozen = ? WHERE case_id = ?')
    this.#before = db.prepare(
      'SELECT own, number, registered_ms, origin_place FROM event LEFT JOIN case_view ON case_view.case_id = ? WHERE row = ?',
    )
    this.#delete = db.prepare('DELETE FROM case_view WHERE case_id = ?')
    this.#snapshot = db.prepare(
      'INSERT INTO case_snapshot VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash, json = excluded.json',
    )
    this.#snapshotOf = db.prepare('SELECT hash, json FROM case_snapshot WHERE case_id = ?')
    this.#withCustodian = db.prepare('SELECT case_id FROM case_view WHERE custodian = ? ORDER BY case_id')
    this.#withOnPath = db.prepare(
      `SELECT case_id FROM case_view WHERE EXISTS (SELECT 1 FROM json_each(case_view.path) WHERE value = ?) ORDER BY registered_ms, case_id`,
    )
  }

  /** The case as it stands after the event at `row`, the head of its standing branch. */
  put(state: CaseState, headHash: Hash, row: number): void {
    const before = this.#before.get(state.caseId, row)
    if (before !== undefined && hasOtherStart(before, state)) this.#delete.run(state.caseId)
    this.#put.run(...columnsOf(state, headHash, row, before?.own === 1))
    if (state.sequence % SNAPSHOT_EVERY === 0) this.#snapshot.run(state.caseId, hashBytes(headHash), stateToJson(state))
  }

  /** How many rows of the case are set aside, and whether two branches share one epoch. */
  setBranches(caseId: CaseId, setAside: number, frozen: boolean): void {
    this.#branches.run(setAside, frozen ? 1 : 0, caseId)
  }

  /** Hash of the last event of the standing branch; null when the case is not here. */
  headHash(caseId: CaseId): Hash | null {
    const found = this.#head.get(caseId)
    return found === undefined ? null : hashHex(found.head_hash)
  }

  isFrozen(caseId: CaseId): boolean {
    return this.#head.get(caseId)?.frozen === 1
  }

  /** The case's state, from the last one kept and the events after it; null when the case is not here. */
  state(caseId: CaseId): CaseState | null {
    const chain = this.standing(caseId)
    const kept = this.#snapshotOf.get(caseId)
    const at = kept === undefined ? -1 : chain.findIndex(({ hash }) => hash === hashHex(kept.hash))
    let state: CaseState | null = kept !== undefined && at >= 0 ? stateFromJson(kept.json) : null
    for (const { bytes } of chain.slice(at + 1)) state = evolve(state, decodeEvent(bytes))
    return state
  }

  /** Rows of the standing branch from the first event on. */
  standing(caseId: CaseId): StoredEvent[] {
    return this.#split(caseId).standing
  }

  /** Rows of all other branches. */
  setAside(caseId: CaseId): StoredEvent[] {
    return this.#split(caseId).setAside
  }

  withCustodian(site: SiteId): CaseId[] {
    return this.#withCustodian.all(site).map(({ case_id }) => case_id)
  }

  /** Cases on whose path a site is, oldest registration first. */
  withOnPath(site: SiteId): CaseId[] {
    return this.#withOnPath.all(site).map(({ case_id }) => case_id)
  }

  #split(caseId: CaseId): { standing: StoredEvent[]; setAside: StoredEvent[] } {
    const rows = this.#events.range(caseId, 1, Number.MAX_SAFE_INTEGER)
    const stands = new Set(standingBranch(rows).standing)
    return { standing: rows.filter(({ hash }) => stands.has(hash)), setAside: rows.filter(({ hash }) => !stands.has(hash)) }
  }
}

/** Columns the first event sets once and for all stand first: their indexes are left alone by every later event. */
const FIXED = 5
const NAMES = [
  'case_id',
  'number',
  'origin_site',
  'origin_place',
  'registered_ms',
  'stage',
  'item',
  'item_digest',
  'custodian',
  'service_site',
  'service_place',
  'path',
  'legal_ms',
  'promised_due',
  'legal_due',
  'seizures',
  'tier',
  'moves',
  'head_sequence',
  'head_hash',
  'head_row',
  'head_own',
  'needs_upgrade',
]

const PUT = `INSERT INTO case_view (${NAMES.join(', ')}, set_aside, frozen) VALUES (${NAMES.map(() => '?').join(', ')}, 0, 0)
  ON CONFLICT (case_id) DO UPDATE SET ${NAMES.slice(FIXED)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`

/** The branch that stands now has another first event: nothing of the old row may stay. */
function hasOtherStart(before: Before, state: CaseState): boolean {
  if (before.number === null) return false
  const { number, registered_ms, origin_place } = before
  return number !== state.number || registered_ms !== state.registeredMs || origin_place !== state.originPlace
}

function columnsOf(state: CaseState, headHash: Hash, row: number, isOwn: boolean): unknown[] {
  return [
    state.caseId,
    state.number,
    state.originSite,
    state.originPlace,
    state.registeredMs,
    state.stage,
    state.item.id,
    hashBytes(state.item.digest),
    state.custodian,
    state.serviceSite,
    state.servicePlace,
    JSON.stringify(state.path),
    state.legalMs,
    state.promised?.date ?? null,
    state.legal?.date ?? null,
    state.epoch.seizures,
    state.epoch.tier,
    state.epoch.moves,
    state.sequence,
    hashBytes(headHash),
    row,
    isOwn ? 1 : 0,
    state.unknownBodies.length > 0 ? 1 : 0,
  ]
}
