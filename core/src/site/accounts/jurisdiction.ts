import { ADMINISTRATIONS, type RoleGrant } from '../../domain/people/account.js'
import { accountAt, isUsable } from '../../domain/people/accounts.js'
import { type Askers, refuseAskers } from '../../domain/accounts/askers.js'
import type { AccountChange } from '../../domain/accounts/changes.js'
import type { Refusal } from '../../domain/decider.js'
import { liesUnder } from '../../domain/rights/rights.js'
import { currentPerson, siteOfPlace } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { PersonId, PlaceId, SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'

/**
 * Where somebody holds one of the roles, as far as it is held at or below a site: what a county asks in the name of an administrator
 * reaches no further than the county.
 */
export function areasAt(site: Site, at: SiteId, person: PersonId, roles: readonly RoleGrant['role'][]): readonly PlaceId[] {
  const { roster } = site
  const account = accountAt(roster, person)
  if (account === null || !isUsable(roster, account)) return []
  const isWithin = (place: PlaceId) => {
    const host = siteOfPlace(roster, place)
    return host !== null && (host === at || sitesAbove(roster, host).includes(at))
  }
  return account.roles.filter(({ role, place }) => roles.includes(role) && isWithin(place)).map(({ place }) => place)
}

/** Whether these people of a site (this one, or a county that asks) may make the change. */
export function refuseChange(site: Site, at: SiteId, change: AccountChange, askers: Askers): Refusal | null {
  return refuseAskers(site.roster, change, askers, (person, roles) => areasAt(site, at, person, roles))
}

/** Whether a security administrator of this site may set that person's password: one of the own people, and never oneself. */
export function reachesPerson(site: Site, by: PersonId, person: PersonId): boolean {
  const areas = areasAt(site, site.id, by, ['security-administrator'])
  const posts = currentPerson(site.roster, person)?.posts ?? []
  const roles = accountAt(site.roster, person)?.roles ?? []
  const places = [...posts, ...roles].map(({ place }) => place)
  const isWithin = (place: PlaceId) => areas.some((area) => liesUnder(site.roster, place, area))
  return by !== person && places.length > 0 && places.every(isWithin)
}

/** Whether somebody looks after accounts here at all, and of which places. */
export function areasLookedAfter(site: Site, person: PersonId): readonly PlaceId[] {
  return areasAt(site, site.id, person, ADMINISTRATIONS)
}
