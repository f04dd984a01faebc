import type { Statement } from 'better-sqlite3'
import type { LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** 交接: what one colleague left to another at a place served here. Who did what before stays with the person. */
export interface StoredHandOver {
  readonly id: string
  readonly from: PersonId
  readonly to: PersonId
  readonly place: PlaceId
  /** How many drafts went along. */
  readonly drafts: number
  /** Tasks that were open for the one are shown to the other. */
  readonly tasks: boolean
  readonly onDate: LocalDate
  readonly by: PersonId
  readonly atMs: number
}

interface Columns {
  id: string
  from_person: string
  to_person: string
  place: string
  drafts: number
  tasks: number
  on_date: string
  by_person: string
  at_ms: number
}

/** No task is handed on so often. */
const MOST_STEPS = 100

/** What colleagues left to each other at the places served here. */
export class HandOvers {
  readonly #add: Statement<[Columns]>
  readonly #has: Statement<[string], { id: string }>
  readonly #ofPlace: Statement<[string], Columns>
  readonly #firstTaker: Statement<[string, string, number], { to_person: string; at_ms: number }>

  constructor(db: Connection) {
    this.#add = db.prepare(
      `INSERT INTO hand_over VALUES (@id, @from_person, @to_person, @place, @drafts, @tasks, @on_date, @by_person, @at_ms)`,
    )
    this.#has = db.prepare('SELECT id FROM hand_over WHERE id = ?')
    this.#ofPlace = db.prepare('SELECT * FROM hand_over WHERE place = ? ORDER BY at_ms DESC, id LIMIT 200')
    this.#firstTaker = db.prepare(
      'SELECT to_person, at_ms FROM hand_over WHERE place = ? AND from_person = ? AND tasks = 1 AND at_ms >= ? ORDER BY at_ms, id LIMIT 1',
    )
  }

  add({ id, from, to, place, drafts, tasks, onDate, by, atMs }: StoredHandOver): void {
    const rest = { place, drafts, tasks: Number(tasks), on_date: onDate, by_person: by, at_ms: atMs }
    this.#add.run({ id, from_person: from, to_person: to, ...rest })
  }

  has(id: string): boolean {
    return this.#has.get(id) !== undefined
  }

  /** The newest first. */
  ofPlace(place: PlaceId): readonly StoredHandOver[] {
    return this.#ofPlace.all(place).map(toHandOver)
  }

  /** Who has the tasks that somebody was given at the place then: the first to take them over, and so on. */
  holderOfTasks(place: PlaceId, person: PersonId, givenMs: number): PersonId {
    let [holder, sinceMs] = [person, givenMs]
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const next = this.#firstTaker.get(place, holder, sinceMs)
      if (next === undefined)
        return holder
        // The same moment may hold two: whoever took it goes on from just after.
      ;[holder, sinceMs] = [next.to_person, next.at_ms + 1]
    }
    return holder
  }
}

function toHandOver(found: Columns): StoredHandOver {
  const { id, from_person, to_person, place, drafts, tasks, on_date, by_person, at_ms } = found
  return { id, from: from_person, to: to_person, place, drafts, tasks: tasks === 1, onDate: on_date, by: by_person, atMs: at_ms }
}
