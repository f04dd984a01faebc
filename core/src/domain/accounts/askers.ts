import { refused, type Refusal } from '../decider.js'
import { liesUnder } from '../rights/rights.js'
import type { Roster } from '../roster.js'
import { currentOrgan, currentPerson, currentPlace } from '../roster-view.js'
import type { OrganId, PersonId, PlaceId } from '../values.js'
import type { AccountChange } from './changes.js'
import { ADMINISTRATIONS, isAdministration, isSameGrant, type RoleGrant } from '../people/account.js'
import { accountAt } from '../people/accounts.js'

/** Who asks, and who agreed where two are needed. */
export interface Askers {
  readonly by: PersonId
  readonly second: PersonId | null
}

/** Whom the change is about; for a hand-over both. */
export function peopleOf(change: AccountChange): readonly PersonId[] {
  return change.do === 'hand-over' ? [change.from, change.to] : [change.person]
}

/** The change gives somebody an administration the person has not: 三权分立 asks for a second person. */
export function givesAdministration(roster: Roster, change: AccountChange): boolean {
  if (change.do === 'unlock') return (accountAt(roster, change.person)?.roles ?? []).some(({ role }) => isAdministration(role))
  if (change.do !== 'open' && change.do !== 'set-roles') return false
  const held = accountAt(roster, change.person)
  const before = held === null || held.state === 'closed' ? [] : held.roles
  return change.roles.some((grant) => isAdministration(grant.role) && !before.some((each) => isSameGrant(each, grant)))
}

/**
 * Whether these people may make the change, their administrations being held at those places (`areas` of each). A county's
 * administrator reaches the county's own people: whose posts and roles, before and after, all lie at or below the county's places.
 */
export function refuseAskers(
  roster: Roster,
  change: AccountChange,
  { by, second }: Askers,
  areasOf: (person: PersonId, roles: readonly RoleGrant['role'][]) => readonly PlaceId[],
): Refusal | null {
  const people = peopleOf(change)
  if (change.do !== 'hand-over' && people.includes(by)) return refused('account/second-person', by)
  const touched = placesTouched(roster, change)
  const reaches = (areas: readonly PlaceId[]) => reachesAll(roster, areas, touched)
  const own = areasOf(by, change.do === 'hand-over' ? ['security-administrator', 'supervisor'] : ['security-administrator'])
  if (own.length === 0 || !reaches(own)) return refused('account/denied', people.join(', '))
  if (!givesAdministration(roster, change)) return null
  if (second === null || second === by || people.includes(second)) return refused('account/second-person', second ?? by)
  const theirs = areasOf(second, ADMINISTRATIONS)
  return theirs.length > 0 && reaches(theirs) ? null : refused('account/denied', second)
}

/** Somebody without posts and roles belongs to no county: the city alone speaks for them. */
function reachesAll(roster: Roster, areas: readonly PlaceId[], touched: readonly PlaceId[]): boolean {
  if (touched.length === 0) return areas.some((area) => currentPlace(roster, area)?.level === 'city')
  return touched.every((place) => areas.some((area) => liesUnder(roster, place, area)))
}

/** Places of posts and roles, before and after, and where the organs sit that they are held for. */
function placesTouched(roster: Roster, change: AccountChange): readonly PlaceId[] {
  if (change.do === 'hand-over') return [change.place]
  const posts = currentPerson(roster, change.person)?.posts ?? []
  const roles = accountAt(roster, change.person)?.roles ?? []
  const newPosts = change.do === 'open' ? (change.newcomer?.posts ?? []) : []
  const newRoles = change.do === 'open' || change.do === 'set-roles' ? change.roles : []
  const organs = [...posts, ...roles, ...newPosts, ...newRoles].flatMap(({ organ }) => placeOfOrgan(roster, organ))
  return [...new Set([...[...posts, ...roles, ...newPosts, ...newRoles].map(({ place }) => place), ...organs])]
}

function placeOfOrgan(roster: Roster, organ: OrganId | null): readonly PlaceId[] {
  const found = organ === null ? null : currentOrgan(roster, organ)
  return found === null ? [] : [found.place]
}
