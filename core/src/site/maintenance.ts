import { refused, type Refusal } from '../domain/decider.js'
import type { PersonId } from '../domain/values.js'
import { auditNow } from './audit/audit.js'
import type { Site } from './site.js'

/** 维护: since when, by whom and why a site takes no new work. */
export interface Maintenance {
  readonly sinceMs: number
  readonly by: PersonId
  readonly reason: string
}

const KEY = 'maintenance'

/** null while the site works as usual. Kept over restarts: the work before which it drains may need some. */
export function maintenanceOf(site: Site): Maintenance | null {
  const value = site.store.meta.get(KEY)
  return value === null || value === '' ? null : (JSON.parse(value) as Maintenance)
}

/** By whom, and why; without a reason it ends. */
export type MaintenanceWanted = Pick<Maintenance, 'by'> & { readonly reason: string | null }

/** Takes the site out of work, or back in. What it has goes on to where it belongs meanwhile. Answers after the commit. */
export function setMaintenance(site: Site, { by, reason }: MaintenanceWanted): Promise<Maintenance | null> {
  return site.commit(() => {
    const before = maintenanceOf(site)
    const next = reason === null ? null : { by, reason, sinceMs: before?.sinceMs ?? site.clock.now().estimateMs }
    site.store.meta.put(KEY, next === null ? '' : JSON.stringify(next))
    const outcome = next === null ? 'maintenance ended' : 'maintenance'
    auditNow(site, { kind: 'site', person: by, place: null, subject: site.id, outcome, reason })
    return next
  })
}

/** New work is refused in plain words; null while it is taken. */
export function refuseInMaintenance(site: Site): Refusal | null {
  const maintenance = maintenanceOf(site)
  return maintenance === null ? null : refused('site/maintenance', maintenance.reason)
}

/** Messages no neighbour has acknowledged: none, and the site may be switched off without anybody waiting. */
export function undrained(site: Site): number {
  return site.store.links
    .all()
    .flatMap(({ peer }) => (site.store.lanes.exists(peer) ? site.store.lanes.marks(peer) : []))
    .reduce((sum, { written, acknowledged }) => sum + written - acknowledged, 0)
}
