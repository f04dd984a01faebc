import type { Statement } from 'better-sqlite3'
import { evolve } from '../../domain/case/evolve.js'
import { standingBranch } from '../../domain/case/fork.js'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { CaseKeys } from '../case-keys.js'
import type { EventLog, StoredEvent } from '../event-log.js'
import type { Connection } from '../file/connection.js'
import { Recent } from '../file/recent.js'
import { stateFromJson, stateToJson } from './state-json.js'

/** What appending to a case asks of its row. */
interface Head {
  readonly hash: Hash
  readonly setAside: number
  readonly frozen: boolean
  readonly number: string
  readonly registeredMs: number
  readonly originPlace: string
}

interface HeadColumns {
  head_hash: Buffer
  set_aside: number
  frozen: number
  number: string
  registered_ms: number
  origin_place: string
}

/** A state is kept every so many events, so that at most as many are folded when a case is loaded. */
const SNAPSHOT_EVERY = 16
/** Cases in traffic at one time; their heads are asked for at every event. */
const REMEMBERED = 4096

/** One row per case, made from the branch that stands; lists, routing and loading read it. */
export class Cases {
  readonly #keys: CaseKeys
  readonly #events: EventLog
  readonly #insert: Statement<unknown[]>
  readonly #update: Statement<unknown[]>
  readonly #head: Statement<[number], HeadColumns>
  readonly #branches: Statement<[number, number, number]>
  readonly #delete: Statement<[number]>
  readonly #snapshot: Statement<[number, Buffer, string]>
  readonly #snapshotOf: Statement<[number], { hash: Buffer; json: string }>
  readonly #withCustodian: Statement<[string], { case_id: string }>
  readonly #withOnPath: Statement<[string], { case_id: string }>
  /** null for a case that has no row: asked for twice before its first event is there. */
  readonly #recent = new Recent<CaseId, Head | null>(REMEMBERED)

