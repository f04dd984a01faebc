import type { Statement } from 'better-sqlite3'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, MaterialId, PlaceId } from '../../domain/values.js'
import type { CaseKeys } from '../case-keys.js'
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

type Put = [number, number, string, string, string | null, string | null, number, number]

const view = `SELECT case_id, json_each.value AS material, holder, to_place, bag, since_ms, missing
  FROM original_view JOIN case_key ON case_key.key = original_view.case_key JOIN json_each(materials)`

/** Originals at a counter or between two, from the branch that stands: one row for those of a case that lie together. */
export class Originals {
  readonly #keys: CaseKeys
  readonly #put: Statement<Put>
  readonly #clear: Statement<[number]>
  readonly #at: Statement<[string, string], Columns>
  readonly #inBag: Statement<[string], Columns>

  constructor(db: Connection, keys: CaseKeys) {
    this.#keys = keys
    this.#put = db.prepare('INSERT INTO original_view VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.#clear = db.prepare('DELETE FROM original_view WHERE case_key = ?')
    this.#at = db.prepare(`${view} WHERE holder = ? OR to_place = ? ORDER BY since_ms, case_id, material`)
    this.#inBag = db.prepare(`${view} WHERE bag = ? ORDER BY case_id, material`)
  }

  /** What the log says now; a case that is only begun has no rows to take away. */
  put({ caseId, originals }: CaseState, isNew = false): void {
    const key = this.#keys.make(caseId)
    if (!isNew) this.#clear.run(key)
    for (const [part, { materials, holder, to, bag, sinceMs, missing }] of together(originals).entries())
      this.#put.run(key, part, JSON.stringify(materials), holder, to, bag, sinceMs, missing ? 1 : 0)
  }

  /** What a place has, has sent or is sent. */
  at(place: PlaceId): OriginalView[] {
    return this.#at.all(place, place).map(toOriginal)
  }

  inBag(bag: string): OriginalView[] {
    return this.#inBag.all(bag).map(toOriginal)
  }
}

interface Together extends Omit<OriginalView, 'caseId' | 'material'> {
  readonly materials: MaterialId[]
}

/** Those that lie together, in an order of their own: the log may have named them in any. */
function together(originals: CaseState['originals']): readonly Together[] {
  const found: Together[] = []
  for (const material of [...originals.keys()].sort()) {
    const original = originals.get(material)
    if (original === undefined || original.holder === null) continue
    const { holder, to, bag, sinceMs, missing } = original
    const beside = found.find(
      (each) =>
        each.holder === holder && each.to === to && each.bag === bag && each.sinceMs === sinceMs && each.missing === missing,
    )
    if (beside === undefined) found.push({ materials: [material], holder, to, bag, sinceMs, missing })
    else beside.materials.push(material)
  }
  return found
}

function toOriginal(found: Columns): OriginalView {
  const { case_id: caseId, material, holder, to_place: to, bag, since_ms: sinceMs, missing } = found
  return { caseId, material, holder, to, bag, sinceMs, missing: missing !== 0 }
}
