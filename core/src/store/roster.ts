import type { Statement } from 'better-sqlite3'
import type { Roster } from '../domain/roster.js'
import { applyChange, emptyRoster } from '../domain/roster-view.js'
import type { Hash } from '../domain/values.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import { decodeRosterChange } from '../wire/roster.js'
import type { Connection } from './file/connection.js'

/** The roster's versions as the city encoded them, without a gap. */
export class RosterChanges {
  readonly #append: Statement<[number, Buffer, number, Uint8Array]>
  readonly #hash: Statement<[number], { hash: Buffer }>
  readonly #bytes: Statement<[number], { bytes: Buffer }>
  readonly #all: Statement<[], { bytes: Buffer }>
  readonly #newest: Statement<[], { version: number | null }>

  constructor(db: Connection) {
    this.#append = db.prepare('INSERT INTO roster_change VALUES (?, ?, ?, ?)')
    this.#hash = db.prepare('SELECT hash FROM roster_change WHERE version = ?')
    this.#bytes = db.prepare('SELECT bytes FROM roster_change WHERE version = ?')
    this.#all = db.prepare('SELECT bytes FROM roster_change ORDER BY version')
    this.#newest = db.prepare('SELECT max(version) AS version FROM roster_change')
  }

  append(version: number, hash: Hash, bytes: Uint8Array, atMs: number): void {
    this.#append.run(version, hashBytes(hash), atMs, bytes)
  }

  /** 0 before the first. */
  newest(): number {
    return this.#newest.get()?.version ?? 0
  }

  hashOf(version: number): Hash | null {
    const found = this.#hash.get(version)
    return found === undefined ? null : hashHex(found.hash)
  }

  bytesOf(version: number): Uint8Array | null {
    return this.#bytes.get(version)?.bytes ?? null
  }

  /** Numbers of all versions here, in order. */
  versions(): number[] {
    return Array.from({ length: this.newest() }, (_, index) => index + 1)
  }

  /** The roster folded from every version here. */
  load(): Roster {
    let roster = emptyRoster()
    for (const { bytes } of this.#all.all()) roster = applyChange(roster, decodeRosterChange(bytes).change)
    return roster
  }
}
