import type { Statement } from 'better-sqlite3'
import type { CaseState } from '../../domain/case/state.js'
import type { CaseId, SiteId, StepId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** A step in another organ's own system whose end nobody has seen yet. */
export interface ExternalView {
  readonly caseId: CaseId
  readonly step: StepId
  readonly system: string
  readonly number: string | null
  readonly state: 'sent' | 'in-progress' | 'returned'
  /** When somebody last looked there. */
  readonly asOfMs: number
}

interface Columns {
  case_id: string
  step: string
  system: string
  number: string | null
  state: ExternalView['state']
  as_of_ms: number
}

const ENDED: ReadonlySet<string> = new Set(['granted', 'denied'])
/** A case that is decided waits for no other system any more. */
const WAITING: ReadonlySet<string> = new Set(['accepted', 'reviewing'])

/** One row per step under way outside, from the branch that stands. */
export class Externals {
  readonly #put: Statement<[string, string, string, string, string | null, string, number]>
  readonly #clear: Statement<[string]>
  readonly #unchecked: Statement<[string, number], Columns>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO external_view VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.#clear = db.prepare('DELETE FROM external_view WHERE case_id = ?')
    this.#unchecked = db.prepare(
      'SELECT * FROM external_view WHERE custodian = ? AND as_of_ms <= ? ORDER BY as_of_ms, case_id, step',
    )
  }

  put({ caseId, custodian, stage, external }: CaseState): void {
    this.#clear.run(caseId)
    if (!WAITING.has(stage)) return
    for (const [step, { system, number, state, asOfMs }] of external)
      if (!ENDED.has(state)) this.#put.run(caseId, step, custodian, system, number, state, asOfMs)
  }

  /** Of cases in this site's hands, last looked at then or before; the longest ago first. */
  unchecked(custodian: SiteId, untilMs: number): ExternalView[] {
    return this.#unchecked.all(custodian, untilMs).map(toExternal)
  }
}

function toExternal({ case_id: caseId, step, system, number, state, as_of_ms: asOfMs }: Columns): ExternalView {
  return { caseId, step, system, number, state, asOfMs }
}
