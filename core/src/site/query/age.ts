import { isOpenAt, openMinutesBetween } from '../../domain/open-hours.js'
import type { OpeningHours } from '../../domain/roster.js'
import { currentPlace, placesHostedBy } from '../../domain/roster-view.js'
import type { PlaceId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** How long something has waited here; a place that is closed is asleep, so its hours do not count. */
export interface Age {
  readonly sinceMs: number
  readonly openMinutes: number
}

/** Age in the open hours of a place served here; of the site's first place where the thing belongs to none. */
export function ageOf(site: Site, sinceMs: number, place: PlaceId | null = null): Age {
  const hours = hoursOf(site, place)
  const nowMs = site.nowRawMs()
  const openMinutes =
    hours === null ? Math.max(0, Math.floor((nowMs - sinceMs) / 60_000)) : openMinutesBetween(hours, sinceMs, nowMs)
  return { sinceMs, openMinutes }
}

/** Age in the open hours of a place, wherever it is served: a station below that sleeps has not been waiting. */
export function ageAtPlace(site: Site, sinceMs: number, place: PlaceId): Age {
  const hours = currentPlace(site.roster, place)?.hours
  return hours === undefined
    ? ageOf(site, sinceMs)
    : { sinceMs, openMinutes: openMinutesBetween(hours, sinceMs, site.nowRawMs()) }
}

/** Whether the place serves people right now, by the best estimate of the time. */
export function isOpenNow(site: Site, hours: OpeningHours): boolean {
  return isOpenAt(hours, site.clock.now().estimateMs)
}

function hoursOf(site: Site, place: PlaceId | null): OpeningHours | null {
  const own = place === null ? null : currentPlace(site.roster, place)
  if (own !== null && own.site === site.id) return own.hours
  return placesHostedBy(site.roster, site.id)[0]?.hours ?? null
}
