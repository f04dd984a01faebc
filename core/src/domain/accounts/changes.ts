import { refused, type Refusal } from '../decider.js'
import type { Person, Place, Roster, RosterFact } from '../roster.js'
import { currentPerson, currentPlace, newest } from '../roster-view.js'
import type { LocalDate, PersonId, PlaceId } from '../values.js'
import { type Account, isAdministration, isSameGrant, type RoleGrant } from '../people/account.js'
import { accountAt, isUsable } from '../people/accounts.js'

/** What a security administrator changes of people's accounts; passwords apart, which are no facts of the roster. */
export type AccountChange =
  | {
      readonly do: 'open'
      readonly person: PersonId
      readonly login: string
      readonly roles: readonly RoleGrant[]
      /** Somebody the roster does not know yet, or who left and comes back; null for who is there. */
      readonly newcomer: Pick<Person, 'name' | 'phone' | 'posts'> | null
    }
  | { readonly do: 'set-roles'; readonly person: PersonId; readonly roles: readonly RoleGrant[] }
  /** 停用 and 启用: nobody signs in, all else stays. */
  | { readonly do: 'lock'; readonly person: PersonId }
  | { readonly do: 'unlock'; readonly person: PersonId }
  /** 注销: the person has left; roles, posts and duties end. */
  | { readonly do: 'close'; readonly person: PersonId }
  | HandOverChange

/** 交接 of duties at one place: what is chosen goes from one person to another, and is the first one's no more. */
export interface HandOverChange {
  readonly do: 'hand-over'
  readonly from: PersonId
  readonly to: PersonId
  readonly place: PlaceId
  readonly posts: boolean
  readonly rota: boolean
  readonly roles: boolean
  readonly onDate: LocalDate
}

type Outcome = { readonly kind: 'facts'; readonly facts: readonly RosterFact[] } | Refusal

/** The facts of the roster's next version, or why the change is not made. What they break together the roster's own check says. */
export function factsOfChange(roster: Roster, change: AccountChange): Outcome {
  switch (change.do) {
    case 'open':
      return open(roster, change)
    case 'set-roles':
      return ofAccount(roster, change.person, (account) => ({ ...account, roles: change.roles }))
    case 'lock':
      return ofAccount(roster, change.person, (account) => ({ ...account, state: 'closed' }))
    case 'unlock':
      return ofAccount(roster, change.person, (account) => ({ ...account, state: 'active' }))
    case 'close':
      return close(roster, change.person)
    case 'hand-over':
      return handOver(roster, change)
  }
}

function facts(...made: readonly RosterFact[]): Outcome {
  return { kind: 'facts', facts: made }
}

function ofAccount(roster: Roster, person: PersonId, change: (account: Account) => Account): Outcome {
  const account = accountAt(roster, person)
  return account === null ? refused('account/unknown', person) : facts({ kind: 'account', account: change(account) })
}

function open(roster: Roster, { person: id, login, roles, newcomer }: Extract<AccountChange, { do: 'open' }>): Outcome {
  const [known, before] = [currentPerson(roster, id), accountAt(roster, id)]
  if (known === null && newcomer === null) return refused('person/unknown', id)
  if (before !== null && isUsable(roster, before)) return refused('account/exists', id)
  const account: Account = { person: id, login, roles, state: 'active', credentialVersion: before?.credentialVersion ?? 1 }
  const person: RosterFact[] = newcomer === null ? [] : [{ kind: 'person', person: { id, ...newcomer, active: true } }]
  return facts(...person, { kind: 'account', account })
}

function close(roster: Roster, id: PersonId): Outcome {
  const [person, account] = [currentPerson(roster, id), accountAt(roster, id)]
  if (person === null || account === null) return refused('account/unknown', id)
  return facts(
    { kind: 'account', account: { ...account, state: 'closed', roles: [] } },
    { kind: 'person', person: { ...person, posts: [], active: false } },
    ...newest(roster.places)
      .filter((place) => hasDuty(place, id))
      .map((place) => ({ kind: 'place' as const, place: withoutDuty(place, id) })),
  )
}

function hasDuty({ rota, standIns }: Place, id: PersonId): boolean {
  return standIns.includes(id) || rota.some(({ person }) => person === id)
}

function withoutDuty(place: Place, id: PersonId): Place {
  const rota = place.rota.filter(({ person }) => person !== id)
  return { ...place, rota, standIns: place.standIns.filter((person) => person !== id) }
}

function handOver(roster: Roster, { from, to, place: at, posts, rota, roles }: HandOverChange): Outcome {
  const [giver, taker, place] = [currentPerson(roster, from), currentPerson(roster, to), currentPlace(roster, at)]
  if (giver === null || taker === null) return refused('person/unknown', giver === null ? from : to)
  if (place === null) return refused('place/unknown', at)
  if (from === to || !taker.active) return refused('hand-over/not-colleagues', to)
  return facts(
    ...(posts ? movedPosts(giver, taker, at) : []),
    ...(roles ? movedRoles(roster, from, to, at) : []),
    ...(rota && hasDuty(place, from) ? [{ kind: 'place' as const, place: movedDuty(place, from, to) }] : []),
  )
}

function movedPosts(giver: Person, taker: Person, at: PlaceId): RosterFact[] {
  const moved = giver.posts.filter(({ place }) => place === at)
  const more = moved.filter(({ organ }) => !taker.posts.some((post) => post.place === at && post.organ === organ))
  const left = giver.posts.filter(({ place }) => place !== at)
  return [
    { kind: 'person', person: { ...giver, posts: left } },
    { kind: 'person', person: { ...taker, posts: [...taker.posts, ...more] } },
  ]
}

/** Administrations are never handed over: they are given by two persons. */
function movedRoles(roster: Roster, from: PersonId, to: PersonId, at: PlaceId): RosterFact[] {
  const [giver, taker] = [accountAt(roster, from), accountAt(roster, to)]
  if (giver === null || taker === null) return []
  const isMoved = ({ role, place }: RoleGrant) => place === at && !isAdministration(role)
  const more = giver.roles.filter((grant) => isMoved(grant) && !taker.roles.some((each) => isSameGrant(each, grant)))
  return [
    { kind: 'account', account: { ...giver, roles: giver.roles.filter((grant) => !isMoved(grant)) } },
    { kind: 'account', account: { ...taker, roles: [...taker.roles, ...more] } },
  ]
}

function movedDuty(place: Place, from: PersonId, to: PersonId): Place {
  const isOn = place.rota.some(({ person }) => person === to)
  const rota = place.rota.flatMap((entry) => (entry.person !== from ? [entry] : isOn ? [] : [{ ...entry, person: to }]))
  const standIns = [...new Set(place.standIns.map((person) => (person === from ? to : person)))]
  return { ...place, rota, standIns }
}
