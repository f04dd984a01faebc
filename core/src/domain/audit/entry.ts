import type { PersonId, PlaceId } from '../values.js'

/** What an audit log records; `site` is the installation itself: started, taken out of work, backed up. */
export const AUDIT_KINDS = [
  'sign-in',
  'sign-out',
  'refusal',
  'roster',
  'enrolment',
  'revocation',
  'seizure',
  'view',
  'export',
  'key',
  'account',
  'register',
  'site',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

/** 审计记录: who did what to what, and how it ended. No field may hold an applicant's name, number or words. */
export interface AuditEntry {
  readonly kind: AuditKind
  /** null where nobody is known. */
  readonly person: PersonId | null
  /** The desk it was done at; null where there is none. */
  readonly place: PlaceId | null
  /** What it was done to: an id or a number, by kind. */
  readonly subject: string
  /** A word of the program's: `done`, or the code of the fault that refused it. */
  readonly outcome: string
  readonly reason: string | null
  /** The site's estimate of true time, ms since 1970 UTC. */
  readonly atMs: number
  /** How many like it this one stands for; absent for one. */
  readonly count?: number
}
