import type { Roster } from '../roster.js'
import { personAt } from '../roster-view.js'
import type { PersonId } from '../values.js'
import { accountAt, isUsable } from './accounts.js'

/** Something the person could do under the one roster is taken away in the next: a role, a post, or the account. */
export function lostRights(before: Roster, after: Roster, person: PersonId): boolean {
  const [account, next] = [accountAt(before, person), accountAt(after, person)]
  if (account === null) return false
  if (next === null || !isUsable(after, next)) return true
  return isMissing(account.roles, next.roles) || isMissing(postsIn(before, person), postsIn(after, person))
}

function postsIn(roster: Roster, person: PersonId) {
  return personAt(roster, person)?.posts ?? []
}

interface Held {
  readonly role?: string
  readonly place: string
  readonly organ: string | null
}

function isMissing(held: readonly Held[], next: readonly Held[]): boolean {
  return held.some(
    ({ role, place, organ }) => !next.some((each) => each.role === role && each.place === place && each.organ === organ),
  )
}
