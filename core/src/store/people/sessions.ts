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
  /** Of the account in the roster, and of the verifier that the person showed to know. */
  readonly credentialVersion: number
  readonly verifierVersion: number
}

interface Columns {
  token_hash: Buffer
  person: string
  started_ms: number
  seen_ms: number
  credential_version: number
  verifier_version: number
}

/** Who is signed in at this site. */
export class Sessions {
  readonly #add: Statement<[Columns]>
  readonly #get: Statement<[Buffer], Columns>
  readonly #ofPerson: Statement<[string], Columns>
  readonly #all: Statement<[], Columns>
  readonly #seen: Statement<[number, Buffer]>
  readonly #prove: Statement<[number, number, Buffer]>
  readonly #drop: Statement<[Buffer]>
  readonly #dropStartedBefore: Statement<[number]>

  constructor(db: Connection) {
    this.#add = db.prepare(
      'INSERT INTO session VALUES (@token_hash, @person, @started_ms, @seen_ms, @credential_version, @verifier_version)',
    )
    this.#get = db.prepare('SELECT * FROM session WHERE token_hash = ?')
    this.#ofPerson = db.prepare('SELECT * FROM session WHERE person = ? ORDER BY started_ms')
    this.#all = db.prepare('SELECT * FROM session ORDER BY started_ms, token_hash')
    this.#seen = db.prepare('UPDATE session SET seen_ms = ? WHERE token_hash = ?')
    this.#prove = db.prepare('UPDATE session SET credential_version = ?, verifier_version = ? WHERE token_hash = ?')
    this.#drop = db.prepare('DELETE FROM session WHERE token_hash = ?')
    this.#dropStartedBefore = db.prepare('DELETE FROM session WHERE started_ms < ?')
  }

  add({ tokenHash, person, startedMs, seenMs, credentialVersion, verifierVersion }: Session): void {
    this.#add.run({
      token_hash: hashBytes(tokenHash),
      person,
      started_ms: startedMs,
      seen_ms: seenMs,
      credential_version: credentialVersion,
      verifier_version: verifierVersion,
    })
  }

  find(tokenHash: Hash): Session | null {
    const found = this.#get.get(hashBytes(tokenHash))
    return found === undefined ? null : toSession(found)
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
  prove(tokenHash: Hash, credentialVersion: number, verifierVersion: number): void {
    this.#prove.run(credentialVersion, verifierVersion, hashBytes(tokenHash))
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
    credentialVersion: found.credential_version,
    verifierVersion: found.verifier_version,
  }
}
