import type { Roster } from './roster.js'
import { currentSite, parentSite, siteAt } from './roster-view.js'
import type { SiteId } from './values.js'

/** Deeper than any real tree (city, county, edge); it ends the walk when a broken roster has a cycle. */
const MAX_DEPTH = 16

/** The sites above, nearest first, up to the city. */
export function sitesAbove(roster: Roster, site: SiteId, version?: number): SiteId[] {
  const above: SiteId[] = []
  let parent = parentSite(roster, site, version)
  while (parent !== null && above.length < MAX_DEPTH) {
    above.push(parent)
    parent = parentSite(roster, parent, version)
  }
  return above
}

/** All sites on the way from one to the other, both ends included; empty when they are in no common tree. */
export function pathBetween(roster: Roster, from: SiteId, to: SiteId, version?: number): SiteId[] {
  const up = [from, ...sitesAbove(roster, from, version)]
  const down = [to, ...sitesAbove(roster, to, version)]
  const meetUp = up.findIndex((site) => down.includes(site))
  if (meetUp < 0) return []
  const meetDown = down.indexOf(up[meetUp] as SiteId)
  return [...up.slice(0, meetUp + 1), ...down.slice(0, meetDown).reverse()]
}

/** The path grown by a site and what must lie between, so that it stays connected; what was on it stays first. */
export function connect(roster: Roster, path: readonly SiteId[], site: SiteId, version?: number): readonly SiteId[] {
  if (path.includes(site)) return path
  const onPath = new Set(path)
  let route: SiteId[] = []
  for (const member of path) {
    const candidate = pathBetween(roster, member, site, version).filter((step) => !onPath.has(step))
    if (candidate.length > 0 && (route.length === 0 || candidate.length < route.length)) route = candidate
  }
  return [...path, ...(route.length > 0 ? route : [site])]
}

/** The path of a new case: its origin's site and every site above it. */
export function firstPath(roster: Roster, origin: SiteId): readonly SiteId[] {
  return [origin, ...sitesAbove(roster, origin)]
}

export function areNeighbours(roster: Roster, a: SiteId, b: SiteId, version?: number): boolean {
  return parentSite(roster, a, version) === b || parentSite(roster, b, version) === a
}

/** The sites of a path that a site has a link with. */
export function neighboursOn(roster: Roster, path: readonly SiteId[], site: SiteId, version?: number): SiteId[] {
  return path.filter((other) => other !== site && areNeighbours(roster, site, other, version))
}

/** The neighbour through which another site is reached; null for the site itself and for unknown ones. */
export function nextHop(roster: Roster, self: SiteId, target: SiteId, version?: number): SiteId | null {
  return pathBetween(roster, self, target, version)[1] ?? null
}

/** True when the author lies on the neighbour's side: what the author wrote may come from there. */
export function liesBehind(roster: Roster, self: SiteId, neighbour: SiteId, author: SiteId, version?: number): boolean {
  return nextHop(roster, self, author, version) === neighbour
}

/** Each added site is a neighbour of the path as it grows. */
export function growsConnected(roster: Roster, before: readonly SiteId[], after: readonly SiteId[], version?: number): boolean {
  const grown = new Set(before)
  let left = after.filter((site) => !grown.has(site))
  while (left.length > 0) {
    const joining = left.filter((site) => [...grown].some((other) => areNeighbours(roster, site, other, version)))
    if (joining.length === 0) return false
    for (const site of joining) grown.add(site)
    left = left.filter((site) => !grown.has(site))
  }
  return true
}

/** A station is a counter, not an archive: the gateway above an edge site; a gateway is its own. */
export function gatewayOf(roster: Roster, site: SiteId): SiteId | null {
  if (currentSite(roster, site)?.tier !== 'edge') return site
  return sitesAbove(roster, site).find((above) => currentSite(roster, above)?.tier !== 'edge') ?? null
}

/** Tier of a seizer as an epoch holds it: 1 county, 2 city; null when the site may never seize. */
export function seizingTier(roster: Roster, site: SiteId, version?: number): number | null {
  const tier = siteAt(roster, site, version)?.tier
  if (tier === 'city') return 2
  return tier === 'county' ? 1 : null
}
