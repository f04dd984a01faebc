import type {
  CODE_LINE,
  CODES_MADE,
  MACHINE_LINE,
  PLANNED_LINE,
  REVOCATION_AHEAD,
  REVOKED,
} from '@liandong/core/http/enrolment/schemas.js'
import type { Static } from 'typebox'

export type CodeLine = Static<typeof CODE_LINE>
export type CodesMade = Static<typeof CODES_MADE>
export type MachineLine = Static<typeof MACHINE_LINE>
export type PlannedLine = Static<typeof PLANNED_LINE>
export type RevocationAhead = Static<typeof REVOCATION_AHEAD>
export type Revoked = Static<typeof REVOKED>

/** As `GET /api/enrolments` answers. */
export interface Enrolments {
  readonly asOfMs: number
  readonly codes: readonly CodeLine[]
  readonly machines: readonly MachineLine[]
  readonly planned: readonly PlannedLine[]
}
