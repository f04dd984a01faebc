import type { Person, Place, RosterFact } from '../roster.js'
import type { PersonId, PlaceId } from '../values.js'
import type { Account, Role, RoleGrant } from './account.js'

/**
 * The roles that usually go with somebody's posts: the proxy of a station; who receives villagers at a centre or a hall; who handles,
 * decides and describes what belongs to an organ. At a hall the catalogue is reviewed and published too.
 */
export function usualRoles({ posts }: Pick<Person, 'posts'>, kindOf: (place: PlaceId) => Place['kind'] | null): RoleGrant[] {
  const grants = posts.flatMap(({ place, organ }) =>
    rolesAt(kindOf(place), organ !== null).map((role) => ({ role, place, organ })),
  )
  const halls = [...new Set(posts.map(({ place }) => place).filter((place) => kindOf(place) === 'hall'))]
  return [...grants, ...halls.map((place) => ({ role: 'catalogue-editor' as const, place, organ: null }))]
}

function rolesAt(kind: Place['kind'] | null, forOrgan: boolean): readonly Role[] {
  if (forOrgan) return ['department-clerk', 'approver', 'catalogue-editor']
  if (kind === 'village-station') return ['proxy']
  if (kind === 'township-centre') return ['township-clerk']
  return kind === 'hall' ? ['window-clerk', 'outlet-clerk'] : []
}

/**
 * An account for everybody of a roster in the making, the id as login name, with the usual roles and those named besides, which
 * are held where the person's first post is. For demonstrations and tests: elsewhere a person gives rights.
 */
export function accountsFor(
  facts: readonly RosterFact[],
  besides: Readonly<Record<PersonId, readonly Role[]>> = {},
): readonly RosterFact[] {
  const kinds = new Map(facts.flatMap((fact) => (fact.kind === 'place' ? [[fact.place.id, fact.place.kind] as const] : [])))
  const persons = facts.flatMap((fact) => (fact.kind === 'person' ? [fact.person] : []))
  return persons.map((person) => {
    const place = person.posts[0]?.place
    const more = place === undefined ? [] : (besides[person.id] ?? []).map((role) => ({ role, place, organ: null }))
    const roles = [...usualRoles(person, (id) => kinds.get(id) ?? null), ...more]
    const account: Account = { person: person.id, login: person.id, roles, state: 'active', credentialVersion: 1 }
    return { kind: 'account', account }
  })
}
