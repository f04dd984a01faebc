import type { Statement } from 'better-sqlite3'
import type { CaseState } from '../../domain/case/state.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { LocalDate, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** What registers count of a case: taken in, accepted, sent back (补正, 不予受理), decided, and each time the applicant was told. */
export const MOMENTS = ['taken', 'accepted', 'returned', 'decided', 'told'] as const
export type Moment = (typeof MOMENTS)[number]

interface Happened {
  readonly what: Moment
  readonly place: PlaceId
  readonly atMs: number
}

/** How often something happened on a day to cases taken in at a place; of being told, where that was done. */
export interface DayCount {
  readonly place: PlaceId
  readonly day: LocalDate
  readonly what: Moment
  readonly count: number
}

/** One row per moment of a case, from the branch that stands. */
export class Moments {
  readonly #put: Statement<[string, number, string, string, string]>
  readonly #clear: Statement<[string]>
  readonly #counts: Statement<[string, string], DayCount>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO case_moment VALUES (?, ?, ?, ?, ?)')
    this.#clear = db.prepare('DELETE FROM case_moment WHERE case_id = ?')
    this.#counts = db.prepare(
      'SELECT place, day, what, count(*) AS count FROM case_moment WHERE day BETWEEN ? AND ? GROUP BY day, place, what',
    )
  }

  put(state: CaseState): void {
    this.#clear.run(state.caseId)
    for (const [part, { what, place, atMs }] of momentsOf(state).entries())
      this.#put.run(state.caseId, part, what, place, localDateOf(atMs))
  }

  /** Of each day between two, both included; nothing where nothing happened. */
  counts(from: LocalDate, until: LocalDate): readonly DayCount[] {
    return this.#counts.all(from, until)
  }
}

const sentBack = new Set(['supplement', 'non-acceptance'])

function momentsOf({ originPlace, registeredMs, acceptedMs, decidedMs, notices }: CaseState): readonly Happened[] {
  const at = (what: Moment, atMs: number | null): readonly Happened[] =>
    atMs === null ? [] : [{ what, place: originPlace, atMs }]
  const issued = [...notices.values()]
  return [
    ...at('taken', registeredMs),
    ...at('accepted', acceptedMs),
    ...at('decided', decidedMs),
    ...issued.flatMap(({ kind, issuedMs }) => (sentBack.has(kind) ? at('returned', issuedMs) : [])),
    ...issued.flatMap(({ told }) => (told === null ? [] : [{ what: 'told' as const, place: told.place, atMs: told.toldMs }])),
  ]
}
