import { ADMINISTRATIONS } from '../../domain/people/account.js'
import { accountAt } from '../../domain/people/accounts.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { liesUnder } from '../../domain/rights/rights.js'
import type { PersonId } from '../../domain/values.js'
import type { StoredReset } from '../../store/people/password-resets.js'
import { auditNow } from '../audit/audit.js'
import type { Site } from '../site.js'
import { areasAt } from './jurisdiction.js'

/** A second person who did not look within a day has to be told anew. */
const GOOD_FOR_MS = 24 * 3_600_000

/** It waits for a second person. */
export interface ResetProposed {
  readonly kind: 'proposed'
  readonly id: string
}

/** Who could set the password of whoever gives rights would hold all rights alone. */
export function needsSecond({ roster }: Site, person: PersonId): boolean {
  return accountAt(roster, person)?.roles.some(({ role }) => role === 'security-administrator') === true
}

/** Resets that were proposed here within a day, agreed to or not, the newest first. */
export function openResets(site: Site): readonly StoredReset[] {
  return site.store.people.passwordResets.since(site.clock.now().estimateMs - GOOD_FOR_MS)
}

/** What a second person agreed to, for whoever asked. */
export function agreedReset(site: Site, person: PersonId, by: PersonId): StoredReset | null {
  return openResets(site).find((each) => each.person === person && each.by === by && each.second !== null) ?? null
}

/** Asked twice it waits once. Answers after the commit. */
export function proposeReset(site: Site, wanted: Pick<StoredReset, 'person' | 'newSeed' | 'by'>): Promise<ResetProposed> {
  return site.commit(() => {
    const atMs = site.clock.now().estimateMs
    site.store.people.passwordResets.dropOlder(atMs - GOOD_FOR_MS)
    const before = openResets(site).find(({ person, by }) => person === wanted.person && by === wanted.by)
    if (before !== undefined) return { kind: 'proposed', id: before.id }
    const id = site.options.randomHex(16)
    site.store.people.passwordResets.put({ ...wanted, id, second: null, atMs })
    note(site, wanted.by, wanted.person, 'proposed')
    return { kind: 'proposed', id }
  })
}

/**
 * A second administrator of the person's places agrees; whoever asked then sets the first password. So nobody alone comes to it:
 * the one sees no password before, the other sees none at all. null: no such reset waits. Inside a transaction.
 */
export function agreeToReset(site: Site, id: string, second: PersonId): { readonly kind: 'agreed' } | Refusal | null {
  const found = openResets(site).find((each) => each.id === id && each.second === null)
  if (found === undefined) return null
  if (found.by === second || found.person === second) return refused('account/second-person', second)
  if (!looksAfter(site, second, found.person)) return refused('account/denied', second)
  site.store.people.passwordResets.put({ ...found, second })
  note(site, second, found.person, 'agreed')
  return { kind: 'agreed' }
}

/** The second person, or whoever asked, says no. null: no such reset waits. Inside a transaction. */
export function dropReset(site: Site, id: string, by: PersonId): { readonly kind: 'done' } | null {
  const found = openResets(site).find((each) => each.id === id)
  if (found === undefined) return null
  site.store.people.passwordResets.drop(id)
  note(site, by, found.person, 'not agreed')
  return { kind: 'done' }
}

function looksAfter(site: Site, second: PersonId, person: PersonId): boolean {
  const areas = areasAt(site, site.id, second, ADMINISTRATIONS)
  const roles = accountAt(site.roster, person)?.roles ?? []
  return roles.every(({ place }) => areas.some((area) => liesUnder(site.roster, place, area)))
}

function note(site: Site, person: PersonId, subject: PersonId, outcome: string): void {
  auditNow(site, { kind: 'account', person, place: null, subject, outcome, reason: 'reset password' })
}
