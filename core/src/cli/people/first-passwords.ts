import { Fault } from '../../domain/fault.js'
import { accountByLogin } from '../../domain/people/accounts.js'
import { passwordProblems } from '../../domain/people/password-rules.js'
import { afterReset } from '../../domain/people/verifier.js'
import type { Roster } from '../../domain/roster.js'
import { applyChange, currentPerson, emptyRoster, siteOfPlace } from '../../domain/roster-view.js'
import { audit } from '../../site/audit/audit.js'
import { hashSecret } from '../../site/people/hashing.js'
import { putVerifier, verifierOf } from '../../store/people/verifiers.js'
import type { Store } from '../../store/store.js'
import { readInitFolder } from '../init/init-folder.js'

/** A password for an account, given at the machine of a site that does not run. */
export interface FirstPassword {
  readonly login: string
  readonly password: string
  /** Whether the person has to choose another at the first sign-in. */
  readonly mustChange: boolean
}

/** The roster of the store, or the one it will begin with. */
export function rosterOf(store: Store, cityFolder: string | undefined): Roster {
  const roster = store.roster.load()
  if (roster.version > 0 || cityFolder === undefined) return roster
  return readInitFolder(cityFolder).changes.reduce(applyChange, emptyRoster())
}

/** Sets them all or none; what was set before ends, its sessions too. */
export async function setFirstPasswords(
  store: Store,
  roster: Roster,
  wanted: readonly FirstPassword[],
  atMs: number,
): Promise<void> {
  const made = await Promise.all(
    wanted.map(async ({ login, password, mustChange }) => {
      const account = accountByLogin(roster, login)
      if (account === null) throw new Fault('account/unknown', login)
      const rules = passwordProblems(password, login, null)
      if (rules.length > 0) throw new Fault('password/unfit', `${login}: ${rules.join(' ')}`)
      return { account, phc: await hashSecret(password), mustChange }
    }),
  )
  store.transact(() => {
    for (const { account, phc, mustChange } of made) {
      const { person } = account
      const version = afterReset(Math.max(account.credentialVersion, verifierOf(store, person)?.version ?? 0))
      const setAt = siteOfPlace(roster, currentPerson(roster, person)?.posts[0]?.place ?? '') ?? ''
      const set = { setAtMs: atMs, setBy: person, setAt }
      putVerifier(store, { person, version, phc, pinPhc: null, totp: null, mustChange, ...set })
      audit(store, {
        kind: 'account',
        person: null,
        place: null,
        subject: person,
        outcome: 'done',
        reason: 'first password',
        atMs,
      })
    }
  })
}
