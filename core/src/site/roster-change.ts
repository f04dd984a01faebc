import { refused, type Refusal } from '../domain/decider.js'
import type { Account } from '../domain/people/account.js'
import type { RosterFact } from '../domain/roster.js'
import { checkChange, idOfFact } from '../domain/roster-check.js'
import type { PersonId } from '../domain/values.js'
import { ZERO_HASH } from '../wire/hash.js'
import { encodeRosterChange } from '../wire/roster.js'
import { auditNow } from './audit/audit.js'
import { takeRosterChange } from './inbound/roster.js'
import type { Site } from './site.js'

export type RosterOutcome = { readonly kind: 'done'; readonly version: number } | Refusal

/** Makes the next roster version; only the city does. It travels on the case lane, ahead of what names it. */
export function changeRoster(site: Site, facts: readonly RosterFact[], by: PersonId): Promise<RosterOutcome> {
  return site.commit(() => makeRosterVersion(site, facts, by))
}

/** The same inside a transaction, for what must happen in one act with it. */
export function makeRosterVersion(site: Site, facts: readonly RosterFact[], by: PersonId): RosterOutcome {
  if (site.options.tier !== 'city') return refused('roster/not-city', site.id)
  const version = site.roster.version + 1
  const change = { version, atMs: site.clock.now().estimateMs, by, facts }
  const problems = checkChange(site.roster, change)
  if (problems.length > 0)
    return refused('roster/broken', problems.map(({ kind, id, problem }) => `${kind} ${id}: ${problem}`).join('; '))
  const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
  takeRosterChange(site, change, bytes, hash)
  auditFacts(site, version, facts, by)
  return { kind: 'done', version }
}

/** Who may do what, and what a key is, are looked for by themselves. */
function auditFacts(site: Site, version: number, facts: readonly RosterFact[], by: PersonId): void {
  const entry = { person: by, place: null, outcome: 'done' }
  auditNow(site, {
    ...entry,
    kind: 'roster',
    subject: `roster ${version}`,
    reason: facts.map((fact) => `${fact.kind} ${idOfFact(fact)}`).join(', '),
  })
  for (const fact of facts) {
    if (fact.kind === 'account')
      auditNow(site, { ...entry, kind: 'account', subject: fact.account.person, reason: grantsOf(fact.account) })
  }
}

function grantsOf({ state, roles, credentialVersion }: Account): string {
  return [
    state,
    `credential ${credentialVersion}`,
    ...roles.map(({ role, place, organ }) => `${role} ${place} ${organ ?? '-'}`),
  ].join(', ')
}
