import type { Statement } from 'better-sqlite3'
import type { CaseEvent } from '../domain/case/event.js'
import type { Epoch } from '../domain/epoch.js'
import type { CaseId, Hash, SiteId } from '../domain/values.js'
import { encodeSealedEvent, type SealedEvent } from '../wire/event.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import type { CaseKeys } from './case-keys.js'
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

interface Sealed {
  own: number
  seal_scheme: string
  seal: Uint8Array
  bytes: Uint8Array
}

interface FullColumns extends Columns {
  case_id: string
  seal_scheme: string
  seal: Buffer
  bytes: Buffer
}

type Insert = [
  number,
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

const columns = 'row, sequence, hash, previous_hash, seizures, tier, moves, author_site, own, source, legal_ms, at_ms'
const full = 'SELECT event.*, case_id FROM event JOIN case_key ON key = case_key'

/** The log of all cases: every row of every branch, never changed and never deleted. */
export class EventLog {
  readonly #keys: CaseKeys
  readonly #insert: Statement<Insert>
  readonly #rowOf: Statement<[number, Buffer], { row: number }>
  readonly #rows: Statement<[number], Columns>
  readonly #numbers: Statement<[number], { row: number }>
  readonly #range: Statement<[number, number, number], FullColumns>
  readonly #at: Statement<[number], FullColumns>
  readonly #sealed: Statement<[number], Sealed>
  readonly #after: Statement<[number, number], FullColumns>
  readonly #cases: Statement<[], { case_id: string }>
  /** The row appended last: its lane entries and projections, written next, need not read it again. */
  #last: { readonly row: number; readonly sealed: Sealed } | null = null

  constructor(db: Connection, keys: CaseKeys) {
    this.#keys = keys
    this.#insert = db.prepare(
      `INSERT INTO event (case_key, sequence, hash, previous_hash, seizures, tier, moves, author_site, own, source,
         legal_ms, at_ms, seal_scheme, seal, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#rowOf = db.prepare('SELECT row FROM event WHERE case_key = ? AND hash = ?')
    this.#rows = db.prepare(`SELECT ${columns} FROM event WHERE case_key = ? ORDER BY sequence, row`)
    this.#numbers = db.prepare('SELECT row FROM event WHERE case_key = ? ORDER BY sequence, row')
    this.#range = db.prepare(`${full} WHERE case_key = ? AND sequence BETWEEN ? AND ? ORDER BY sequence, row`)
    this.#at = db.prepare(`${full} WHERE row = ?`)
    this.#sealed = db.prepare('SELECT own, seal_scheme, seal, bytes FROM event WHERE row = ?')
    this.#after = db.prepare(`${full} WHERE row > ? ORDER BY row LIMIT ?`)
    this.#cases = db.prepare('SELECT case_id FROM case_key WHERE EXISTS (SELECT 1 FROM event WHERE case_key = key) ORDER BY key')
  }

  /** Adds a row; the same event twice breaks a rule of the table, so the caller asks `has` first. */
  append(entry: NewEvent): number {
    const { event } = entry
    const { seizures, tier, moves } = event.epoch
    const own = entry.own ? 1 : 0
    const { lastInsertRowid } = this.#insert.run(
      this.#keys.make(event.caseId),
      event.sequence,
      hashBytes(entry.hash),
      hashBytes(event.previousHash),
      seizures,
      tier,
      moves,
      event.author.site,
      own,
      entry.source,
      event.time.legalMs,
      entry.atMs,
      entry.sealScheme,
      entry.seal,
      entry.bytes,
    )
    const row = Number(lastInsertRowid)
    this.#last = { row, sealed: { own, seal_scheme: entry.sealScheme, seal: entry.seal, bytes: entry.bytes } }
    return row
  }

  has(caseId: CaseId, hash: Hash): boolean {
    return this.rowOf(caseId, hash) !== null
  }

  rowOf(caseId: CaseId, hash: Hash): number | null {
    const key = this.#keys.of(caseId)
    return key === null ? null : (this.#rowOf.get(key, hashBytes(hash))?.row ?? null)
  }

  /** All rows of a case, of every branch, by sequence and then in the order they came. */
  rowsOf(caseId: CaseId): EventRow[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#rows.all(key).map(toRow)
  }

  /** Numbers of all rows of a case, in the order its log is sent. */
  rowNumbersOf(caseId: CaseId): number[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#numbers.all(key).map(({ row }) => row)
  }

  /** Rows of every branch between two sequences, both included, with their bytes. */
  range(caseId: CaseId, from: number, to: number): StoredEvent[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#range.all(key, from, to).map(toStored)
  }

  at(row: number): StoredEvent | null {
    const found = this.#at.get(row)
    return found === undefined ? null : toStored(found)
  }

  /** The author's bytes of an event that is here. */
  bytes(caseId: CaseId, hash: Hash): Uint8Array {
    const row = this.rowOf(caseId, hash)
    if (row === null) throw new Error(`event ${hash} of case ${caseId} is not here`)
    return this.#read(row).bytes
  }

  /** A row as the payload of a lane's message: the same bytes each time it is asked for. */
  payload(row: number): Uint8Array {
    const { bytes, seal, seal_scheme } = this.#read(row)
    return encodeSealedEvent({ bytes, seal, sealScheme: seal_scheme })
  }

  /** Whether the row was written here. */
  isOwn(row: number): boolean {
    return this.#read(row).own === 1
  }

  /** Rows of all cases in the order they came, from the one after `row` on. */
  after(row: number, limit: number): StoredEvent[] {
    return this.#after.all(row, limit).map(toStored)
  }

  /** Cases with events, in the order they became known here. */
  caseIds(): CaseId[] {
    return this.#cases.all().map((found) => found.case_id)
  }

  /** After a rollback a row's number may come to stand for another event. */
  forget(): void {
    this.#last = null
  }

  #read(row: number): Sealed {
    const found = this.#last?.row === row ? this.#last.sealed : this.#sealed.get(row)
    if (found === undefined) throw new Error(`event row ${row} is not here`)
    return found
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
