import { machineOf } from '../../domain/doors/trust.js'
import type { Site as SiteFact } from '../../domain/roster.js'
import { currentSite } from '../../domain/roster-view.js'
import type { SiteId } from '../../domain/values.js'
import { decodeSiteEnrolled, decodeSiteRevoked, type SiteEnrolled } from '../../wire/doors/enrolment.js'
import { enterMachine } from '../enrolment/admit.js'
import type { Site } from '../site.js'
import { applied, parked, type Applied } from './applied.js'

/** A county's clock may be off; far beyond any policy it is a mistake. */
const LONGEST_GOOD_MS = 10 * 366 * 24 * 3_600_000

/** Machines a county may have put in a site's place while the city could not be reached. */
const MOST_MACHINES = 100

/** A county says whom it enrolled or gave a new key: the city makes the roster version. Inside a transaction. */
export function applySiteEnrolled(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const told = decodeSiteEnrolled(payload)
  const fact = ownChild(site, from, told.site)
  if (fact === null) return parked('enrolment/refused', `${told.site} is not of ${from}`)
  const known = machineOf(fact)
  if (known?.generation === told.generation && known.trust.fingerprint === told.fingerprint) return applied
  const problem = problemOf(site, fact, told)
  if (problem !== null) return parked('enrolment/refused', `${told.site}: ${problem}`)
  const { generation, fingerprint, issuedMs, renewByMs, bodyTypes, by } = told
  const trust = { fingerprint, busUser: null, issuedMs, renewByMs, revokedMs: null }
  const refusal = enterMachine(site, fact, { generation, trust, bodyTypes }, by)
  return refusal === null ? applied : parked(refusal.code, refusal.detail)
}

/** A county says whom it cut off. It has seized what that site held; the city only tells everybody. Inside a transaction. */
export function applySiteRevoked(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { site: id, generation, atMs, by } = decodeSiteRevoked(payload)
  const fact = ownChild(site, from, id)
  const known = machineOf(fact)
  if (fact === null || known === null) return parked('enrolment/refused', `${id} is not of ${from}`)
  // Another machine has its place by now.
  if (generation < known.generation || known.trust.revokedMs !== null) return applied
  const trust = { ...known.trust, revokedMs: atMs }
  const refusal = enterMachine(site, fact, { generation, trust, bodyTypes: fact.bodyTypes }, by)
  return refusal === null ? applied : parked(refusal.code, refusal.detail)
}

/** Only a site's own county speaks for it, and only to the city. */
function ownChild(site: Site, from: SiteId, id: SiteId): SiteFact | null {
  const fact = currentSite(site.roster, id)
  const isCity = site.options.tier === 'city' && currentSite(site.roster, from)?.tier === 'county'
  return isCity && fact !== null && fact.parent === from && fact.life !== 'retired' ? fact : null
}

function problemOf(site: Site, fact: SiteFact, { generation, issuedMs, renewByMs }: SiteEnrolled): string | null {
  const known = machineOf(fact)
  const first = Math.max(fact.generation, 1)
  if (generation < first || generation > first + MOST_MACHINES) return `generation ${generation} after ${fact.generation}`
  const isSameMachine = known !== null && generation === known.generation
  if (isSameMachine && known.trust.revokedMs !== null) return 'it is cut off'
  if (isSameMachine && issuedMs <= known.trust.issuedMs) return 'an older key'
  if (renewByMs <= issuedMs || renewByMs > site.clock.now().estimateMs + LONGEST_GOOD_MS) return 'its key is good too long'
  return null
}
