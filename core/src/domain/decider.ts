import type { FaultCode } from './fault.js'

/** What a decision says: the events to append, or a refusal, which is data and never thrown. */
export type Decision<Event> = { readonly kind: 'accepted'; readonly events: readonly Event[] } | Refusal

/** `detail` holds only words and ids that may be shown and stored: no form data, no identity. */
export interface Refusal {
  readonly kind: 'refused'
  readonly code: FaultCode
  readonly detail: string
}

export function accepted<Event>(...events: readonly Event[]): Decision<Event> {
  return { kind: 'accepted', events }
}

export function refused(code: FaultCode, detail = ''): Refusal {
  return { kind: 'refused', code, detail }
}
