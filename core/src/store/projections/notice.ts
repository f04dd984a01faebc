import type { Statement } from 'better-sqlite3'
import type { NoticeKind } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import { untold } from '../../domain/folds/notices.js'
import type { CaseId, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** A notice that nobody has told the applicant yet. */
export interface UntoldNotice {
  readonly caseId: CaseId
  readonly sequence: number
  readonly kind: NoticeKind
  /** Where the applicant is served. */
  readonly place: PlaceId
  readonly issuedMs: number
  readonly openedMs: number | null
}

interface Columns {
  case_id: string
  sequence: number
  kind: NoticeKind
  place: string
  issued_ms: number
  opened_ms: number | null
}

/** One row per notice that waits to be told, from the branch that stands. */
export class Notices {
  readonly #put: Statement<[string, number, string, string, number, number | null]>
  readonly #clear: Statement<[string]>
  readonly #ofPlace: Statement<[string], Columns>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO notice_view VALUES (?, ?, ?, ?, ?, ?)')
    this.#clear = db.prepare('DELETE FROM notice_view WHERE case_id = ?')
    this.#ofPlace = db.prepare('SELECT * FROM notice_view WHERE place = ? ORDER BY issued_ms, case_id, sequence')
  }

  put(state: CaseState): void {
    this.#clear.run(state.caseId)
    for (const { sequence, kind, issuedMs, opened } of untold(state))
      this.#put.run(state.caseId, sequence, kind, state.servicePlace, issuedMs, opened?.atMs ?? null)
  }

  /** The longest waiting first. */
  waitingAt(place: PlaceId): UntoldNotice[] {
    return this.#ofPlace.all(place).map(toNotice)
  }
}

function toNotice(found: Columns): UntoldNotice {
  const { case_id: caseId, sequence, kind, place, issued_ms: issuedMs, opened_ms: openedMs } = found
  return { caseId, sequence, kind, place, issuedMs, openedMs }
}
