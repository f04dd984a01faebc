import type { RoleGrant } from '../../domain/people/account.js'
import type { Action } from '../../domain/rights/actions.js'
import { grantsFor, may } from '../../domain/rights/may.js'
import type { Rights } from '../../domain/rights/rights.js'
import { nothingNamed, openLevels, organsOf, type Target } from '../../domain/rights/target.js'
import { currentOrgan, placesUnder, siteOfPlace } from '../../domain/roster-view.js'
import type { CaseScope, ScopePart } from '../../store/projections/case-scope.js'
import type { ItemOrgans } from '../../store/projections/item-organs.js'
import type { Site } from '../site.js'

/** Which cases a list may show to somebody: the very ones that may be opened one by one. */
export function caseScope(site: Site, rights: Rights, action: Action): CaseScope {
  const parts = grantsFor(rights, action).map((grant) => partOf(site, { ...rights, grants: [grant] }, grant, action))
  return { parts, person: rights.person, site: site.id }
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
