import { refused, type Refusal } from '../decider.js'
import type { Site, SiteTrust } from '../roster.js'
import type { Hash, SiteId } from '../values.js'

/** What a certificate says whose chain to the network's authority has been checked. */
export interface Presented {
  readonly site: SiteId
  readonly generation: number
  /** SHA-256 of its public key. */
  readonly fingerprint: Hash
  /** When it was made, by its issuer's clock; later ones of a site have later times. */
  readonly issuedMs: number
  /** The county whose authority signed it; null for the network's own. */
  readonly issuer: SiteId | null
}

/** The machine a site is known to be. */
export interface KnownMachine {
  readonly generation: number
  readonly trust: SiteTrust
}

/** What the roster knows of a site's machine; null while none was enrolled. */
export function machineOf(site: Site | null): KnownMachine | null {
  return site?.trust === undefined ? null : { generation: site.generation, trust: site.trust }
}

/** Of two reports of one site's machine the newer; a revocation of either stands. */
export function newerMachine(a: KnownMachine | null, b: KnownMachine | null): KnownMachine | null {
  if (a === null || b === null) return a ?? b
  const newer = isNewer(b, a) ? b : a
  const revokedMs = [a, b].find(({ generation, trust }) => generation === newer.generation && trust.revokedMs !== null)?.trust
    .revokedMs
  return revokedMs === undefined ? newer : { ...newer, trust: { ...newer.trust, revokedMs } }
}

function isNewer(a: KnownMachine, b: KnownMachine): boolean {
  return a.generation === b.generation ? a.trust.issuedMs > b.trust.issuedMs : a.generation > b.generation
}

/** Whether a site that dials in is the machine known to be it; only the very key that was enrolled is. */
export function judgeChild(known: KnownMachine | null, presented: Presented, nowMs: number): Refusal | null {
  if (known === null) return refused('link/not-enrolled', presented.site)
  if (presented.generation < known.generation) return oldGeneration(known, presented)
  if (isRevoked(known, presented)) return refused('link/revoked', presented.site)
  if (presented.generation !== known.generation || presented.fingerprint !== known.trust.fingerprint)
    return refused('link/unknown-key', presented.site)
  return overdue(known, presented, nowMs)
}

/**
 * Whether the site dialled is the parent. A child that was away may know an older key, or an older machine, than the parent has
 * by now: what the network's authority itself signed since then is believed, and the roster that comes over the link says the rest.
 * A parent that could not renew its own key, its line upward being cut, is believed too: its children shall not lose it as well, and
 * a new machine that came meanwhile could not connect at all.
 */
export function judgeParent(known: KnownMachine | null, presented: Presented): Refusal | null {
  const isOfAuthority = presented.issuer === null
  if (known === null) return isOfAuthority ? null : refused('link/wrong-peer', `${presented.site} by ${presented.issuer}`)
  if (presented.generation < known.generation) return oldGeneration(known, presented)
  if (isRevoked(known, presented)) return refused('link/revoked', presented.site)
  const isLater = presented.generation > known.generation || presented.issuedMs > known.trust.issuedMs
  if (isLater) return isOfAuthority ? null : refused('link/wrong-peer', `${presented.site} by ${presented.issuer}`)
  return presented.fingerprint === known.trust.fingerprint ? null : refused('link/unknown-key', presented.site)
}

function oldGeneration({ generation }: KnownMachine, presented: Presented): Refusal {
  return refused('link/old-generation', `${presented.site}: ${presented.generation} < ${generation}`)
}

function isRevoked({ generation, trust }: KnownMachine, presented: Presented): boolean {
  return trust.revokedMs !== null && presented.generation === generation
}

function overdue({ trust }: KnownMachine, { site }: Presented, nowMs: number): Refusal | null {
  return nowMs <= trust.renewByMs ? null : refused('link/renewal-overdue', site)
}

/** When a key is to be changed: early enough that a third of its time is left for the longest outage. */
export function renewalDueMs({ issuedMs, renewByMs }: SiteTrust): number {
  return issuedMs + ((renewByMs - issuedMs) * 2) / 3
}
