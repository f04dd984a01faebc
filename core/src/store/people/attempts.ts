import type { Statement } from 'better-sqlite3'
import type { PersonId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** Wrong attempts in a row of whoever the key names. */
export interface WrongAttempts {
  readonly count: number
  /** When the last one was, as this machine's clock said. */
  readonly lastMs: number
}

/** Wrong attempts to sign in, kept over restarts; and one-time codes that were used, so that none serves twice. */
export class Attempts {
  readonly #get: Statement<[string], { count: number; last_ms: number }>
  readonly #restate: Statement<[string, number, number]>
  readonly #forget: Statement<[string]>
  readonly #forgetBefore: Statement<[number]>
  readonly #usedStep: Statement<[string], { step: number }>
  readonly #useStep: Statement<[string, number]>

  constructor(db: Connection) {
    this.#get = db.prepare('SELECT count, last_ms FROM wrong_attempt WHERE key = ?')
    this.#restate = db.prepare('INSERT OR REPLACE INTO wrong_attempt VALUES (?, ?, ?)')
    this.#forget = db.prepare('DELETE FROM wrong_attempt WHERE key = ?')
    this.#forgetBefore = db.prepare('DELETE FROM wrong_attempt WHERE last_ms < ?')
    this.#usedStep = db.prepare('SELECT step FROM used_code WHERE person = ?')
    this.#useStep = db.prepare('INSERT OR REPLACE INTO used_code VALUES (?, ?)')
  }

  /** null where there was none. */
  of(key: string): WrongAttempts | null {
    const found = this.#get.get(key)
    return found === undefined ? null : { count: found.count, lastMs: found.last_ms }
  }

  restate(key: string, count: number, lastMs: number): void {
    this.#restate.run(key, count, lastMs)
  }

  forget(key: string): void {
    this.#forget.run(key)
  }

  /** What lies longer back counts no more. */
  forgetBefore(atMs: number): void {
    this.#forgetBefore.run(atMs)
  }

  /** Time step (RFC 6238) of the last one-time code the person used here; -1 where there was none. */
  usedStep(person: PersonId): number {
    return this.#usedStep.get(person)?.step ?? -1
  }

  useStep(person: PersonId, step: number): void {
    this.#useStep.run(person, step)
  }
}
