import type { Statement } from 'better-sqlite3'
import type { LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'

/** What was still open when the day was signed off. */
export interface DayCounts {
  readonly taken: number
  readonly consultations: number
  readonly open: number
  readonly unsent: number
  readonly drafts: number
  readonly untold: number
  /** Taken in on paper, as people counted them: no machine knows. */
  readonly onPaper: number
}

/** 日清: one place's day, looked through and signed off by name. */
export interface SignOff {
  readonly place: PlaceId
  readonly day: LocalDate
  readonly atMs: number
  readonly person: PersonId
  readonly counts: DayCounts
  /** Why something stays open, as typed. */
  readonly remark: string
}

interface Columns {
  id: string
  place: string
  day: string
  at_ms: number
  person: string
  counts: string
  sealed: Buffer
}

/** Days signed off at the places served here; none is ever changed. */
export class SignOffs {
  readonly #secrets: Secrets
  readonly #put: Statement<[string, string, string, number, string, string, Buffer]>
  readonly #get: Statement<[string], Columns>
  readonly #between: Statement<[string, string], Columns>

  constructor(db: Connection, secrets: Secrets) {
    this.#secrets = secrets
    this.#put = db.prepare('INSERT INTO sign_off VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.#get = db.prepare('SELECT * FROM sign_off WHERE id = ?')
    this.#between = db.prepare('SELECT * FROM sign_off WHERE day BETWEEN ? AND ? ORDER BY day DESC, place')
  }

  add({ place, day, atMs, person, counts, remark }: SignOff): void {
    const id = idOf(place, day)
    this.#put.run(id, place, day, atMs, person, JSON.stringify(counts), this.#secrets.seal(aboutSignOff(id), remark))
  }

  get(place: PlaceId, day: LocalDate): SignOff | null {
    const found = this.#get.get(idOf(place, day))
    return found === undefined ? null : this.#opened(found)
  }

  /** Newest day first. */
  between(from: LocalDate, until: LocalDate): SignOff[] {
    return this.#between.all(from, until).map((found) => this.#opened(found))
  }

  #opened({ id, place, day, person, at_ms: atMs, counts, sealed }: Columns): SignOff {
    const remark = this.#secrets.open(aboutSignOff(id), sealed).toString()
    return { place, day, person, atMs, counts: JSON.parse(counts) as DayCounts, remark }
  }
}

function idOf(place: PlaceId, day: LocalDate): string {
  return `${place} ${day}`
}

/** What a sign-off's sealed column is bound to. */
export function aboutSignOff(id: string): string {
  return `sign-off ${id}`
}
