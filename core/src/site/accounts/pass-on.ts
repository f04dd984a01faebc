import { siteOfPlace } from '../../domain/roster-view.js'
import { nextHop } from '../../domain/tree.js'
import { encodeHandOver, type HandOver } from '../../wire/people/account-ask.js'
import { auditNow } from '../audit/audit.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'

/** Takes a hand-over in where the place is served here, else sends it on toward the site that serves it. Answers how many drafts moved. Inside a transaction. */
export function passOn(site: Site, handOver: HandOver): number {
  const host = siteOfPlace(site.roster, handOver.place)
  const hop = host === null || host === site.id ? null : nextHop(site.roster, site.id, host)
  if (hop === null || hop === site.parent) return take(site, handOver)
  if (site.store.lanes.exists(hop)) writeLetter(site, hop, 'case', 'hand-over', handOver.id, encodeHandOver(handOver))
  return 0
}

/** A place that has moved away meanwhile left its drafts here. */
function take(site: Site, { drafts: withDrafts, ...handOver }: HandOver): number {
  const { handOvers } = site.store.people
  if (handOvers.has(handOver.id)) return 0
  const { from, to, place, by } = handOver
  const drafts = withDrafts ? site.store.drafts.handOver(place, from, to) : 0
  handOvers.add({ ...handOver, drafts })
  auditNow(site, {
    kind: 'account',
    person: by,
    place,
    subject: `${from} ${to}`,
    outcome: 'done',
    reason: `hand-over; ${drafts}`,
  })
  return drafts
}
