import type { Roster } from '../roster.js'
import { newest, personAt, recordAt } from '../roster-view.js'
import type { PersonId } from '../values.js'
import type { Account, Role } from './account.js'

/** The person's account as it stood at a version (the newest when none is named); null when there was none. */
export function accountAt(roster: Roster, person: PersonId, version?: number): Account | null {
  return recordAt(roster.accounts, person, version)
}

/** A roster never changes, so who signs in under which name is worked out once for each. */
const loginsOfRoster = new WeakMap<Roster, ReadonlyMap<string, readonly Account[]>>()

function loginsIn(roster: Roster): ReadonlyMap<string, readonly Account[]> {
  const known = loginsOfRoster.get(roster)
  if (known !== undefined) return known
  const logins = new Map<string, Account[]>()
  for (const account of newest(roster.accounts)) logins.set(account.login, [...(logins.get(account.login) ?? []), account])
  loginsOfRoster.set(roster, logins)
  return logins
}

/** The account of a login name, closed ones too; null when nobody has it. */
export function accountByLogin(roster: Roster, login: string): Account | null {
  return loginsIn(roster).get(login)?.[0] ?? null
}

/** All accounts of a login name: one, unless a change is being checked that gives it twice. */
export function accountsOfLogin(roster: Roster, login: string): readonly Account[] {
  return loginsIn(roster).get(login) ?? []
}

/** The account may be used: neither it nor the person is closed. */
export function isUsable(roster: Roster, account: Account): boolean {
  return account.state === 'active' && personAt(roster, account.person)?.active === true
}

/** Usable accounts with a role at a place of the city's level. */
export function usableAtCity(roster: Roster, role: Role): readonly Account[] {
  const isAtCity = (place: string) => roster.places.get(place)?.at(-1)?.record.level === 'city'
  return newest(roster.accounts).filter(
    (account) => isUsable(roster, account) && account.roles.some((grant) => grant.role === role && isAtCity(grant.place)),
  )
}
