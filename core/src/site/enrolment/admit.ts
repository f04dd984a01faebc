import { refused, type Refusal } from '../../domain/decider.js'
import { machineOf } from '../../domain/doors/trust.js'
import type { PublishingKey, Site as SiteFact, SiteTrust } from '../../domain/roster.js'
import { currentSite } from '../../domain/roster-view.js'
import type { PersonId, SiteId } from '../../domain/values.js'
import type { Admitted } from '../../store/doors/enrolments.js'
import { encodeSiteEnrolled } from '../../wire/doors/enrolment.js'
import { auditNow } from '../audit/audit.js'
import { writeLetter } from '../log/forward.js'
import { makeRosterVersion } from '../roster-change.js'
import { seizeAllOf } from '../seize.js'
import type { Site } from '../site.js'

/** What the machine's program can read, and what it signs its publications with. */
export interface Reads {
  readonly bodyTypes: readonly string[]
  readonly publishingKey?: PublishingKey | null
}

/** A new machine takes the site's place: what the old one held is seized in the same act, and the next link is a new one. Inside a transaction. */
export function admitMachine(site: Site, admitted: Admitted, reads: Reads): Refusal | null {
  const before = site.store.enrolments.admitted(admitted.site) ?? machineOf(currentSite(site.roster, admitted.site))
  site.store.enrolments.admit(admitted)
  if (before !== null && before.generation < admitted.generation) {
    seizeAllOf(site, { from: admitted.site, reason: 'replaced', approvers: [], person: admitted.by })
    forgetLink(site, admitted.site)
  }
  site.markTrustChanged()
  const isRenewal = before?.generation === admitted.generation
  auditNow(site, {
    kind: isRenewal ? 'key' : 'enrolment',
    person: admitted.by === '' ? null : admitted.by,
    place: null,
    subject: admitted.site,
    outcome: isRenewal ? 'renewed' : 'admitted',
    reason: `generation ${admitted.generation}, key ${admitted.trust.fingerprint}`,
  })
  return tellOfMachine(site, admitted, reads)
}

function forgetLink(site: Site, peer: SiteId): void {
  site.store.lanes.drop(peer)
  site.store.links.drop(peer)
  site.store.neighbours.drop(peer)
}

/** The city enters it in the roster; a county tells the city. */
function tellOfMachine(site: Site, admitted: Admitted, { bodyTypes, publishingKey = null }: Reads): Refusal | null {
  const { generation, trust, by } = admitted
  const fact = currentSite(site.roster, admitted.site)
  if (fact === null) return refused('site/unknown', admitted.site)
  if (site.options.tier === 'city') {
    // The earlier keys stay: what they signed is still held.
    const publishingKeys = publishingKey === null ? fact.publishingKeys : [...fact.publishingKeys, publishingKey]
    return enterMachine(site, fact, { generation, trust, bodyTypes, publishingKeys }, by)
  }
  const { fingerprint, issuedMs, renewByMs } = trust
  const told = { site: fact.id, generation, fingerprint, issuedMs, renewByMs, bodyTypes: [...bodyTypes], by }
  if (site.parent !== null && site.store.lanes.exists(site.parent))
    writeLetter(site, site.parent, 'case', 'site-enrolled', fact.id, encodeSiteEnrolled(told))
  return null
}

/** What the roster is to say of a site's machine. */
interface MachineFacts {
  readonly generation: number
  readonly trust: SiteTrust
  readonly bodyTypes: readonly string[]
  readonly publishingKeys?: readonly PublishingKey[]
}

/** Makes the roster version; at the city alone. Inside a transaction. */
export function enterMachine(site: Site, fact: SiteFact, machine: MachineFacts, by: PersonId): Refusal | null {
  const outcome = makeRosterVersion(site, [{ kind: 'site', site: { ...fact, ...machine, life: 'enrolled' } }], by)
  return outcome.kind === 'refused' ? outcome : null
}

/** A county says again what the city's roster does not tell yet: a restored city, or a line that was new, may have missed it. */
export function tellAgain(site: Site): void {
  const behind = site.store.enrolments.allAdmitted().filter((admitted) => {
    const known = machineOf(currentSite(site.roster, admitted.site))
    return known === null || known.generation < admitted.generation || known.trust.issuedMs < admitted.trust.issuedMs
  })
  if (behind.length === 0 || site.options.tier === 'city') return
  site.transact(() => {
    for (const admitted of behind)
      tellOfMachine(site, admitted, { bodyTypes: currentSite(site.roster, admitted.site)?.bodyTypes ?? [] })
  })
}
