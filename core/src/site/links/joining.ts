import { currentSite } from '../../domain/roster-view.js'
import type { SiteId } from '../../domain/values.js'
import { encodeManifest, type ItemEntry } from '../../wire/item.js'
import { writeEntry, writeLetter } from '../log/forward.js'
import { rerouteRequests } from '../requests/request.js'
import type { Site } from '../site.js'

/** A neighbour's first contact: the roster and items, if it is a child, and every case on whose path it is, go into its lanes. */
export function giveNeighbour(site: Site, peer: SiteId): void {
  if (peer !== site.parent) {
    for (const version of site.store.roster.versions()) writeEntry(site, peer, 'case', 'roster-change', version)
    sendManifest(site, peer, site.store.items.entries())
  }
  for (const caseId of site.store.cases.withOnPath(peer)) {
    site.store.neighbours.join(caseId, peer)
    site.markWantedIn(caseId)
    for (const { row } of site.store.events.rowsOf(caseId)) writeEntry(site, peer, 'case', 'event', row)
    rerouteRequests(site, caseId)
  }
  site.markWritten(peer)
}

export function sendManifest(site: Site, peer: SiteId, entries: readonly ItemEntry[]): void {
  if (entries.length === 0) return
  writeLetter(site, peer, 'bulk', 'item-manifest', '', encodeManifest(entries))
}

/** The children that have a link; a planned site has none until its first session. */
export function linkedChildren(site: Site): SiteId[] {
  return site.store.links.all().flatMap(({ peer }) => (mayBeChild(site, peer) && site.store.lanes.exists(peer) ? [peer] : []))
}

/** A peer that dialled before the roster names it is a child: nothing else dials, and what it missed meanwhile nobody would bring. */
export function mayBeChild(site: Site, peer: SiteId): boolean {
  const known = currentSite(site.roster, peer)
  return peer !== site.parent && (known === null || known.parent === site.id)
}
