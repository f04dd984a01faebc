import type { FaultCode } from '../../domain/fault.js'

/** Statuses of gRPC that a fault can become. */
export type GrpcStatus =
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'PERMISSION_DENIED'
  | 'UNAUTHENTICATED'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'UNIMPLEMENTED'
  | 'DATA_LOSS'
  | 'INTERNAL'

/** error: a person must act. warn: degraded, or somebody misbehaves. info: everyday. */
export type FaultLevel = 'info' | 'warn' | 'error'

export interface FaultRow {
  readonly grpc: GrpcStatus
  readonly http: number
  readonly level: FaultLevel
}

function row(grpc: GrpcStatus, http: number, level: FaultLevel = 'info'): FaultRow {
  return { grpc, http, level }
}

const invalid = row('INVALID_ARGUMENT', 400)
const tooLarge = row('INVALID_ARGUMENT', 413)
const absent = row('NOT_FOUND', 404)
const notNow = row('FAILED_PRECONDITION', 409)
const never = row('FAILED_PRECONDITION', 422)
const denied = row('PERMISSION_DENIED', 403, 'warn')
const later = row('UNAVAILABLE', 503)
const upgrade = row('UNIMPLEMENTED', 501, 'warn')
const suspicious = row('INVALID_ARGUMENT', 422, 'warn')
const broken = row('FAILED_PRECONDITION', 422, 'error')

