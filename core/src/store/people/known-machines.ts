import type { Statement } from 'better-sqlite3'
import type { Hash, PersonId } from '../../domain/values.js'
import { hashBytes } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** Browsers in which people signed in here with their whole password: a PIN serves there, and strangers' wrong attempts do not count there. */
export class KnownMachines {
  readonly #knows: Statement<[Buffer, string], { given_ms: number }>
  readonly #add: Statement<[Buffer, string, number]>
  readonly #rename: Statement<[Buffer, Buffer]>
  readonly #drop: Statement<[Buffer, string]>

  constructor(db: Connection) {
    this.#knows = db.prepare('SELECT given_ms FROM known_machine WHERE device_hash = ? AND person = ?')
    this.#add = db.prepare('INSERT OR REPLACE INTO known_machine VALUES (?, ?, ?)')
    this.#rename = db.prepare('UPDATE known_machine SET device_hash = ? WHERE device_hash = ?')
    this.#drop = db.prepare('DELETE FROM known_machine WHERE device_hash = ? AND person = ?')
  }

  knows(device: Hash, person: PersonId): boolean {
    return this.#knows.get(hashBytes(device), person) !== undefined
  }

  /** The browser has a new secret, so that a copy of the old one is worth nothing; who was known there stays known. */
  add(device: Hash, before: Hash | null, person: PersonId, atMs: number): void {
    if (before !== null) this.#rename.run(hashBytes(device), hashBytes(before))
    this.#add.run(hashBytes(device), person, atMs)
  }

  drop(device: Hash, person: PersonId): void {
    this.#drop.run(hashBytes(device), person)
  }
}
