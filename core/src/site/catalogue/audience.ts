import { type ListId, partsOfList } from '../../domain/catalogue/list.js'
import type { Roster } from '../../domain/roster.js'
import { currentSite, parentSite, siteOfOrgan } from '../../domain/roster-view.js'
import { nextHop, sitesAbove } from '../../domain/tree.js'
import type { OrganId, SiteId } from '../../domain/values.js'
import type { ListedEntry } from '../../store/catalogue/lists.js'
import { linkedChildren } from '../links/linked-children.js'
import type { Site } from '../site.js'

/** Whether a site is to have the list: by its kind, and where its publisher lies. */
export function belongsTo(roster: Roster, list: ListId, site: SiteId): boolean {
  const parts = partsOfList(list)
  const tier = currentSite(roster, site)?.tier
  if (parts === null || tier === undefined) return false
  if (parts.publisher === site || tier === 'city') return true
  switch (parts.kind) {
    case 'shared':
      return true
    case 'base':
      return tier === 'county'
    case 'items':
      return liesBelow(roster, parts.publisher, site)
    case 'claims':
      return false
  }
}

/** Neighbours a list is passed on to: every linked one that is to have it, save the side it came from. */
export function audienceOf(site: Site, list: ListId): SiteId[] {
  const source = sourceOf(site, list)
  const { parent } = site
  const neighbours = parent === null || !site.store.lanes.exists(parent) ? [] : [parent]
  return [...neighbours, ...linkedChildren(site)].filter((peer) => peer !== source && belongsTo(site.roster, list, peer))
}

/** The neighbour on whose side the publisher lies; null when that is this site, or nobody known. */
export function sourceOf(site: Site, list: ListId): SiteId | null {
  const publisher = partsOfList(list)?.publisher ?? null
  return publisher === null || publisher === site.id ? null : nextHop(site.roster, site.id, publisher)
}

/**
 * Who is to be asked for a content that an entry names, after one who was asked in vain (null: first): the side its list comes from,
 * then the parent, then each child that proved it, so that a publisher's death leaves nobody without what others hold. What no list
 * names (null) is asked of the parent, at the city of its gateways in turn: whose it was is not known any more. null when nobody is left.
 */
export function nextHolder(site: Site, entry: Pick<ListedEntry, 'list' | 'edition'> | null, after: SiteId | null): SiteId | null {
  const near = new Set(entry === null ? [site.parent] : [sourceOf(site, entry.list), site.parent])
  const holders = [...near].flatMap((peer) => (peer !== null && site.store.lanes.exists(peer) ? [peer] : []))
  if (after === null && holders.length > 0) return holders[0] ?? null
  const all = [...holders, ...childrenWith(site, entry).filter((child) => !near.has(child))]
  return all[after === null ? 0 : all.indexOf(after) + 1] ?? null
}

function childrenWith(site: Site, entry: Pick<ListedEntry, 'list' | 'edition'> | null): SiteId[] {
  if (entry === null) return site.parent === null ? linkedChildren(site).toSorted() : []
  const proved = new Set(site.store.holdings.whoProved(entry.list, entry.edition))
  return linkedChildren(site)
    .filter((child) => proved.has(child))
    .toSorted()
}

/** An organ's own list: whether its window's site is the publisher's, or below it. */
export function publishesFor(roster: Roster, publisher: SiteId, organ: OrganId | null): boolean {
  if (organ === null) return true
  const site = siteOfOrgan(roster, organ)
  return site !== null && (site === publisher || liesBelow(roster, publisher, site))
}

function liesBelow(roster: Roster, above: SiteId, site: SiteId): boolean {
  return parentSite(roster, site) === above || sitesAbove(roster, site).includes(above)
}
