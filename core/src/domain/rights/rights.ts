import type { RoleGrant } from '../people/account.js'
import { accountAt } from '../people/accounts.js'
import type { Roster, Site } from '../roster.js'
import { personAt, placeAt } from '../roster-view.js'
import type { OrganId, PersonId, PlaceId } from '../values.js'

/** Where and for whom somebody sits; `organ` null: for none. */
export interface Desk {
  readonly person: PersonId
  readonly place: PlaceId
  readonly organ: OrganId | null
}

/** What a person brings to a desk: the roles that hold there, by the roster of one version. */
export interface Rights {
  readonly person: PersonId
  readonly grants: readonly RoleGrant[]
  readonly tier: Site['tier']
  readonly roster: Roster
  /** As of which roster version; undefined: the newest. */
  readonly version: number | undefined
}

/**
 * The roles that hold at a desk: those whose place is the desk's or above it, and of those narrowed to an organ the desk's own.
 * A person or an account that is closed, or was not there yet, has none.
 */
export function rightsAt(roster: Roster, { person, place, organ }: Desk, tier: Site['tier'], version?: number): Rights {
  const held = rolesOf(roster, person, version)
  const grants = held.filter(
    (grant) => (grant.organ === null || grant.organ === organ) && liesUnder(roster, place, grant.place, version),
  )
  return { person, grants, tier, roster, version }
}

/** All roles of a person, at whatever desk. */
export function rightsOf(roster: Roster, person: PersonId, tier: Site['tier'], version?: number): Rights {
  return { person, grants: rolesOf(roster, person, version), tier, roster, version }
}

function rolesOf(roster: Roster, person: PersonId, version: number | undefined): readonly RoleGrant[] {
  const account = accountAt(roster, person, version)
  if (account === null || account.state !== 'active') return []
  return personAt(roster, person, version)?.active === true ? account.roles : []
}

/** The place is the other or lies below it in the administrative tree. A place entered after that version counts as it is now. */
export function liesUnder(roster: Roster, place: PlaceId, above: PlaceId, version?: number): boolean {
  for (let at: PlaceId | null = place; at !== null; at = parentOf(roster, at, version)) if (at === above) return true
  return false
}

function parentOf(roster: Roster, place: PlaceId, version: number | undefined): PlaceId | null {
  return (placeAt(roster, place, version) ?? placeAt(roster, place))?.parent ?? null
}
