import type { Statement } from 'better-sqlite3'
import type { Connection } from './file/connection.js'

/** Offset of true time against this machine's clock, as measured against the parent. */
export interface ClockOffset {
  readonly offsetMs: number
  readonly uncertaintyMs: number
  /** This machine's clock when it was measured, ms since 1970 UTC. */
  readonly atRawMs: number
}

/** Single facts of the store itself. */
export class Meta {
  readonly #get: Statement<[string], { value: string }>
  readonly #put: Statement<[string, string]>
  readonly #remove: Statement<[string]>
  /** A handful of facts, asked for at every command. */
  readonly #known = new Map<string, string | null>()

  constructor(db: Connection) {
    this.#get = db.prepare('SELECT value FROM meta WHERE key = ?')
    this.#put = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    this.#remove = db.prepare('DELETE FROM meta WHERE key = ?')
  }

  get(key: string): string | null {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const value = this.#get.get(key)?.value ?? null
    this.#known.set(key, value)
    return value
  }

  put(key: string, value: string): void {
    this.#put.run(key, value)
    this.#known.set(key, value)
  }

  remove(key: string): void {
    this.#remove.run(key)
    this.#known.set(key, null)
  }

  /** After a rollback what was put may never have been. */
  forget(): void {
    this.#known.clear()
  }

  number(key: string): number | null {
    const value = this.get(key)
    return value === null ? null : Number(value)
  }

  /** What this machine's clock was last measured to be off; null before the first measurement. */
  clockOffset(): ClockOffset | null {
    const value = this.get('clock-offset')
    return value === null ? null : JSON.parse(value)
  }

  putClockOffset(offset: ClockOffset): void {
    this.put('clock-offset', JSON.stringify(offset))
  }
}
