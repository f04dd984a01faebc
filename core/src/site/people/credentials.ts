import { refused, type Refusal } from '../../domain/decider.js'
import { accountAt } from '../../domain/people/accounts.js'
import { afterChange, afterReset, sitesEntitled, type Verifier } from '../../domain/people/verifier.js'
import type { PersonId } from '../../domain/values.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { adopt } from './verifier-travel.js'

/** What a person proves to be themselves by, as hashes. */
export type Credentials = Pick<Verifier, 'phc' | 'pinPhc' | 'totp' | 'mustChange'>

/**
 * The person chooses another password or PIN, here, with or without a line; it goes up to the city and down to the person's
 * other sites. Inside a transaction.
 */
export function changeVerifier(site: Site, person: PersonId, changes: Partial<Credentials>): Verifier | Refusal {
  const held = verifierOf(site.store, person)
  if (held === null) return refused('account/no-credentials', person)
  const version = afterChange(held.version)
  if (version === null) return refused('verifier/unknown-reset', person)
  return enter(site, { ...held, ...changes, version, ...setNow(site, person) })
}

/** An administrator at a gateway sets it anew, whatever was changed at stations meanwhile. Inside a transaction. */
export function resetVerifier(site: Site, person: PersonId, credentials: Credentials, by: PersonId): Verifier | Refusal {
  if (site.options.tier === 'edge') return refused('account/at-gateway', site.id)
  const account = accountAt(site.roster, person)
  if (account === null) return refused('account/unknown', person)
  if (!sitesEntitled(site.roster, person).has(site.id)) return refused('account/denied', `${person} has no post here or below`)
  const before = Math.max(account.credentialVersion, verifierOf(site.store, person)?.version ?? 0)
  return enter(site, { person, ...credentials, version: afterReset(before), ...setNow(site, by) })
}

function setNow(site: Site, setBy: PersonId) {
  return { setBy, setAt: site.id, setAtMs: site.clock.now().estimateMs }
}

function enter(site: Site, verifier: Verifier): Verifier {
  adopt(site, verifier, null)
  settlePending(site)
  return verifier
}
