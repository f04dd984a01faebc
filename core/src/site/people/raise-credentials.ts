import { accountAt } from '../../domain/people/accounts.js'
import type { RosterFact } from '../../domain/roster.js'
import type { PersonId } from '../../domain/values.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { makeRosterVersion } from '../roster-change.js'
import type { Site } from '../site.js'

/** The city tells everybody whose credentials are newer: sessions under the earlier ones end. Before the transaction commits. */
export function raiseCredentials(site: Site, persons: ReadonlySet<PersonId>): void {
  const raised = new Map<PersonId, RosterFact[]>()
  for (const person of persons) {
    const account = accountAt(site.roster, person)
    const verifier = verifierOf(site.store, person)
    if (account === null || verifier === null || verifier.version <= account.credentialVersion) continue
    const fact = { kind: 'account' as const, account: { ...account, credentialVersion: verifier.version } }
    raised.set(verifier.setBy, [...(raised.get(verifier.setBy) ?? []), fact])
  }
  for (const [by, facts] of raised) {
    const outcome = makeRosterVersion(site, facts, by)
    if (outcome.kind === 'refused') site.options.notify.alarm(outcome.code, { reason: outcome.detail })
  }
}
