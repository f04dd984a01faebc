import { openMinutesBetween } from '../../domain/open-hours.js'
import { placesHostedBy } from '../../domain/roster-view.js'
import { reportDrafts } from '../claiming/notes.js'
import { settlePending } from '../pending.js'
import type { Hash, SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'
import { checkCopies } from '../contents/check-copies.js'
import { askForMissing, askNext } from '../contents/fetch.js'
import { tellFreshness } from './freshness.js'
import { ledgerLines } from './ledger.js'
import { recallOwnLists } from './recover.js'
import { turnDay } from './take-edition.js'

/** Days turn and alarms are due by the minute. */
const EVERY_MS = 60_000
/** A neighbour that gave what did not fit is asked again after so long. */
const ASK_AGAIN_MS = 10 * 60_000
/** Each content is hashed once a day. */
const CHECK_EVERY_MS = 24 * 60 * 60_000
const CHECKED = 'catalogue-checked-ms'
const CHECKED_TO = 'catalogue-checked-to'

/** Does now and then what no message brings about; a round that fails is made again a minute later. Answers how to end it. */
export function keepCatalogue(site: Site, onFailure: (error: unknown) => void): () => void {
  let cancel = () => {}
  const again = () => {
    cancel = site.options.clock.setTimer(EVERY_MS, () => {
      again()
      try {
        tendCatalogue(site)
      } catch (error) {
        onFailure(error)
      }
    })
  }
  again()
  return () => cancel()
}

/** Turns the day, asks again, checks the next copies, and raises the alarm for places that stay behind. */
export function tendCatalogue(site: Site): void {
  site.transact(() => {
    turnDay(site)
    site.store.contentWants.retry(site.nowRawMs(), ASK_AGAIN_MS, CHECK_EVERY_MS)
    askSilent(site)
    askForMissing(site)
    recallOwnLists(site)
    checkSome(site)
    for (const { site: about, list, newest: number } of placesBehind(site)) {
      site.store.holdings.alarmed(about, list, number, site.nowRawMs())
      site.options.notify.alarm('catalogue/behind', { peer: about, list, number })
    }
    tellFreshness(site)
    reportDrafts(site)
    settlePending(site)
  })
}

/** Whoever did not answer for so long is passed over where somebody else may have it. */
function askSilent(site: Site): void {
  const silent = new Map<SiteId, Hash[]>()
  for (const { digest, peer } of site.store.contentWants.overdue(site.nowRawMs(), ASK_AGAIN_MS))
    if (peer !== null) silent.set(peer, [...(silent.get(peer) ?? []), digest])
  for (const [peer, digests] of silent) askNext(site, peer, digests)
}

function checkSome(site: Site): void {
  const to = site.store.meta.get(CHECKED_TO)
  const checkedMs = site.store.meta.number(CHECKED) ?? 0
  if (to === null && Math.abs(site.nowRawMs() - checkedMs) < CHECK_EVERY_MS) return
  const next = checkCopies(site, to ?? '')
  if (next === null) site.store.meta.remove(CHECKED_TO)
  else site.store.meta.put(CHECKED_TO, next)
  if (to === null) site.store.meta.put(CHECKED, String(site.nowRawMs()))
}

/** Sites one of whose places was open for too long without the newest edition, each told of once for an edition. */
function placesBehind(site: Site) {
  if (site.options.tier === 'edge') return []
  const allowedMinutes = site.roster.policy.catalogueBehindOpenHours * 60
  return ledgerLines(site).filter(({ site: about, behindSinceMs, alarmed, newest }) => {
    if (behindSinceMs === null || alarmed >= newest) return false
    return placesHostedBy(site.roster, about).some(
      ({ life, hours }) => life === 'open' && openMinutesBetween(hours, behindSinceMs, site.nowRawMs()) >= allowedMinutes,
    )
  })
}
