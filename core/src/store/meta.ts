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

  constructor(db: Connection) {
    this.#get = db.prepare('SELECT value FROM meta WHERE key = ?')
    this.#put = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    this.#remove = db.prepare('DELETE FROM meta WHERE key = ?')
  }

  get(key: string): string | null {
    return this.#get.get(key)?.value ?? null
  }

  put(key: string, value: string): void {
    this.#put.run(key, value)
  }

  remove(key: string): void {
    this.#remove.run(key)
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
