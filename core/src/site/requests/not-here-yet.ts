import { parseNumber } from '../../domain/case/number.js'
import type { FaultCode } from '../../domain/fault.js'
import { newest } from '../../domain/roster-view.js'
import { nextHop } from '../../domain/tree.js'
import type { Site } from '../site.js'

/**
 * The one answer that reads a number's parts: a well-formed number of a place whose link has not been drained since its
 * date may still be on its way, so it is "not here yet" rather than "unknown".
 */
export function codeOfAbsentCase(site: Site, number: string): FaultCode {
  const parsed = parseNumber(number)
  if (parsed === null) return 'case/unknown'
  const places = newest(site.roster.places).filter(({ codes }) =>
    codes.some(({ code }) => code.padEnd(12, '0') === parsed.placeCode),
  )
  if (places.length === 0) return 'case/unknown'
  const drained = places.every((place) => {
    if (place.site === site.id) return true
    const hop = nextHop(site.roster, site.id, place.site)
    const drainedMs = hop === null ? null : (site.store.links.get(hop)?.drainedMs ?? null)
    return drainedMs !== null && drainedMs > endOfDayMs(parsed.date)
  })
  return drained ? 'case/unknown' : 'case/not-here-yet'
}

const DAY_MS = 86_400_000
const CHINA_OFFSET_MS = 8 * 3_600_000

function endOfDayMs(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - CHINA_OFFSET_MS + DAY_MS
}
