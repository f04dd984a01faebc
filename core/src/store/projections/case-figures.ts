import type { Statement } from 'better-sqlite3'
import type { LocalDate, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** Unfinished cases begun at one place. */
export interface OpenFigures {
  readonly place: PlaceId
  readonly open: number
  /** Due after today, up to the day that is near. */
  readonly atRisk: number
  readonly overdue: number
}

interface Count {
  readonly place: PlaceId
  readonly count: number
}

/** Sums over cases by the place they began at, each from an index alone. */
export class CaseFigures {
  readonly #begun: Statement<[number], Count>
  readonly #completed: Statement<[number], Count>
  readonly #open: Statement<[string, string, string, string], OpenFigures>

  constructor(db: Connection) {
    this.#begun = db.prepare(
      'SELECT origin_place AS place, count(*) AS count FROM case_view WHERE registered_ms >= ? GROUP BY origin_place',
    )
    this.#completed = db.prepare(
      `SELECT origin_place AS place, count(*) AS count FROM case_view
        WHERE stage = 'completed' AND legal_ms >= ? GROUP BY origin_place`,
    )
    const due = `coalesce(promised_due, legal_due, '9999')`
    this.#open = db.prepare(
      `SELECT origin_place AS place, count(*) AS open, sum(${due} >= ? AND ${due} <= ?) AS atRisk, sum(${due} < ?) AS overdue
        FROM case_view INDEXED BY case_view_open
        WHERE origin_place IN (SELECT value FROM json_each(?)) AND stage NOT IN ('completed', 'withdrawn') GROUP BY origin_place`,
    )
  }

  begunSince(ms: number): readonly Count[] {
    return this.#begun.all(ms)
  }

  completedSince(ms: number): readonly Count[] {
    return this.#completed.all(ms)
  }

  /** Of some places at a time, so that whoever asks may rest between. */
  openAt(places: readonly PlaceId[], today: LocalDate, near: LocalDate): readonly OpenFigures[] {
    return this.#open.all(today, near, today, JSON.stringify(places))
  }
}
