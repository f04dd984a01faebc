import type { Statement } from 'better-sqlite3'
import type { CaseEvent } from '../domain/case/event.js'
import { type FaultCode, isFaultCode } from '../domain/fault.js'
import type { CaseId, Hash, SiteId } from '../domain/values.js'
import type { SealedEvent } from '../wire/event.js'
import { type MessageKind, kindNumber } from '../wire/frame.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import type { Connection } from './file/connection.js'
import { keptLetter, sentLetter } from './link/secret-letters.js'
import type { Secrets } from './secrets/secrets.js'

/** An event whose predecessor has not come yet. */
export interface HeldEvent extends SealedEvent {
  readonly caseId: CaseId
  readonly sequence: number
  readonly hash: Hash
  readonly previousHash: Hash
  readonly source: SiteId
  readonly atMs: number
}

export interface NewHeld extends SealedEvent {
  readonly event: CaseEvent
  readonly hash: Hash
  readonly source: SiteId
  readonly atMs: number
}

/** A message that broke a rule or waits for a newer version, with its reason. */
export interface Parked {
  readonly id: number
  /** Number of the message's kind, which may be one this version does not know. */
  readonly kindNumber: number
  readonly code: FaultCode
  readonly detail: string
  readonly source: SiteId
  readonly caseId: CaseId | null
  readonly atMs: number
  /** How often it was tried again without success. */
  readonly tries: number
  readonly payload: Uint8Array
}

export interface NewParked {
  readonly kind: MessageKind | number
  readonly payload: Uint8Array
  readonly source: SiteId
  readonly caseId: CaseId | null
  /** Of an event: what its successors name; null for anything else. */
  readonly hash: Hash | null
  readonly code: FaultCode
  readonly detail: string
  readonly atMs: number
}

interface HeldColumns {
  case_id: string
  sequence: number
  hash: Buffer
  previous_hash: Buffer
  source: string
  at_ms: number
  seal_scheme: string
  seal: Buffer
  bytes: Buffer
}

interface ParkedColumns {
  id: number
  kind: number
  code: string
  detail: string
  source: string
  case_id: string | null
  at_ms: number
  tries: number
  payload: Buffer
}

/** Messages that are received, and so count for their lane, but cannot be applied yet. */
export class Inbox {
  readonly #hold: Statement<[string, number, Buffer, Buffer, string, number, string, Uint8Array, Uint8Array]>
  readonly #takeAfter: Statement<[string, Buffer], HeldColumns>
  readonly #heldOf: Statement<[string], HeldColumns>
  readonly #held: Statement<[number], HeldColumns>
  readonly #heldCount: Statement<[], { count: number }>
  readonly #park: Statement<[number, string, string, string, string | null, Buffer | null, number, Uint8Array]>
  readonly #parked: Statement<[{ code: string | null }], ParkedColumns>
  readonly #parkedAt: Statement<[number], ParkedColumns>
  readonly #isParked: Statement<[string, Buffer], { id: number }>
  readonly #parkedOf: Statement<[string], ParkedColumns>
  readonly #unpark: Statement<[number]>
  readonly #tried: Statement<[string, string, number]>
  readonly #secrets: Secrets
  /** False once it is known that nothing is held, which is so nearly always; null when nobody has looked. */
  #holdsAny: boolean | null = null

