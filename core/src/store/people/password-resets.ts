import type { Statement } from 'better-sqlite3'
import type { PersonId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** A security administrator's password that another one wants to reset, and who agreed. */
export interface StoredReset {
  readonly id: string
  readonly person: PersonId
  readonly newSeed: boolean
  readonly by: PersonId
  /** null until a second person has agreed. */
  readonly second: PersonId | null
  readonly atMs: number
}

interface Columns {
  id: string
  person: string
  new_seed: number
  by_person: string
  second: string | null
  at_ms: number
}

/** Resets that need two persons and were not made yet. */
export class PasswordResets {
  readonly #put: Statement<[Columns]>
  readonly #since: Statement<[number], Columns>
  readonly #drop: Statement<[string]>
  readonly #dropOlder: Statement<[number]>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT OR REPLACE INTO password_reset VALUES (@id, @person, @new_seed, @by_person, @second, @at_ms)')
    this.#since = db.prepare('SELECT * FROM password_reset WHERE at_ms >= ? ORDER BY at_ms DESC, id')
    this.#drop = db.prepare('DELETE FROM password_reset WHERE id = ?')
    this.#dropOlder = db.prepare('DELETE FROM password_reset WHERE at_ms < ?')
  }

  /** Takes the place of the one with its id. */
  put({ id, person, newSeed, by, second, atMs }: StoredReset): void {
    this.#put.run({ id, person, new_seed: Number(newSeed), by_person: by, second, at_ms: atMs })
  }

  /** The newest first. */
  since(ms: number): readonly StoredReset[] {
    return this.#since.all(ms).map(toReset)
  }

  drop(id: string): void {
    this.#drop.run(id)
  }

  dropOlder(thanMs: number): void {
    this.#dropOlder.run(thanMs)
  }
}

function toReset({ id, person, new_seed, by_person, second, at_ms }: Columns): StoredReset {
  return { id, person, newSeed: new_seed === 1, by: by_person, second, atMs: at_ms }
}
