import { currentSite } from '../../domain/roster-view.js'
import type { SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** The children that have a link; a planned site has none until its first session. */
export function linkedChildren(site: Site): SiteId[] {
  return site.store.links.all().flatMap(({ peer }) => (mayBeChild(site, peer) && site.store.lanes.exists(peer) ? [peer] : []))
}

/** A peer that dialled before the roster names it is a child: nothing else dials, and what it missed meanwhile nobody would bring. */
export function mayBeChild(site: Site, peer: SiteId): boolean {
  const known = currentSite(site.roster, peer)
  return peer !== site.parent && (known === null || known.parent === site.id)
}
