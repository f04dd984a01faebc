import { renewalDueMs, type KnownMachine } from '../../domain/doors/trust.js'
import { currentPlace, newest, placesUnder, siteOfPlace } from '../../domain/roster-view.js'
import type { PlaceId, SiteId } from '../../domain/values.js'
import type { EnrolmentCode } from '../../store/doors/enrolments.js'
import { knownMachine, trustTimeMs } from './known-machine.js'
import type { Site } from '../site.js'

/** How a machine stands: `renewal-due` renews itself as soon as it is connected. */
export type MachineState = 'trusted' | 'renewal-due' | 'overdue' | 'revoked'

/** The machines below this gateway, by site. */
export function machinesBelow(site: Site): readonly (KnownMachine & { readonly site: SiteId; readonly state: MachineState })[] {
  const nowMs = trustTimeMs(site)
  return newest(site.roster.sites)
    .filter(({ parent }) => parent === site.id)
    .flatMap(({ id }) => {
      const machine = knownMachine(site, id)
      return machine === null ? [] : [{ ...machine, site: id, state: stateOf(machine, nowMs) }]
    })
}

function stateOf({ trust }: KnownMachine, nowMs: number): MachineState {
  if (trust.revokedMs !== null) return 'revoked'
  if (nowMs > trust.renewByMs) return 'overdue'
  return nowMs >= renewalDueMs(trust) ? 'renewal-due' : 'trusted'
}

/** Where a code stands. */
export type CodeState = 'open' | 'expired' | 'waiting' | 'admitted'

/** Where a code stands: said by a machine that waits for approval, used up, too old, or still good. */
export function codeState(site: Site, { admittedMs, fingerprint, expiresMs }: EnrolmentCode): CodeState {
  if (admittedMs !== null) return 'admitted'
  if (site.clock.now().estimateMs > expiresMs) return 'expired'
  return fingerprint === null ? 'open' : 'waiting'
}

/** Sites of places below a township, itself included, planned ones too, that dial this gateway and have no machine yet; null for no township. */
export function sitesToEnrol(site: Site, township: PlaceId): readonly SiteId[] | null {
  if (currentPlace(site.roster, township) === null) return null
  const places = new Set(placesUnder(site.roster, township))
  const hosts = new Set([...places].map((place) => siteOfPlace(site.roster, place)))
  return newest(site.roster.sites)
    .filter(({ id, parent, life, plannedFor }) => {
      const isTheirs = hosts.has(id) || (plannedFor !== undefined && places.has(plannedFor))
      return isTheirs && parent === site.id && life !== 'retired' && knownMachine(site, id) === null
    })
    .map(({ id }) => id)
}

/** A site that waits for a machine, and the place it is for. */
export interface PlannedSite {
  readonly site: SiteId
  readonly place: PlaceId | null
  /** revoked: it had one, which was cut off. */
  readonly state: 'planned' | 'revoked'
}

/** Sites that dial this gateway and have no machine that is trusted. */
export function plannedSites(site: Site): readonly PlannedSite[] {
  const hosted = new Map(newest(site.roster.places).map((place) => [place.site, place.id]))
  return newest(site.roster.sites)
    .filter(({ parent, life }) => parent === site.id && life !== 'retired')
    .flatMap(({ id, plannedFor }) => {
      const machine = knownMachine(site, id)
      if (machine !== null && machine.trust.revokedMs === null) return []
      return [
        {
          site: id,
          place: plannedFor ?? hosted.get(id) ?? null,
          state: machine === null ? ('planned' as const) : ('revoked' as const),
        },
      ]
    })
}