/** What each fault becomes outside; a code that is forgotten here does not compile. */
export const faultTable = {
  'input/invalid': invalid,
  'input/not-json': invalid,
  'input/too-deep': invalid,
  'input/too-large': tooLarge,
  'person/unknown': row('UNAUTHENTICATED', 401, 'warn'),
  'person/not-posted': denied,
  'place/unknown': absent,
  'item/unknown': absent,
  'item/waiting-for': later,
  'item/not-offered': never,
  'item/suspended': never,
  'item/cancelled': never,
  'item/stale': later,
  'draft/unknown': absent,
  'case/unknown': absent,
  'case/not-here-yet': row('NOT_FOUND', 404),
  'case/exists': row('ALREADY_EXISTS', 409),
  'case/elsewhere': notNow,
  'case/completed': notNow,
  'case/wrong-stage': notNow,
  'case/frozen': row('FAILED_PRECONDITION', 409, 'error'),
  'case/needs-upgrade': upgrade,
  'authority/denied': denied,
  'authority/village-never-decides': denied,
  'authority/not-custodian': denied,
  'authority/not-parent': denied,
  'authority/second-approver': row('FAILED_PRECONDITION', 409),
  'law/not-withdrawable': never,
  'law/supplement-once': never,
  'task/unknown': absent,
  'task/answered': notNow,
  'step/unknown': absent,
  'step/open': notNow,
  'site/unknown': absent,
  'site/not-on-path': never,
  'site/not-ready-for-body': upgrade,
  'paper/not-held': absent,
  'paper/awaited': later,
  'paper/missing': never,
  'paper/empty': invalid,
  'paper/too-large': tooLarge,
  'paper/wrong-kind': row('INVALID_ARGUMENT', 415),
  'paper/unsafe': suspicious,
  'paper/hash-mismatch': suspicious,
  'request/other-body': row('ALREADY_EXISTS', 409, 'warn'),
  'request/unknown-act': upgrade,
  'event/broken-chain': suspicious,
  'event/stale-epoch': suspicious,
  'event/forbidden-author': suspicious,
  'event/wrong-side': suspicious,
  'event/fork': row('ABORTED', 409, 'error'),
  'event/malformed': suspicious,
  'event/too-large': tooLarge,
  'event/unknown-predecessor': later,
  'link/malformed-frame': row('INVALID_ARGUMENT', 400, 'warn'),
  'link/frame-too-large': row('RESOURCE_EXHAUSTED', 413, 'warn'),
  'link/out-of-order': row('ABORTED', 409, 'warn'),
  'link/wrong-peer': row('UNAUTHENTICATED', 403, 'warn'),
  'link/wrong-link': row('ABORTED', 409),
  'link/bad-mac': row('UNAUTHENTICATED', 403, 'warn'),
  'link/needs-reconciliation': row('FAILED_PRECONDITION', 409, 'error'),
  'link/clone': row('ALREADY_EXISTS', 409, 'error'),
  'link/superseded': row('ABORTED', 409),
  'link/unsupported-version': upgrade,
  'link/parent-unreachable': row('UNAVAILABLE', 503, 'warn'),
  'link/not-enrolled': row('UNAUTHENTICATED', 403, 'warn'),
  'link/old-generation': row('UNAUTHENTICATED', 403, 'warn'),
  'link/revoked': row('UNAUTHENTICATED', 403, 'warn'),
  'link/unknown-key': row('UNAUTHENTICATED', 403, 'warn'),
  'link/renewal-overdue': row('UNAUTHENTICATED', 403, 'warn'),
  'seizure/unknown': absent,
  'site/maintenance': later,
  'enrolment/code-unknown': row('PERMISSION_DENIED', 403, 'warn'),
  'enrolment/code-expired': row('PERMISSION_DENIED', 403, 'warn'),
  'enrolment/code-used': row('PERMISSION_DENIED', 403, 'warn'),
  'enrolment/too-many': row('RESOURCE_EXHAUSTED', 429, 'warn'),
  'enrolment/refused': row('FAILED_PRECONDITION', 409, 'warn'),
  'enrolment/pending': later,
  'enrolment/bad-request': row('INVALID_ARGUMENT', 400, 'warn'),
  'enrolment/wrong-authority': row('UNAUTHENTICATED', 403, 'warn'),
  'enrolment/no-authority': row('FAILED_PRECONDITION', 500, 'error'),
  'audit/broken': suspicious,
  'audit/forked': suspicious,
  'audit/cut': suspicious,
  'http/too-many': row('RESOURCE_EXHAUSTED', 429),
  'http/certificate': broken,
  'http/names-refused': never,
  'query/no-match': absent,
  'query/too-many': row('RESOURCE_EXHAUSTED', 429),
  'parked/unknown': absent,
  'link/unknown-kind': upgrade,
  'roster/behind': later,
  'roster/not-city': denied,
  'roster/broken': suspicious,
  'divisions/duplicate': broken,
  'divisions/orphan': broken,
  'divisions/wrong-length': broken,
  'divisions/unreadable': broken,
  'divisions/not-digits': broken,
  'divisions/no-name': broken,
  'divisions/unknown-city': broken,
  'catalogue/broken': suspicious,
  'catalogue/unknown-organ': suspicious,
  'catalogue/no-key': never,
  'catalogue/wrong-list': suspicious,
  'catalogue/forged': broken,
  'catalogue/forked': broken,
  'catalogue/damaged': suspicious,
  'catalogue/repaired': row('DATA_LOSS', 500, 'warn'),
  'catalogue/behind': row('UNAVAILABLE', 503, 'warn'),
  'import/not-a-table': invalid,
  'import/old-format': invalid,
  'import/encrypted': invalid,
  'import/macros': invalid,
  'import/mapping': invalid,
  'import/no-sheet': invalid,
  'import/no-column': invalid,
  'import/unknown-column': invalid,
  'import/cell': invalid,
  'import/formula': invalid,
  'import/merged': invalid,
  'import/duplicate': invalid,
  'import/dangling': invalid,
  'import/default': invalid,
  'import/unknown': absent,
  'import/not-checked': notNow,
  'import/changed': notNow,
  'import/busy': later,
  'work/unknown': absent,
  'work/denied': denied,
  'work/wrong-stage': notNow,
  'work/four-eyes': denied,
  'work/choices-open': notNow,
  'work/no-such-choice': absent,
  'work/outdated': notNow,
  'work/wrong-date': never,
  'work/item-exists': row('ALREADY_EXISTS', 409),
  'work/reason-needed': invalid,
  'base/not-city': denied,
  'base/unknown-entry': absent,
  'claim/unknown': absent,
  'claim/late-date': never,
  'delegation/refused': never,
  'survey/unknown': absent,
  'survey/closed': notNow,
  'store/newer': row('FAILED_PRECONDITION', 500, 'error'),
  'store/damaged': row('DATA_LOSS', 500, 'error'),
  'store/in-use': row('FAILED_PRECONDITION', 500, 'error'),
  'store/full': row('RESOURCE_EXHAUSTED', 507, 'error'),
  'store/failed': row('UNAVAILABLE', 500, 'error'),
  'clock/unsure': row('FAILED_PRECONDITION', 409, 'warn'),
  'config/invalid': row('FAILED_PRECONDITION', 500, 'error'),
  'port/in-use': row('FAILED_PRECONDITION', 500, 'error'),
  'nats/missing': row('UNAVAILABLE', 503, 'warn'),
  'nats/too-old': row('FAILED_PRECONDITION', 500, 'error'),
  'nats/no-jetstream': row('FAILED_PRECONDITION', 500, 'error'),
  'nats/no-room': row('RESOURCE_EXHAUSTED', 507, 'error'),
  'route/unknown': row('NOT_FOUND', 404),
  'internal/bug': row('INTERNAL', 500, 'error'),
} as const satisfies Record<FaultCode, FaultRow>
