import { renewalDueMs } from '../../domain/doors/trust.js'
import { Fault } from '../../domain/fault.js'
import { currentSite } from '../../domain/roster-view.js'
import { presentedIn } from '../../wire/doors/presented.js'
import type { Site } from '../site.js'
import { enterMachine } from './admit.js'
import { signSite, type Issuer } from './issuer.js'
import { trustTimeMs } from './known-machine.js'

/** A key the city made for itself, and its certificate. */
export interface OwnKey {
  readonly key: string
  readonly certificate: string
}

/** Whether the city's own key is to be changed: nobody stands above it who would say so. */
export function isOwnKeyDue(site: Site, certificate: string): boolean {
  const trust = currentSite(site.roster, site.id)?.trust
  const presented = presentedIn(certificate)
  return trust !== undefined && presented?.fingerprint === trust.fingerprint && trustTimeMs(site) >= renewalDueMs(trust)
}

/** Makes the city a new key under its own authority. */
export async function makeOwnKey(site: Site, issuer: Issuer): Promise<OwnKey> {
  const { makeKey, publicHalf } = await import('../../wire/doors/certificates.js')
  const key = await makeKey()
  const generation = currentSite(site.roster, site.id)?.generation ?? 1
  const issuedMs = Math.max(trustTimeMs(site), (currentSite(site.roster, site.id)?.trust?.issuedMs ?? 0) + 1)
  return { key, certificate: await signSite(issuer, { site: site.id, generation }, publicHalf(key), issuedMs) }
}

/**
 * Enters in the roster the key the city shows, where that is newer than what the roster says: after a renewal, and at the next start
 * should the program have ended in between.
 */
export async function enterOwnKey(site: Site, certificate: string, goodForMs: number): Promise<boolean> {
  const fact = currentSite(site.roster, site.id)
  const presented = presentedIn(certificate)
  if (fact?.trust === undefined || presented === null || presented.issuedMs <= fact.trust.issuedMs) return false
  const { fingerprint, issuedMs } = presented
  const trust = { ...fact.trust, fingerprint, issuedMs, renewByMs: issuedMs + goodForMs }
  const machine = { generation: fact.generation, bodyTypes: fact.bodyTypes, trust }
  const refusal = await site.commit(() => enterMachine(site, fact, machine, site.id))
  if (refusal !== null) throw new Fault(refusal.code, refusal.detail)
  return true
}
