import type { Account } from '../../domain/people/account.js'
import type { AccountChange } from '../../domain/accounts/changes.js'
import { liesUnder } from '../../domain/rights/rights.js'
import type { Person } from '../../domain/roster.js'
import { newest, personAt } from '../../domain/roster-view.js'
import type { PersonId } from '../../domain/values.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import type { Refusal } from '../../domain/decider.js'
import { type ChangeOutcome, changeNow, confirmNow, dropNow } from './decide.js'
import { areasLookedAfter } from './jurisdiction.js'
import { agreeToReset, dropReset } from './second-for-reset.js'

/** A security administrator changes accounts of the own people. Answers after the commit. */
export function changeAccounts(site: Site, change: AccountChange, by: PersonId): Promise<ChangeOutcome> {
  return settled(site, () => changeNow(site, change, by))
}

/** A second person agrees that somebody is given an administration. Answers after the commit. */
export function confirmChange(site: Site, id: string, second: PersonId): Promise<ChangeOutcome> {
  return settled(site, () => {
    const agreed = agreeToReset(site, id, second)
    if (agreed === null) return confirmNow(site, id, second)
    return agreed.kind === 'refused' ? agreed : { kind: 'done', version: site.roster.version }
  })
}

/** A second person does not agree, or whoever asked takes it back. Answers after the commit. */
export function refuseChangeAsked(site: Site, id: string, by: PersonId): Promise<{ readonly kind: 'done' } | Refusal> {
  return settled(site, () => dropReset(site, id, by) ?? dropNow(site, id, by))
}

function settled<T>(site: Site, work: () => T): Promise<T> {
  return site.commit(() => {
    const outcome = work()
    settlePending(site)
    return outcome
  })
}

/** An account as its administrators see it; of the password no more than whether there is one. */
export interface AccountLine extends Account {
  readonly name: string
  readonly active: boolean
  readonly phone: string | null
  readonly posts: Person['posts']
  /** `first`: set by an administrator and not changed yet. */
  readonly password: 'none' | 'first' | 'own'
  readonly oneTimeCodes: boolean
}

/** The accounts somebody looks after here, by login name: of people whose posts or roles lie in their area. */
export function accountsOf(site: Site, administrator: PersonId): readonly AccountLine[] {
  const areas = areasLookedAfter(site, administrator)
  return newest(site.roster.accounts)
    .filter(({ person, roles }) => {
      const posts = personAt(site.roster, person)?.posts ?? []
      return [...posts, ...roles].some(({ place }) => areas.some((area) => liesUnder(site.roster, place, area)))
    })
    .map((account) => lineOf(site, account))
    .sort((a, b) => (a.login < b.login ? -1 : 1))
}

function lineOf(site: Site, account: Account): AccountLine {
  const person = personAt(site.roster, account.person)
  const verifier = verifierOf(site.store, account.person)
  return {
    ...account,
    name: person?.name ?? account.person,
    active: person?.active ?? false,
    phone: person?.phone ?? null,
    posts: person?.posts ?? [],
    password: verifier === null ? 'none' : verifier.mustChange ? 'first' : 'own',
    oneTimeCodes: verifier !== null && verifier.totp !== null,
  }
}
