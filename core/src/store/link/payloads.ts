import type { Statement } from 'better-sqlite3'
import { kindNumber, type MessageKind } from '../../wire/frame.js'
import { sha256 } from '../../wire/hash.js'
import { PARCEL_KINDS } from '../catalogue/parcels.js'
import type { EventLog } from '../event-log.js'
import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'
import { keptLetter, sentLetter } from './secret-letters.js'

const EVENT = kindNumber('event')
const ROSTER_CHANGE = kindNumber('roster-change')
const EDITION = kindNumber('catalogue-edition')
const PARCELS = new Set(PARCEL_KINDS.map(kindNumber))

/**
 * The bytes a lane entry stands for. Events, roster changes, editions and what many neighbours share are
 * read from their own tables; every other message is a letter, kept in the form it was sent.
 */
export class Payloads {
  readonly #events: EventLog
  readonly #secrets: Secrets
  readonly #roster: Statement<[number], { bytes: Buffer }>
  readonly #edition: Statement<[number], { payload: Buffer }>
  readonly #parcel: Statement<[number], { payload: Buffer }>
  readonly #letter: Statement<[number], { payload: Buffer }>
  readonly #write: Statement<[number, string, Uint8Array]>
  readonly #erase: Statement<[number, number]>
  /** The digest last worked out: an event goes into several lanes, one right after the other. */
  #last: { readonly kind: number; readonly ref: number; readonly hash: Buffer } | null = null

  constructor(db: Connection, events: EventLog, secrets: Secrets) {
    this.#events = events
    this.#secrets = secrets
    this.#roster = db.prepare('SELECT bytes FROM roster_change WHERE version = ?')
    this.#edition = db.prepare('SELECT payload FROM catalogue_edition WHERE row = ?')
    this.#parcel = db.prepare('SELECT payload FROM parcel WHERE row = ?')
    this.#letter = db.prepare('SELECT payload FROM letter WHERE row = ?')
    this.#write = db.prepare('INSERT INTO letter (kind, about, payload) VALUES (?, ?, ?)')
    this.#erase = db.prepare(
      `DELETE FROM letter WHERE row IN
         (SELECT ref FROM lane_out WHERE lane = ? AND number <= ? AND kind NOT IN (${[EVENT, ROSTER_CHANGE, EDITION, ...PARCELS].join(', ')}))`,
    )
  }

  /** Lets go of the letters of a lane's entries up to a number, before those entries go. */
  eraseLetters(laneKey: number, upTo: number): void {
    this.#erase.run(laneKey, upTo)
    // The row of the newest letter may be given out again.
    this.forget()
  }

  /** Keeps a message that has no table of its own; `about` is the id it concerns. */
  writeLetter(kind: MessageKind, about: string, payload: Uint8Array): number {
    const number = kindNumber(kind)
    return Number(this.#write.run(number, about, keptLetter(this.#secrets, number, payload)).lastInsertRowid)
  }

  read(kind: number, ref: number): Uint8Array {
    if (kind === EVENT) return this.#events.payload(ref)
    if (kind === ROSTER_CHANGE) return found(this.#roster.get(ref)?.bytes, kind, ref)
    if (kind === EDITION) return found(this.#edition.get(ref)?.payload, kind, ref)
    if (PARCELS.has(kind)) return found(this.#parcel.get(ref)?.payload, kind, ref)
    return sentLetter(this.#secrets, kind, found(this.#letter.get(ref)?.payload, kind, ref))
  }

  /** SHA-256 of a payload. */
  hash(kind: number, ref: number): Buffer {
    if (this.#last?.kind === kind && this.#last.ref === ref) return this.#last.hash
    this.#last = { kind, ref, hash: sha256(this.read(kind, ref)) }
    return this.#last.hash
  }

  /** After a rollback a row number may come to stand for something else. */
  forget(): void {
    this.#last = null
  }
}

function found<T>(value: T | undefined, kind: number, ref: number): T {
  if (value === undefined) throw new Error(`nothing of kind ${kind} has row ${ref}`)
  return value
}
