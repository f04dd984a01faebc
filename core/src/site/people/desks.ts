import { ADMINISTRATIONS } from '../../domain/people/account.js'
import type { Account } from '../../domain/people/account.js'
import { currentPerson, currentPlace } from '../../domain/roster-view.js'
import type { OrganId, PersonId, PlaceId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** A post of the person at a place this site serves. */
export interface Desk {
  readonly place: PlaceId
  readonly organ: OrganId | null
}

/** Where the person may sit here; none, and the person signs in elsewhere. */
export function desksOf({ roster, id }: Site, person: PersonId): readonly Desk[] {
  const found = currentPerson(roster, person)
  if (found === null || !found.active) return []
  return found.posts.filter(({ place }) => currentPlace(roster, place)?.site === id)
}

/** Serves at villages alone: no phone with an authenticator is asked of those, and a PIN is enough on a PC that knows them. */
export function servesVillages({ roster }: Site, person: PersonId): boolean {
  const posts = currentPerson(roster, person)?.posts ?? []
  return posts.length > 0 && posts.every(({ place }) => currentPlace(roster, place)?.level === 'village')
}

/** A PIN serves at stations and township centres of villages, never where a gateway can be reached from everywhere. */
export function mayUsePin(site: Site, person: PersonId): boolean {
  return site.options.tier === 'edge' && servesVillages(site, person)
}

export function needsOneTimeCode(site: Site, { person, roles }: Account): boolean {
  const { oneTimeCodes } = site.roster.policy
  if (oneTimeCodes === 'nobody' || servesVillages(site, person)) return false
  return oneTimeCodes === 'everyone' || roles.some(({ role }) => ADMINISTRATIONS.some((each) => each === role))
}
