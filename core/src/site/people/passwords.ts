import { refused, type Refusal } from '../../domain/decider.js'
import { accountAt } from '../../domain/people/accounts.js'
import { passwordProblems, type PasswordProblem, pinProblems } from '../../domain/people/password-rules.js'
import type { PersonId } from '../../domain/values.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { auditCounted, auditNow } from '../audit/audit.js'
import type { Site } from '../site.js'
import { changeVerifier, type Credentials } from './credentials.js'
import { mayUsePin } from './desks.js'
import { hashSecret, type HashSlots, isSecret } from './hashing.js'
import { countedForChange, countWrong, forgiven, lockedFor } from './lock-out.js'
import { endSessionsOf, type SignedIn } from './sessions.js'

export type Changed = { readonly kind: 'changed' } | (Refusal & { readonly rules?: readonly PasswordProblem[] })

/** What the person typed. */
export interface Change {
  /** The password of today: an unlocked screen is not enough. */
  readonly current: string
  readonly next: string
  readonly address: string
}

/** The person chooses another password; all other sessions of theirs end. Answers after the commit. */
export function changePassword(site: Site, slots: HashSlots, by: SignedIn, change: Change): Promise<Changed> {
  const rules = passwordProblems(change.next, accountAt(site.roster, by.person)?.login ?? '', change.current)
  if (rules.length > 0) return Promise.resolve(unfit(rules))
  return changeAfterProof(site, slots, by, change, async () => ({ phc: await hashSecret(change.next), mustChange: false }))
}

/** The person chooses the PIN that serves on PCs that know them. Answers after the commit. */
export function setPin(site: Site, slots: HashSlots, by: SignedIn, change: Change): Promise<Changed> {
  const rules = pinProblems(change.next)
  if (rules.length > 0) return Promise.resolve(unfit(rules))
  if (!mayUsePin(site, by.person)) return Promise.resolve(refused('sign-in/unknown-machine', ''))
  return changeAfterProof(site, slots, by, change, async () => ({ pinPhc: await hashSecret(change.next) }))
}

function unfit(rules: readonly PasswordProblem[]): Changed {
  return { ...refused('password/unfit', rules.join(' ')), rules }
}

async function changeAfterProof(
  site: Site,
  slots: HashSlots,
  { person, tokenHash }: SignedIn,
  { current, address }: Change,
  make: () => Promise<Partial<Credentials>>,
): Promise<Changed> {
  const counted = countedForChange(person)
  return slots.run(address, async () => {
    const locked = lockedFor(site, counted)
    if (locked !== null) return locked
    const held = verifierOf(site.store, person)
    if (!(await isSecret(held?.phc ?? null, current))) return wrong(site, person)
    const changes = await make()
    return site.commit((): Changed => {
      // Reset by somebody meanwhile: what was proved is void.
      if (verifierOf(site.store, person)?.version !== held?.version) return refused('sign-in/refused', '')
      const changed = changeVerifier(site, person, changes)
      if ('kind' in changed) return changed
      forgiven(site, counted)
      site.store.people.sessions.prove(tokenHash, changed.version)
      endSessionsOf(site, person, tokenHash)
      auditNow(site, { kind: 'account', person, place: null, subject: person, outcome: 'secret changed', reason: null })
      return { kind: 'changed' }
    })
  })
}

function wrong(site: Site, person: PersonId): Promise<Refusal> {
  return site.commit(() => {
    countWrong(site, countedForChange(person))
    auditCounted(site, person, {
      kind: 'account',
      person,
      place: null,
      subject: person,
      outcome: 'sign-in/refused',
      reason: null,
    })
    return refused('sign-in/refused', '')
  })
}
