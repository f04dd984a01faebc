import type { Statement } from 'better-sqlite3'
import type { ItemId, LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'

/** What came of it: told by word of mouth, with the written list of papers, or an application begun. */
export const CONSULTATION_OUTCOMES = ['told', 'listed', 'application'] as const
export type ConsultationOutcome = (typeof CONSULTATION_OUTCOMES)[number]

/** 咨询: somebody asked at a counter. Names, numbers and words are sealed like a draft's. */
export interface Consultation {
  readonly id: string
  readonly place: PlaceId
  readonly day: LocalDate
  readonly atMs: number
  readonly person: PersonId
  /** null: no item fits. */
  readonly item: ItemId | null
  readonly became: ConsultationOutcome
  readonly answers: readonly string[]
  /** Who asked and what, as typed; empty where nothing was. */
  readonly name: string
  readonly phone: string
  readonly note: string
}

interface Columns {
  id: string
  place: string
  day: string
  at_ms: number
  person: string
  item: string | null
  became: ConsultationOutcome
  sealed: Buffer
}

type Sealed = Pick<Consultation, 'answers' | 'name' | 'phone' | 'note'>

/** 咨询登记 of the places served here. */
export class Consultations {
  readonly #secrets: Secrets
  readonly #put: Statement<[string, string, string, number, string, string | null, string, Buffer]>
  readonly #get: Statement<[string], Columns>
  readonly #ofDay: Statement<[string, string], Columns>
  readonly #usual: Statement<[string, string], { item: string }>
  readonly #counts: Statement<[string, string], { place: string; day: string; count: number }>

  constructor(db: Connection, secrets: Secrets) {
    this.#secrets = secrets
    this.#put = db.prepare('INSERT INTO consultation VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.#get = db.prepare('SELECT * FROM consultation WHERE id = ?')
    this.#ofDay = db.prepare('SELECT * FROM consultation WHERE place = ? AND day = ? ORDER BY at_ms DESC, id')
    this.#usual = db.prepare(
      'SELECT item FROM consultation WHERE place = ? AND day >= ? AND item IS NOT NULL GROUP BY item ORDER BY count(*) DESC, item LIMIT 9',
    )
    this.#counts = db.prepare(
      'SELECT place, day, count(*) AS count FROM consultation WHERE day BETWEEN ? AND ? GROUP BY place, day',
    )
  }

  add(asked: Consultation): void {
    const { id, place, day, atMs, person, item, became, answers, name, phone, note } = asked
    const sealed = this.#secrets.seal(aboutConsultation(id), JSON.stringify({ answers, name, phone, note } satisfies Sealed))
    this.#put.run(id, place, day, atMs, person, item, became, sealed)
  }

  get(id: string): Consultation | null {
    const found = this.#get.get(id)
    return found === undefined ? null : this.#opened(found)
  }

  /** Newest first. */
  ofDay(place: PlaceId, day: LocalDate): Consultation[] {
    return this.#ofDay.all(place, day).map((found) => this.#opened(found))
  }

  /** At most nine items, those asked about most since a day first. */
  usual(place: PlaceId, since: LocalDate): ItemId[] {
    return this.#usual.all(place, since).map(({ item }) => item)
  }

  /** How many on each day between two, both included, at each place that had any. */
  counts(
    from: LocalDate,
    until: LocalDate,
  ): readonly { readonly place: PlaceId; readonly day: LocalDate; readonly count: number }[] {
    return this.#counts.all(from, until)
  }

  #opened({ sealed, at_ms: atMs, ...found }: Columns): Consultation {
    const words = JSON.parse(this.#secrets.open(aboutConsultation(found.id), sealed).toString()) as Sealed
    return { ...found, atMs, ...words }
  }
}

/** What a consultation's sealed column is bound to. */
export function aboutConsultation(id: string): string {
  return `consultation ${id}`
}