  constructor(db: Connection, keys: CaseKeys, events: EventLog) {
    this.#keys = keys
    this.#events = events
    this.#insert = db.prepare(INSERT)
    this.#update = db.prepare(UPDATE)
    this.#head = db.prepare(
      'SELECT head_hash, set_aside, frozen, number, registered_ms, origin_place FROM case_view WHERE case_key = ?',
    )
    this.#branches = db.prepare('UPDATE case_view SET set_aside = ?, frozen = ? WHERE case_key = ?')
    this.#delete = db.prepare('DELETE FROM case_view WHERE case_key = ?')
    this.#snapshot = db.prepare(
      'INSERT INTO case_snapshot VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash, json = excluded.json',
    )
    this.#snapshotOf = db.prepare('SELECT hash, json FROM case_snapshot WHERE case_key = ?')
    this.#withCustodian = db.prepare('SELECT case_id FROM case_view WHERE custodian = ? ORDER BY case_key')
    this.#withOnPath = db.prepare(
      `SELECT case_id FROM case_view WHERE EXISTS (SELECT 1 FROM json_each(case_view.path) WHERE value = ?) ORDER BY case_key`,
    )
  }

  /** The case as it stands after the event at `row`, the head of its standing branch. Called for every such event. */
  put(state: CaseState, headHash: Hash, row: number): void {
    const { caseId } = state
    const key = this.#keys.make(caseId)
    const before = this.#headOf(caseId)
    const changing = changingColumns(state, headHash, row, this.#events.isOwn(row))
    if (before !== null && isSameStart(before, state)) this.#update.run([...changing, key])
    else {
      if (before !== null) this.#delete.run(key)
      this.#insert.run([key, ...fixedColumns(state), ...changing])
    }
    if (state.sequence % SNAPSHOT_EVERY === 0) this.#snapshot.run(key, hashBytes(headHash), stateToJson(state))
    const { setAside = 0, frozen = false } = before ?? {}
    this.#recent.put(caseId, headOf(state, headHash, setAside, frozen))
    if (setAside > 0) this.#judgeAgain(caseId)
  }

  /** How many rows of the case are set aside, and whether two branches share one epoch. */
  setBranches(caseId: CaseId, setAside: number, frozen: boolean): void {
    const head = this.#headOf(caseId)
    if (head === null) return
    this.#branches.run(setAside, frozen ? 1 : 0, this.#keys.make(caseId))
    this.#recent.put(caseId, { ...head, setAside, frozen })
  }

  /** Hash of the last event of the standing branch; null when the case is not here. */
  headHash(caseId: CaseId): Hash | null {
    return this.#headOf(caseId)?.hash ?? null
  }

  isFrozen(caseId: CaseId): boolean {
    return this.#headOf(caseId)?.frozen ?? false
  }

  /** The case's state, from the last one kept and the events after it; null when the case is not here. */
  state(caseId: CaseId): CaseState | null {
    // Nothing stands of a case that is only begun, and that is asked at every registration.
    if (this.#headOf(caseId) === null) return null
    const chain = this.standing(caseId)
    const key = this.#keys.of(caseId)
    const kept = key === null ? undefined : this.#snapshotOf.get(key)
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

  /** Cases on whose path a site is, in the order they became known here. */
  withOnPath(site: SiteId): CaseId[] {
    return this.#withOnPath.all(site).map(({ case_id }) => case_id)
  }

  /** After a rollback what was read may never have been. */
  forget(): void {
    this.#recent.clear()
  }

  /** An event on the standing branch may end a dispute, as a seizure does, or leave it. */
  #judgeAgain(caseId: CaseId): void {
    const { setAside, frozen } = standingBranch(this.#events.rowsOf(caseId))
    this.setBranches(caseId, setAside.length, frozen)
  }

  #headOf(caseId: CaseId): Head | null {
    const known = this.#recent.get(caseId)
    if (known !== undefined) return known
    const key = this.#keys.of(caseId)
    const found = key === null ? undefined : this.#head.get(key)
    return this.#recent.put(caseId, found === undefined ? null : toHead(found))
  }

  #split(caseId: CaseId): { standing: StoredEvent[]; setAside: StoredEvent[] } {
    const rows = this.#events.range(caseId, 1, Number.MAX_SAFE_INTEGER)
    const stands = new Set(standingBranch(rows).standing)
    return { standing: rows.filter(({ hash }) => stands.has(hash)), setAside: rows.filter(({ hash }) => !stands.has(hash)) }
  }
}

const FIXED = ['case_id', 'number', 'origin_site', 'origin_place', 'registered_ms']
const CHANGING = [
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
const ALL = ['case_key', ...FIXED, ...CHANGING]
const INSERT = `INSERT INTO case_view (${ALL.join(', ')}, set_aside, frozen) VALUES (${ALL.map(() => '?').join(', ')}, 0, 0)`
const UPDATE = `UPDATE case_view SET ${CHANGING.map((name) => `${name} = ?`).join(', ')} WHERE case_key = ?`

function fixedColumns(state: CaseState): unknown[] {
  return [state.caseId, state.number, state.originSite, state.originPlace, state.registeredMs]
}

function changingColumns(state: CaseState, headHash: Hash, row: number, isOwn: boolean): unknown[] {
  return [
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

function headOf({ number, registeredMs, originPlace }: CaseState, hash: Hash, setAside: number, frozen: boolean): Head {
  return { hash, setAside, frozen, number, registeredMs, originPlace }
}

/** False when the branch that stands now has another first event: then nothing of the old row may stay. */
function isSameStart(head: Head, state: CaseState): boolean {
  const { number, registeredMs, originPlace } = state
  return head.number === number && head.registeredMs === registeredMs && head.originPlace === originPlace
}

function toHead(found: HeadColumns): Head {
  return {
    hash: hashHex(found.head_hash),
    setAside: found.set_aside,
    frozen: found.frozen === 1,
    number: found.number,
    registeredMs: found.registered_ms,
    originPlace: found.origin_place,
  }
}