  constructor(db: Connection, secrets: Secrets) {
    this.#secrets = secrets
    this.#hold = db.prepare('INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
    this.#takeAfter = db.prepare('DELETE FROM held WHERE case_id = ? AND previous_hash = ? RETURNING *')
    this.#heldOf = db.prepare('SELECT * FROM held WHERE case_id = ? ORDER BY sequence')
    this.#held = db.prepare('SELECT * FROM held ORDER BY at_ms LIMIT ?')
    this.#heldCount = db.prepare('SELECT count(*) AS count FROM held')
    this.#park = db.prepare(
      'INSERT INTO parked (kind, code, detail, source, case_id, hash, at_ms, tries, payload) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)',
    )
    this.#parked = db.prepare('SELECT * FROM parked WHERE @code IS NULL OR code = @code ORDER BY id')
    this.#parkedAt = db.prepare('SELECT * FROM parked WHERE id = ?')
    this.#isParked = db.prepare('SELECT id FROM parked WHERE case_id = ? AND hash = ?')
    this.#parkedOf = db.prepare('SELECT * FROM parked WHERE case_id = ? ORDER BY id')
    this.#unpark = db.prepare('DELETE FROM parked WHERE id = ?')
    this.#tried = db.prepare('UPDATE parked SET tries = tries + 1, code = ?, detail = ? WHERE id = ?')
  }

  /** Keeps an event until its predecessor comes; one held already stays as it is. */
  hold({ event, hash, source, atMs, sealScheme, seal, bytes }: NewHeld): void {
    const { caseId, sequence, previousHash } = event
    this.#holdsAny = true
    this.#hold.run(caseId, sequence, hashBytes(hash), hashBytes(previousHash), source, atMs, sealScheme, seal, bytes)
  }

  /** Removes and returns what waited for exactly this event. */
  takeHeldAfter(caseId: CaseId, hash: Hash): HeldEvent[] {
    this.#holdsAny ??= this.heldCount() > 0
    return this.#holdsAny ? this.#takeAfter.all(caseId, hashBytes(hash)).map(toHeld) : []
  }

  /** After a rollback what was seen may never have been. */
  forget(): void {
    this.#holdsAny = null
  }

  heldOf(caseId: CaseId): HeldEvent[] {
    return this.#heldOf.all(caseId).map(toHeld)
  }

  /** What has waited longest, first. */
  held(limit: number): HeldEvent[] {
    return this.#held.all(limit).map(toHeld)
  }

  heldCount(): number {
    return this.#heldCount.get()?.count ?? 0
  }

  park(message: NewParked): number {
    const { kind, code, detail, source, caseId, hash, atMs, payload } = message
    const number = typeof kind === 'number' ? kind : kindNumber(kind)
    const named = hash === null ? null : hashBytes(hash)
    return Number(
      this.#park.run(number, code, detail, source, caseId, named, atMs, keptLetter(this.#secrets, number, payload))
        .lastInsertRowid,
    )
  }

  /** What is parked, for one reason or for any, in the order it came. */
  parked(code: FaultCode | null = null): Parked[] {
    return this.#parked.all({ code }).map((found) => toParked(found, this.#secrets))
  }

  parkedAt(id: number): Parked | null {
    const found = this.#parkedAt.get(id)
    return found === undefined ? null : toParked(found, this.#secrets)
  }

  /** Whether this very event is parked: those that follow it wait for a person, not for the line. */
  isParked(caseId: CaseId, hash: Hash): boolean {
    return this.#isParked.get(caseId, hashBytes(hash)) !== undefined
  }

  parkedOf(caseId: CaseId): Parked[] {
    return this.#parkedOf.all(caseId).map((found) => toParked(found, this.#secrets))
  }

  unpark(id: number): void {
    this.#unpark.run(id)
  }

  /** It was tried again and stays, for this reason. */
  triedAgain(id: number, code: FaultCode, detail: string): void {
    this.#tried.run(code, detail, id)
  }
}

function toHeld(found: HeldColumns): HeldEvent {
  return {
    caseId: found.case_id,
    sequence: found.sequence,
    hash: hashHex(found.hash),
    previousHash: hashHex(found.previous_hash),
    source: found.source,
    atMs: found.at_ms,
    sealScheme: found.seal_scheme,
    seal: found.seal,
    bytes: found.bytes,
  }
}

function toParked(found: ParkedColumns, secrets: Secrets): Parked {
  return {
    id: found.id,
    kindNumber: found.kind,
    code: isFaultCode(found.code) ? found.code : 'internal/bug',
    detail: found.detail,
    source: found.source,
    caseId: found.case_id,
    atMs: found.at_ms,
    tries: found.tries,
    payload: sentLetter(secrets, found.kind, found.payload),
  }
}
