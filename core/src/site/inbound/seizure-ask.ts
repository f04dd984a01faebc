import { refused } from '../../domain/decider.js'
import { isFaultCode } from '../../domain/fault.js'
import { may } from '../../domain/rights/may.js'
import { rightsAt } from '../../domain/rights/rights.js'
import type { SiteId } from '../../domain/values.js'
import {
  decodeSeizureAsk,
  decodeSeizureRefusal,
  encodeSeizureRefusal,
  type SeizureAsk,
  seizureAskBodyHash,
} from '../../wire/request.js'
import { writeLetter } from '../log/forward.js'
import { seizeAsAsked } from '../seize.js'
import type { Site } from '../site.js'
import { applied, parked, type Applied } from './applied.js'

/** The city asks this county to seize a case from one of its sites: it is done, or refused with a reason. Inside a transaction. */
export function applySeizureAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const ask = decodeSeizureAsk(payload)
  const { author } = ask
  if (from !== site.parent || author.site !== from) return parked('event/wrong-side', `${author.site} by way of ${from}`)
  if (author.rosterVersion > site.roster.version) return parked('roster/behind', `names version ${author.rosterVersion}`)
  const mayAsk = may(rightsAt(site.roster, author, 'city', author.rosterVersion), 'seizure.ask')
  const outcome = mayAsk ? seizeAsAsked(site, ask) : refused('rights/denied', 'seizure.ask')
  if (outcome.kind === 'refused') refuse(site, from, ask, outcome)
  return applied
}

function refuse(
  site: Site,
  to: SiteId,
  ask: SeizureAsk,
  { code, detail }: { readonly code: string; readonly detail: string },
): void {
  const refusal = { askId: ask.askId, bodyHash: seizureAskBodyHash(ask), code, detail }
  writeLetter(site, to, 'case', 'seizure-refusal', ask.askId, encodeSeizureRefusal(refusal))
}

/** A county may not seize what was asked of it: the city’s people see why. Inside a transaction. */
export function applySeizureRefusal(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { askId, bodyHash, code, detail } = decodeSeizureRefusal(payload)
  const ask = site.store.seizureAsks.find(askId)
  if (ask !== null && ask.county !== from) return parked('event/wrong-side', `${ask.county} by way of ${from}`)
  site.store.seizureAsks.refused(askId, bodyHash, isFaultCode(code) ? code : 'internal/bug', detail)
  return applied
}
