import type { Statement } from 'better-sqlite3'
import type { Hash, PersonId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** Somebody signed in here. Times are what this machine's clock said. */
export interface Session {
  /** SHA-256 of the token, which lies in the browser alone. */
  readonly tokenHash: Hash
  readonly person: PersonId
  readonly startedMs: number
  /** Written once a minute at most. */
  readonly seenMs: number
  /** Of the verifier that the person showed to know. */
  readonly verifierVersion: number
}

/** A session beside what its person proves themselves by today. */
export interface HeldSession extends Session {
  /** null: this site may not sign the person in any more. */
  readonly heldVersion: number | null
  readonly mustChange: boolean
}

interface Columns {
  token_hash: Buffer
  person: string
  started_ms: number
  seen_ms: number
  verifier_version: number
}

type HeldColumns = Columns & { held_version: number | null; must_change: number | null }

/** Who is signed in at this site. */
export class Sessions {
  readonly #add: Statement<[Columns]>
  readonly #get: Statement<[Buffer], HeldColumns>
  readonly #ofPerson: Statement<[string], Columns>
  readonly #all: Statement<[], Columns>
  readonly #seen: Statement<[number, Buffer]>
  readonly #prove: Statement<[number, Buffer]>
  readonly #drop: Statement<[Buffer]>
  readonly #dropStartedBefore: Statement<[number]>

  constructor(db: Connection) {
    this.#add = db.prepare('INSERT INTO session VALUES (@token_hash, @person, @started_ms, @seen_ms, @verifier_version)')
    this.#get = db.prepare(
      `SELECT session.*, verifier.version AS held_version, must_change FROM session
         LEFT JOIN verifier ON verifier.person = session.person WHERE token_hash = ?`,
    )
    this.#ofPerson = db.prepare('SELECT * FROM session WHERE person = ? ORDER BY started_ms')
    this.#all = db.prepare('SELECT * FROM session ORDER BY started_ms, token_hash')
    this.#seen = db.prepare('UPDATE session SET seen_ms = ? WHERE token_hash = ?')
    this.#prove = db.prepare('UPDATE session SET verifier_version = ? WHERE token_hash = ?')
    this.#drop = db.prepare('DELETE FROM session WHERE token_hash = ?')
    this.#dropStartedBefore = db.prepare('DELETE FROM session WHERE started_ms < ?')
  }

  add({ tokenHash, person, startedMs, seenMs, verifierVersion }: Session): void {
    this.#add.run({
      token_hash: hashBytes(tokenHash),
      person,
      started_ms: startedMs,
      seen_ms: seenMs,
      verifier_version: verifierVersion,
    })
  }

  find(tokenHash: Hash): HeldSession | null {
    const found = this.#get.get(hashBytes(tokenHash))
    if (found === undefined) return null
    return { ...toSession(found), heldVersion: found.held_version, mustChange: found.must_change === 1 }
  }

  /** The oldest first. */
  ofPerson(person: PersonId): readonly Session[] {
    return this.#ofPerson.all(person).map(toSession)
  }

  all(): readonly Session[] {
    return this.#all.all().map(toSession)
  }

  seen(tokenHash: Hash, atMs: number): void {
    this.#seen.run(atMs, hashBytes(tokenHash))
  }

  /** Its person has shown to know this newer version. */
  prove(tokenHash: Hash, verifierVersion: number): void {
    this.#prove.run(verifierVersion, hashBytes(tokenHash))
  }

  drop(tokenHash: Hash): void {
    this.#drop.run(hashBytes(tokenHash))
  }

  dropStartedBefore(atMs: number): void {
    this.#dropStartedBefore.run(atMs)
  }
}

function toSession(found: Columns): Session {
  return {
    tokenHash: hashHex(found.token_hash),
    person: found.person,
    startedMs: found.started_ms,
    seenMs: found.seen_ms,
    verifierVersion: found.verifier_version,
  }
}
