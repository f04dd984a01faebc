import { refused, type Refusal } from '../../domain/decider.js'
import { accountAt, isUsable } from '../../domain/people/accounts.js'
import type { PersonId } from '../../domain/values.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { randomBytesOf } from '../../wire/hash.js'
import { makeFirstPassword } from '../../wire/doors/code.js'
import { auditNow } from '../audit/audit.js'
import { type Credentials, resetVerifier } from '../people/credentials.js'
import { needsOneTimeCode } from '../people/desks.js'
import { hashSecret } from '../people/hashing.js'
import { shownSeed } from '../people/one-time-code.js'
import type { Site } from '../site.js'
import { reachesPerson } from './jurisdiction.js'
import { agreedReset, needsSecond, proposeReset, type ResetProposed } from './second-for-reset.js'

/** RFC 4226: 160 bits. */
const SEED_BYTES = 20

/** Shown once: the store keeps its hash alone. */
export interface FirstPassword {
  readonly kind: 'set'
  readonly password: string
  /** For the person's authenticator, where policy asks for codes and a new seed was made. */
  readonly oneTimeCodes: { readonly secret: string; readonly uri: string } | null
}

export interface ResetPassword {
  readonly person: PersonId
  /** The phone with the old seed is lost, or there never was one. */
  readonly newSeed: boolean
}

/**
 * A first password, which the person changes on first use. Sessions under the earlier one end everywhere. That of another security
 * administrator is only proposed until a second person has agreed. Answers after the commit.
 */
export async function resetPassword(
  site: Site,
  { person, newSeed }: ResetPassword,
  by: PersonId,
): Promise<FirstPassword | ResetProposed | Refusal> {
  const early = refuse(site, person, by)
  if (early !== null) return early
  const agreed = needsSecond(site, person) ? agreedReset(site, person, by) : null
  if (needsSecond(site, person) && agreed === null) return proposeReset(site, { person, newSeed, by })
  const password = makeFirstPassword()
  const phc = await hashSecret(password)
  return site.commit(() => {
    const account = accountAt(site.roster, person)
    const refusal = refuse(site, person, by)
    if (refusal !== null || account === null) return refusal ?? refused('account/unknown', person)
    const before = verifierOf(site.store, person)?.totp ?? null
    const needed = needsOneTimeCode(site, account)
    const fresh = needed && (newSeed || before === null) ? randomBytesOf(SEED_BYTES) : null
    const totp = needed ? (fresh ?? before) : null
    const outcome = reset(site, person, { phc, pinPhc: null, totp, mustChange: true }, by, 'password')
    if (outcome !== null) return outcome
    if (agreed !== null) site.store.people.passwordResets.drop(agreed.id)
    return { kind: 'set', password, oneTimeCodes: fresh === null ? null : shownSeed(fresh, account.login) }
  })
}

/** The PIN is void; with the password the person chooses another. Answers after the commit. */
export function resetPin(site: Site, person: PersonId, by: PersonId): Promise<{ readonly kind: 'done' } | Refusal> {
  return site.commit(() => {
    const held = verifierOf(site.store, person)
    const refusal = refuse(site, person, by) ?? (held === null ? refused('account/no-credentials', person) : null)
    if (refusal !== null || held === null) return refusal ?? refused('account/no-credentials', person)
    const { phc, totp, mustChange } = held
    return reset(site, person, { phc, totp, mustChange, pinPhc: null }, by, 'pin') ?? { kind: 'done' }
  })
}

function reset(site: Site, person: PersonId, credentials: Credentials, by: PersonId, what: string): Refusal | null {
  const outcome = resetVerifier(site, person, credentials, by)
  const isRefused = 'kind' in outcome
  const ended = isRefused ? outcome.code : 'done'
  auditNow(site, { kind: 'account', person: by, place: null, subject: person, outcome: ended, reason: `reset ${what}` })
  return isRefused ? outcome : null
}

function refuse(site: Site, person: PersonId, by: PersonId): Refusal | null {
  if (site.options.tier === 'edge') return refused('account/at-gateway', site.id)
  const account = accountAt(site.roster, person)
  if (account === null || !isUsable(site.roster, account)) return refused('account/unknown', person)
  return reachesPerson(site, by, person) ? null : refused('account/denied', person)
}
