import type { Statement } from 'better-sqlite3'
import type { CaseState, TaskState } from '../../domain/case/state.js'
import type { CaseId, LocalDate, PersonId, PlaceId, SiteId, TaskId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** One line of a task list. */
export interface TaskView {
  readonly caseId: CaseId
  readonly task: TaskId
  readonly kind: TaskState['kind']
  readonly site: SiteId
  readonly place: PlaceId | null
  readonly person: PersonId | null
  readonly from: LocalDate | null
  readonly until: LocalDate | null
  readonly givenMs: number
  /** null while it waits for its answer. */
  readonly result: 'done' | 'not-done' | 'objection' | null
}

interface Columns {
  case_id: string
  task: string
  kind: TaskState['kind']
  site: string
  place: string | null
  person: string | null
  from_date: string | null
  until_date: string | null
  given_ms: number
  result: TaskView['result']
}

type Put = [string, string, string, string, string | null, string | null, string | null, string | null, number, string | null]

/** One row per task of every case, from the branch that stands. */
export class Tasks {
  readonly #put: Statement<Put>
  readonly #clear: Statement<[string]>
  readonly #open: Statement<[string], Columns>
  readonly #ofCase: Statement<[string], Columns>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO task_view VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#clear = db.prepare('DELETE FROM task_view WHERE case_id = ?')
    this.#open = db.prepare('SELECT * FROM task_view WHERE site = ? AND result IS NULL ORDER BY until_date, given_ms')
    this.#ofCase = db.prepare('SELECT * FROM task_view WHERE case_id = ? ORDER BY given_ms, task')
  }

  /** The case's tasks as they stand now; those of a branch set aside go. */
  put(state: CaseState): void {
    this.#clear.run(state.caseId)
    for (const [task, { kind, site, place, person, from, until, givenMs, answer }] of state.tasks) {
      this.#put.run(state.caseId, task, kind, site, place, person, from, until, givenMs, answer?.result ?? null)
    }
  }

  /** Waiting for an answer from a site, the most urgent first. */
  openAt(site: SiteId): TaskView[] {
    return this.#open.all(site).map(toView)
  }

  ofCase(caseId: CaseId): TaskView[] {
    return this.#ofCase.all(caseId).map(toView)
  }
}

function toView(found: Columns): TaskView {
  return {
    caseId: found.case_id,
    task: found.task,
    kind: found.kind,
    site: found.site,
    place: found.place,
    person: found.person,
    from: found.from_date,
    until: found.until_date,
    givenMs: found.given_ms,
    result: found.result,
  }
}
