import type { Statement } from 'better-sqlite3'
import type { CaseEvent } from '../domain/case/event.js'
import type { Epoch } from '../domain/epoch.js'
import type { CaseId, Hash, SiteId } from '../domain/values.js'
import { encodeSealedEvent, type SealedEvent } from '../wire/event.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import type { Connection } from './file/connection.js'

/** An event about to enter the log, with the bytes its author made. */
export interface NewEvent extends SealedEvent {
  readonly event: CaseEvent
  readonly hash: Hash
  /** Written by this very site. */
  readonly own: boolean
  /** The neighbour it came from; null when it was written here. */
  readonly source: SiteId | null
  /** This machine's clock at the commit, ms since 1970 UTC. */
  readonly atMs: number
}

/** What branches and ranges need to know of a row; `row` is never renumbered. */
export interface EventRow {
  readonly row: number
  readonly sequence: number
  readonly hash: Hash
  readonly previousHash: Hash
  readonly epoch: Epoch
  readonly authorSite: SiteId
  readonly own: boolean
  readonly source: SiteId | null
  readonly legalMs: number
  readonly atMs: number
}

/** A row with the author's bytes. */
export interface StoredEvent extends EventRow, SealedEvent {
  readonly caseId: CaseId
}

interface Columns {
  row: number
  case_id: string
  sequence: number
  hash: Buffer
  previous_hash: Buffer
  seizures: number
  tier: number
  moves: number
  author_site: string
  own: number
  source: string | null
  legal_ms: number
  at_ms: number
}

interface FullColumns extends Columns {
  seal_scheme: string
  seal: Buffer
  bytes: Buffer
}

type Insert = [
  string,
  number,
  Buffer,
  Buffer,
  number,
  number,
  number,
  string,
  number,
  string | null,
  number,
  number,
  string,
  Uint8Array,
  Uint8Array,
]

const columns = 'row, case_id, sequence, hash, previous_hash, seizures, tier, moves, author_site, own, source, legal_ms, at_ms'

/** The log of all cases: every row of every branch, never changed and never deleted. */
export class EventLog {
  readonly #insert: Statement<Insert>
  readonly #rowOf: Statement<[string, Buffer], { row: number }>
  readonly #rows: Statement<[string], Columns>
  readonly #range: Statement<[string, number, number], FullColumns>
  readonly #at: Statement<[number], FullColumns>
  readonly #sealed: Statement<[number], { bytes: Buffer; seal: Buffer; seal_scheme: string }>
  readonly #after: Statement<[number, number], FullColumns>
  readonly #cases: Statement<[], { case_id: string }>

  constructor(db: Connection) {
    this.#insert = db.prepare(
      `INSERT INTO event (case_id, sequence, hash, previous_hash, seizures, tier, moves, author_site, own, source,
         legal_ms, at_ms, seal_scheme, seal, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#rowOf = db.prepare('SELECT row FROM event WHERE case_id = ? AND hash = ?')
    this.#rows = db.prepare(`SELECT ${columns} FROM event WHERE case_id = ? ORDER BY sequence, row`)
    this.#range = db.prepare('SELECT * FROM event WHERE case_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence, row')
    this.#at = db.prepare('SELECT * FROM event WHERE row = ?')
    this.#sealed = db.prepare('SELECT bytes, seal, seal_scheme FROM event WHERE row = ?')
    this.#after = db.prepare('SELECT * FROM event WHERE row > ? ORDER BY row LIMIT ?')
    this.#cases = db.prepare('SELECT DISTINCT case_id FROM event ORDER BY case_id')
  }

  /** Adds a row; the same event twice breaks a rule of the table, so the caller asks `has` first. */
  append(entry: NewEvent): number {
    const { event } = entry
    const { seizures, tier, moves } = event.epoch
    const { lastInsertRowid } = this.#insert.run(
      event.caseId,
      event.sequence,
      hashBytes(entry.hash),
      hashBytes(event.previousHash),
      seizures,
      tier,
      moves,
      event.author.site,
      entry.own ? 1 : 0,
      entry.source,
      event.time.legalMs,
      entry.atMs,
      entry.sealScheme,
      entry.seal,
      entry.bytes,
    )
    return Number(lastInsertRowid)
  }

  has(caseId: CaseId, hash: Hash): boolean {
    return this.rowOf(caseId, hash) !== null
  }

  rowOf(caseId: CaseId, hash: Hash): number | null {
    return this.#rowOf.get(caseId, hashBytes(hash))?.row ?? null
  }

  /** All rows of a case, of every branch, by sequence and then in the order they came. */
  rowsOf(caseId: CaseId): EventRow[] {
    return this.#rows.all(caseId).map(toRow)
  }

  /** Rows of every branch between two sequences, both included, with their bytes. */
  range(caseId: CaseId, from: number, to: number): StoredEvent[] {
    return this.#range.all(caseId, from, to).map(toStored)
  }

  at(row: number): StoredEvent | null {
    const found = this.#at.get(row)
    return found === undefined ? null : toStored(found)
  }

  /** The author's bytes of an event that is here. */
  bytes(caseId: CaseId, hash: Hash): Uint8Array {
    const row = this.rowOf(caseId, hash)
    const found = row === null ? undefined : this.#sealed.get(row)
    if (found === undefined) throw new Error(`event ${hash} of case ${caseId} is not here`)
    return found.bytes
  }

  /** A row as the payload of a lane's message: the same bytes each time it is asked for. */
  payload(row: number): Uint8Array {
    const found = this.#sealed.get(row)
    if (found === undefined) throw new Error(`event row ${row} is not here`)
    return encodeSealedEvent({ bytes: found.bytes, seal: found.seal, sealScheme: found.seal_scheme })
  }

  /** Rows of all cases in the order they came, from the one after `row` on. */
  after(row: number, limit: number): StoredEvent[] {
    return this.#after.all(row, limit).map(toStored)
  }

  caseIds(): CaseId[] {
    return this.#cases.all().map((found) => found.case_id)
  }
}

function toRow(found: Columns): EventRow {
  return {
    row: found.row,
    sequence: found.sequence,
    hash: hashHex(found.hash),
    previousHash: hashHex(found.previous_hash),
    epoch: { seizures: found.seizures, tier: found.tier, moves: found.moves },
    authorSite: found.author_site,
    own: found.own === 1,
    source: found.source,
    legalMs: found.legal_ms,
    atMs: found.at_ms,
  }
}

function toStored(found: FullColumns): StoredEvent {
  return { ...toRow(found), caseId: found.case_id, bytes: found.bytes, seal: found.seal, sealScheme: found.seal_scheme }
}
