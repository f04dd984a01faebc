import type { FaultCode } from '../../domain/fault.js'
import type { CaseId, Hash } from '../../domain/values.js'
import type { CaseRange } from '../ledger.js'

/** What became of one message; all three count as received, so a lane never waits for one case. */
export type Applied = { readonly kind: 'applied' } | Held | ParkedOutcome

export interface Held {
  readonly kind: 'held'
  /** What to ask for; null when what is missing is parked here and asking would not help. */
  readonly ask: CaseRange | null
}

export interface ParkedOutcome {
  readonly kind: 'parked'
  readonly code: FaultCode
  readonly detail: string
  /** The event, where it could be read. */
  readonly event: { readonly caseId: CaseId; readonly hash: Hash } | null
}

export const applied: Applied = { kind: 'applied' }

export function parked(code: FaultCode, detail = '', event: ParkedOutcome['event'] = null): ParkedOutcome {
  return { kind: 'parked', code, detail, event }
}
