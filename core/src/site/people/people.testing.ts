import { hash } from '@node-rs/argon2'
import type { Account, RoleGrant } from '../../domain/people/account.js'
import type { Verifier } from '../../domain/people/verifier.js'
import type { RosterFact } from '../../domain/roster.js'
import { putVerifier, verifierOf } from '../../store/people/verifiers.js'
import { encodeRosterChange } from '../../wire/roster.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { takeRosterChange } from '../inbound/roster.js'
import type { Site } from '../site.js'

/** Long and mixed enough for a real one. */
export const PASSWORD = 'Ri4-zhao-Gang'

/** Real hashes with parameters that cost no time; how many there are of each tells how often a password was hashed. */
const cheap = { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 } as const

/** Enters facts as the next version of the roster, at this site alone. */
export function enterFacts(site: Site, ...facts: readonly RosterFact[]): void {
  const version = site.roster.version + 1
  const change = { version, atMs: site.nowRawMs(), by: 'city-clerk', facts }
  const { bytes, hash: digest } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
  site.transact(() => takeRosterChange(site, change, bytes, digest))
}

export function accountFact(person: string, roles: readonly RoleGrant[], changes: Partial<Account> = {}): RosterFact {
  return { kind: 'account', account: { person, login: person, roles, state: 'active', credentialVersion: 1, ...changes } }
}

/** An account under the person's id, and what proves the person: `PASSWORD` unless another is named. */
export async function giveAccount(site: Site, person: string, roles: readonly RoleGrant[] = [], password = PASSWORD) {
  enterFacts(site, accountFact(person, roles))
  await givePassword(site, person, password)
}

export async function givePassword(site: Site, person: string, password: string, changes: Partial<Verifier> = {}): Promise<void> {
  const phc = await hash(password, cheap)
  site.transact(() =>
    putVerifier(site.store, {
      ...{ person, version: 1, phc, pinPhc: null, totp: null, mustChange: false },
      ...{ setAtMs: site.nowRawMs(), setBy: person, setAt: site.id },
      ...changes,
    }),
  )
}

export async function givePin(site: Site, person: string, pin: string): Promise<void> {
  const held = verifierOf(site.store, person)
  if (held === null) throw new Error(`nothing proves ${person}`)
  const pinPhc = await hash(pin, cheap)
  site.transact(() => putVerifier(site.store, { ...held, pinPhc }))
}
