import type { Statement } from 'better-sqlite3'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, MaterialId, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** An original that is not with the applicant. */
export interface OriginalView {
  readonly caseId: CaseId
  readonly material: MaterialId
  readonly holder: PlaceId
  /** Where it is on its way to; null while it rests. */
  readonly to: PlaceId | null
  readonly bag: string | null
  readonly sinceMs: number
  readonly missing: boolean
}

interface Columns {
  case_id: string
  material: string
  holder: string
  to_place: string | null
  bag: string | null
  since_ms: number
  missing: number
}

type Put = [string, string, string, string | null, string | null, number, number]

/** One row per original at a counter or between two, from the branch that stands. */
export class Originals {
  readonly #put: Statement<Put>
  readonly #clear: Statement<[string]>
  readonly #at: Statement<[string, string], Columns>
  readonly #inBag: Statement<[string], Columns>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO original_view VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.#clear = db.prepare('DELETE FROM original_view WHERE case_id = ?')
    this.#at = db.prepare('SELECT * FROM original_view WHERE holder = ? OR to_place = ? ORDER BY since_ms, case_id, material')
    this.#inBag = db.prepare('SELECT * FROM original_view WHERE bag = ? ORDER BY case_id, material')
  }

  put({ caseId, originals }: CaseState): void {
    this.#clear.run(caseId)
    for (const [material, { holder, to, bag, sinceMs, missing }] of originals)
      if (holder !== null) this.#put.run(caseId, material, holder, to, bag, sinceMs, missing ? 1 : 0)
  }

  /** What a place has, has sent or is sent. */
  at(place: PlaceId): OriginalView[] {
    return this.#at.all(place, place).map(toOriginal)
  }

  inBag(bag: string): OriginalView[] {
    return this.#inBag.all(bag).map(toOriginal)
  }
}

function toOriginal(found: Columns): OriginalView {
  const { case_id: caseId, material, holder, to_place: to, bag, since_ms: sinceMs, missing } = found
  return { caseId, material, holder, to, bag, sinceMs, missing: missing !== 0 }
}
