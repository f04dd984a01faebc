import type { SiteId } from '../../domain/values.js'
import { decodeSeizureAsk } from '../../wire/request.js'
import { seizeCase } from '../seize.js'
import type { Site } from '../site.js'
import { applied, parked, type Applied } from './applied.js'

/** The city asks this county to seize a case from one of its sites; the kernel decides whether it may. Inside a transaction. */
export function applySeizureAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const ask = decodeSeizureAsk(payload)
  if (from !== site.parent) return parked('authority/not-parent', from)
  const outcome = seizeCase(site, ask.caseId, {
    from: ask.from,
    reason: 'asked-by-city',
    approvers: ask.approvers,
    person: ask.by,
  })
  return outcome.kind === 'refused' ? parked(outcome.code, outcome.detail) : applied
}
