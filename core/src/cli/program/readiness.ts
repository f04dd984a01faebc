import type { FaultCode } from '../../domain/fault.js'
import { currentSite, newest, siteOfPlace } from '../../domain/roster-view.js'
import { maintenanceOf } from '../../site/maintenance.js'
import type { Site } from '../../site/site.js'

/** One reason why a program is not ready, as `/readyz` says it. */
export interface NotReady {
  readonly code: FaultCode
  readonly detail: string
}

/**
 * Why a site cannot serve its counters now; empty when it can. Being alone is no reason, nor is a roster that is older than
 * its parent's: going on without the line is what a site is for. That the store is open, whole and migrated need not be
 * asked: HTTP listens only after it is.
 */
export function reasonsNotReady(site: Site): readonly NotReady[] {
  const maintenance = maintenanceOf(site)
  const paused = maintenance === null ? [] : [{ code: 'site/maintenance' as const, detail: maintenance.reason }]
  return [...storeReasons(site), ...rosterReasons(site), ...paused]
}

function storeReasons({ store: { health } }: Site): readonly NotReady[] {
  if (health === 'ok') return []
  return [{ code: health === 'full' ? 'store/full' : 'store/failed', detail: '' }]
}

/** A roster is usable when somebody can act here by it. It comes in several versions, the first of which may name no one yet. */
function rosterReasons({ roster, id }: Site): readonly NotReady[] {
  if (roster.version === 0) return [{ code: 'roster/behind', detail: 'no roster has come from the parent yet' }]
  const life = currentSite(roster, id)?.life ?? 'not named'
  if (life !== 'enrolled') return [{ code: 'site/unknown', detail: `${id} is ${life} in roster version ${roster.version}` }]
  const isPosted = newest(roster.persons).some(
    ({ active, posts }) => active && posts.some(({ place }) => siteOfPlace(roster, place) === id),
  )
  return isPosted ? [] : [{ code: 'person/not-posted', detail: `nobody at a place of ${id} in roster version ${roster.version}` }]
}
