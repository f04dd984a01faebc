import { machineOf } from '../../domain/doors/trust.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { Fault } from '../../domain/fault.js'
import type { Site as SiteFact } from '../../domain/roster.js'
import { currentSite, parentSite, placesHostedBy } from '../../domain/roster-view.js'
import type { CaseId, PersonId, PlaceId, SiteId } from '../../domain/values.js'
import { encodeSiteRevoked } from '../../wire/doors/enrolment.js'
import { auditNow } from '../audit/audit.js'
import { writeLetter } from '../log/forward.js'
import { settlePending } from '../pending.js'
import { seizeAllOf } from '../seize.js'
import type { Site } from '../site.js'
import { enterMachine } from './admit.js'
import { knownMachine, trustTimeMs } from './known-machine.js'

/** What became of cutting a site off. */
export type Revoked =
  | { readonly kind: 'revoked'; readonly seized: readonly CaseId[]; readonly refused: readonly Refusal[] }
  | Refusal

/** 吊销: one act. The site's link ends with the commit, all it held is seized, the roster tells everybody. Answers after the commit. */
export function revokeSite(site: Site, id: SiteId, by: PersonId, reason: string | null = null): Promise<Revoked> {
  return site.commit(() => {
    const outcome = revoke(site, id, by, reason)
    settlePending(site)
    return outcome
  })
}

function revoke(site: Site, id: SiteId, by: PersonId, reason: string | null): Revoked {
  const fact = currentSite(site.roster, id)
  if (fact === null) return refused('site/unknown', id)
  if (!isBelow(site, fact)) return refused('authority/not-parent', id)
  const machine = knownMachine(site, id)
  if (machine === null) return refused('link/not-enrolled', id)
  if (machine.trust.revokedMs !== null) return { kind: 'revoked', seized: [], refused: [] }
  const atMs = trustTimeMs(site)
  const trust = { ...machine.trust, revokedMs: atMs }
  remember(site, id, by, { generation: machine.generation, trust })
  site.store.enrolments.voidCodes(id, atMs)
  site.markTrustChanged()
  const refusal = tell(site, fact, { generation: machine.generation, trust }, by, atMs)
  if (refusal !== null) throw new Fault(refusal.code, refusal.detail)
  const { seized, refused: notSeized } = seizeAllOf(site, { from: id, reason: 'cut-off', approvers: [], person: by })
  const said = [`seized ${seized.length}`, ...(reason === null ? [] : [reason])].join('; ')
  auditNow(site, { kind: 'revocation', person: by, place: null, subject: id, outcome: 'done', reason: said })
  return { kind: 'revoked', seized, refused: notSeized }
}

/** What cutting a site off would do, counted beforehand. */
export interface RevocationAhead {
  readonly cases: number
  readonly places: readonly PlaceId[]
  /** Messages for it that it will not get any more. */
  readonly waiting: number
}

/** Whether the site may be cut off here, and what that does; changes nothing. */
export function revocationAhead(site: Site, id: SiteId): RevocationAhead | Refusal {
  const fact = currentSite(site.roster, id)
  if (fact === null) return refused('site/unknown', id)
  if (!isBelow(site, fact)) return refused('authority/not-parent', id)
  const machine = knownMachine(site, id)
  if (machine === null) return refused('link/not-enrolled', id)
  const marks = site.store.lanes.exists(id) ? site.store.lanes.marks(id) : []
  return {
    cases: site.store.cases.withCustodian(id).length,
    places: placesHostedBy(site.roster, id).map((place) => place.id),
    waiting: marks.reduce((sum, { written, acknowledged }) => sum + written - acknowledged, 0),
  }
}

/** The city reaches every site, a county its own. */
function isBelow(site: Site, { id, parent }: SiteFact): boolean {
  return parent !== null && id !== site.id && (parent === site.id || parentSite(site.roster, parent) === site.id)
}

/** Here it holds from this commit on, whatever the roster says so far; and who cut it off seizes what still comes of it. */
function remember(site: Site, id: SiteId, by: PersonId, machine: NonNullable<ReturnType<typeof machineOf>>): void {
  const rest = { previousFingerprint: null, certificate: '', authorityCertificate: null }
  const before = site.store.enrolments.admitted(id)
  site.store.enrolments.admit({ ...rest, ...before, site: id, by, ...machine })
}

function tell(
  site: Site,
  fact: SiteFact,
  machine: NonNullable<ReturnType<typeof machineOf>>,
  by: PersonId,
  atMs: number,
): Refusal | null {
  if (site.options.tier === 'city') return enterMachine(site, fact, { ...machine, bodyTypes: fact.bodyTypes }, by)
  if (site.parent !== null && site.store.lanes.exists(site.parent)) {
    const told = { site: fact.id, generation: machine.generation, atMs, by }
    writeLetter(site, site.parent, 'case', 'site-revoked', fact.id, encodeSiteRevoked(told))
  }
  return null
}
