import { machineOf, newerMachine, type KnownMachine } from '../../domain/doors/trust.js'
import { judgeChild, judgeParent, type Presented } from '../../domain/doors/trust.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentSite } from '../../domain/roster-view.js'
import type { SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** The machine a site is known to be, by the roster and by this gateway's own table, which is ahead of it. */
export function knownMachine(site: Site, of: SiteId): KnownMachine | null {
  return newerMachine(machineOf(currentSite(site.roster, of)), site.store.enrolments.admitted(of))
}

/** What trust is judged at: a clock that stands before the newest roster is wrong. */
export function trustTimeMs(site: Site): number {
  return Math.max(site.clock.now().estimateMs, site.roster.atMs)
}

/** Whether the machine that dials in may: it is the one known to be a site below this. */
export function judgeDialIn(site: Site, presented: Presented): Refusal | null {
  // A gateway that is new, or whose store is, hears who lies below it within seconds of its own first connection.
  if (site.roster.version === 0) return refused('roster/behind', presented.site)
  const fact = currentSite(site.roster, presented.site)
  if (fact?.parent !== site.id || fact.life === 'retired') return refused('link/not-enrolled', presented.site)
  return judgeChild(knownMachine(site, presented.site), presented, trustTimeMs(site))
}

/** Whether the machine that answered is the parent. */
export function judgeDialled(site: Site, presented: Presented): Refusal | null {
  return judgeParent(machineOf(currentSite(site.roster, presented.site)), presented)
}

/** Whether a site below this one may be connected at all, where its connection shows no certificate: over the bus. */
export function isTrusted(site: Site, child: SiteId): boolean {
  const fact = currentSite(site.roster, child)
  const known = knownMachine(site, child)
  return fact?.parent === site.id && fact.life !== 'retired' && known !== null && known.trust.revokedMs === null
}
