import {
  casesOfItems,
  decidedOutsideHall,
  type ItemCases,
  type OutsideHall,
  type TooManySteps,
  tooManySteps,
} from '../../domain/catalogue-reports/items.js'
import { gapsOfVillage, type VillageGaps, type VillageReport, villageReport } from '../../domain/catalogue-reports/villages.js'
import { dayNumber, isLocalDate, startOfDayMs } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentPlace } from '../../domain/roster-view.js'
import type { LocalDate, OrganId, PlaceId } from '../../domain/values.js'
import { type Named, organNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { itemsInForce } from './in-force.js'

/** Which villages under a place cannot offer which item, and why. */
export function reportVillages(site: Site, under: PlaceId | null): VillageReport | Refusal {
  if (under !== null && currentPlace(site.roster, under) === null) return refused('place/unknown', under)
  return villageReport(itemsInForce(site), site.roster, under)
}

/** What one village cannot offer, and why. */
export function reportVillage(site: Site, id: PlaceId): VillageGaps | Refusal {
  const place = currentPlace(site.roster, id)
  if (place === null || place.level !== 'village') return refused('place/unknown', id)
  return gapsOfVillage(itemsInForce(site), site.roster, place)
}

/** An item decided outside the hall, with its organ's name. */
export type OutsideHallLine = Omit<OutsideHall, 'organ'> & { readonly organ: Named | null }

/** Items decided outside the hall. */
export function reportOutsideHall(site: Site): OutsideHallLine[] {
  const named = (organ: OrganId | null) => organNamed(site, organ)
  return decidedOutsideHall(itemsInForce(site)).map((line) => ({ ...line, organ: named(line.organ) }))
}

/** Items with more internal steps than the aim. */
export function reportSteps(site: Site): TooManySteps[] {
  return tooManySteps(itemsInForce(site))
}

/** How often each item was asked for from one day to another, both counted; of the cases on this site's path. */
export function reportCases(site: Site, from: LocalDate, to: LocalDate): readonly ItemCases[] | Refusal {
  const wrong = [from, to].find((date) => !isLocalDate(date))
  if (wrong !== undefined || to < from) return refused('input/invalid', wrong ?? `${from} … ${to}`)
  const counts = site.store.caseList.countByItem(startOfDayMs(dayNumber(from)), startOfDayMs(dayNumber(to) + 1))
  return casesOfItems(itemsInForce(site), counts)
}
