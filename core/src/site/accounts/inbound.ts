import { currentSite } from '../../domain/roster-view.js'
import type { SiteId } from '../../domain/values.js'
import { decodeAccountAnswer, decodeAccountAsk, decodeHandOver } from '../../wire/people/account-ask.js'
import { applied, type Applied, parked } from '../inbound/applied.js'
import type { Site } from '../site.js'
import { answerAsk, takeAnswer } from './decide.js'
import { passOn } from './pass-on.js'

/** A county asks for a change of accounts: the city makes it or says why not. Inside a transaction. */
export function applyAccountAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const ask = decodeAccountAsk(payload)
  if (site.options.tier !== 'city' || currentSite(site.roster, from)?.tier !== 'county')
    return parked('event/wrong-side', `${ask.by} by way of ${from}`)
  answerAsk(site, from, ask)
  return applied
}

/** The city's word on what was asked here. Inside a transaction. */
export function applyAccountAnswer(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { id, code, detail } = decodeAccountAnswer(payload)
  if (from !== site.parent) return parked('event/wrong-side', id)
  takeAnswer(site, id, code, detail)
  return applied
}

/** A gateway says what one colleague left to another at a place served here or below. Inside a transaction. */
export function applyHandOver(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const handOver = decodeHandOver(payload)
  if (from !== site.parent) return parked('event/wrong-side', handOver.place)
  passOn(site, handOver)
  return applied
}
