import type { RoleGrant } from '../../domain/people/account.js'
import type { Action } from '../../domain/rights/actions.js'
import { grantsFor, may } from '../../domain/rights/may.js'
import type { Rights } from '../../domain/rights/rights.js'
import { nothingNamed, openLevels, organsOf, type Target } from '../../domain/rights/target.js'
import { currentOrgan, placesUnder, siteOfPlace } from '../../domain/roster-view.js'
import type { Roster } from '../../domain/roster.js'
import type { Hash, SiteId } from '../../domain/values.js'
import type { CaseScope, ScopePart } from '../../store/projections/case-scope.js'
import type { ItemOrgans } from '../../store/projections/item-organs.js'
import type { Site } from '../site.js'

/** Which cases a list may show to somebody: the very ones that may be opened one by one. */
export function caseScope(site: Site, rights: Rights, action: Action): CaseScope {
  return { parts: partsOf(site, rights, action), person: rights.person, site: site.id }
}

/** Of one roster and one state of the catalogue. */
interface Reckoned {
  readonly items: ReadonlyMap<Hash, ItemOrgans>
  readonly parts: Map<string, readonly ScopePart[]>
}

/** Every open page asks again each few seconds, and looking at three thousand items takes some ten milliseconds. */
const reckoned = new WeakMap<Roster, Map<SiteId, Reckoned>>()
/** Desks of a large hall; each is a few hundred kilobytes at most. */
const MOST_DESKS = 100

function partsOf(site: Site, rights: Rights, action: Action): readonly ScopePart[] {
  const { parts } = reckonedAt(site)
  const desk = JSON.stringify([action, rights.person, rights.tier, rights.grants])
  const before = parts.get(desk)
  if (before !== undefined) return before
  const made = grantsFor(rights, action).map((grant) => partOf(site, { ...rights, grants: [grant] }, grant, action))
  if (parts.size >= MOST_DESKS) parts.clear()
  parts.set(desk, made)
  return made
}

function reckonedAt(site: Site): Reckoned {
  const items = site.store.itemOrgans.all()
  const bySite = reckoned.get(site.roster) ?? new Map<SiteId, Reckoned>()
  const known = bySite.get(site.id)
  if (known?.items === items) return known
  const fresh: Reckoned = { items, parts: new Map() }
  reckoned.set(site.roster, bySite.set(site.id, fresh))
  return fresh
}

function partOf(site: Site, rights: Rights, grant: RoleGrant, action: Action): ScopePart {
  const places = placesUnder(site.roster, grant.place)
  const inside = (target: Target): Target => ({ ...target, places: [...target.places, grant.place] })
  const everywhere: string[] = []
  const within: string[] = []
  const handledHere: string[] = []
  for (const [digest, item] of site.store.itemOrgans.all()) {
    const target = targetOfItem(site, item)
    if (target.places.some((place) => siteOfPlace(site.roster, place) === site.id)) handledHere.push(digest)
    if (may(rights, action, target)) everywhere.push(digest)
    else if (may(rights, action, inside(target))) within.push(digest)
  }
  const isOfAll = may(rights, action, inside({ ...nothingNamed, organs: ['nobody'] }))
  const unknownToo = may(rights, action, { ...nothingNamed, organs: 'unknown' })
  const given = grant.organ === null ? places : [grant.place]
  const asked = given.filter((place) => siteOfPlace(site.roster, place) === site.id)
  return { places, everywhere, within: isOfAll ? 'all' : within, unknownToo, asked, handledHere }
}

/** A case of the item that began nowhere in particular. */
function targetOfItem({ roster }: Site, item: ItemOrgans): Target {
  const organs = organsOf(item)
  const places = organs.flatMap((organ) => currentOrgan(roster, organ)?.place ?? [])
  return { ...nothingNamed, organs, places, openTo: openLevels(item) }
}
