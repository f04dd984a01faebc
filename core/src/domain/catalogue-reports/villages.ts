import { mayRegister } from '../acts/authority.js'
import type { Place, Roster } from '../roster.js'
import { currentOrgan, newest, placesUnder } from '../roster-view.js'
import type { PlaceId } from '../values.js'
import { type InForce, type ItemNamed, itemNamed } from './in-force.js'

/** Why no village of its area can offer an item. */
export type ItemGapReason = 'suspended' | 'cancelled' | 'no-grant' | 'consult-only'

/** Why a village can offer nothing at all: its life in the roster, or nobody is posted there. */
export type PlaceGapReason = Exclude<Place['life'], 'open'> | 'unstaffed'

/** An item that no village of its area can offer. */
export interface ItemGap extends ItemNamed {
  readonly reason: ItemGapReason
  /** Villages of its area. */
  readonly villages: number
}

/** A village that can offer nothing. */
export interface PlaceGap {
  readonly place: PlaceId
  readonly name: string
  readonly reason: PlaceGapReason
  /** Items that could be offered there. */
  readonly items: number
}

/** Which villages cannot offer which item: an item's gap holds for every village of its area, a village's for every item. */
export interface VillageReport {
  readonly villages: number
  readonly items: number
  readonly itemGaps: readonly ItemGap[]
  readonly placeGaps: readonly PlaceGap[]
}

/** The report for the villages under a place; under all of them when it is null. */
export function villageReport(inForce: readonly InForce[], roster: Roster, under: PlaceId | null): VillageReport {
  const world = villagesOf(roster, under)
  const reach = inForce
    .map((one) => ({ one, reason: itemGap(one), villages: world.reachedBy(one) }))
    .filter(({ villages }) => villages.length > 0)
  const itemGaps = reach.flatMap(({ one, reason, villages }) =>
    reason === null ? [] : [{ ...itemNamed(one), reason, villages: villages.length }],
  )
  const offered = new Map<PlaceId, number>()
  for (const { reason, villages } of reach)
    if (reason === null) for (const { id } of villages) offered.set(id, (offered.get(id) ?? 0) + 1)
  const placeGaps = world.all.flatMap((place) => {
    const reason = world.gapOf(place)
    return reason === null ? [] : [{ place: place.id, name: place.name, reason, items: offered.get(place.id) ?? 0 }]
  })
  return { villages: world.all.length, items: reach.length, itemGaps, placeGaps }
}

/** What one village cannot offer, of what concerns it, each with its reason. */
export interface VillageGaps {
  readonly offered: number
  readonly gaps: readonly (ItemNamed & { readonly reason: ItemGapReason | PlaceGapReason })[]
}

/** The gaps of one village. */
export function gapsOfVillage(inForce: readonly InForce[], roster: Roster, place: Place): VillageGaps {
  const world = villagesOf(roster, place.id)
  const placeReason = world.gapOf(place)
  const concerned = inForce.filter((one) => world.reachedBy(one).length > 0)
  const gaps = concerned.flatMap((one) => {
    const reason = itemGap(one) ?? placeReason
    return reason === null ? [] : [{ ...itemNamed(one), reason }]
  })
  return { offered: concerned.length - gaps.length, gaps }
}

function itemGap({ item, state }: InForce): ItemGapReason | null {
  if (state !== 'published') return state
  if (mayRegister(item, { level: 'village', organ: null }) === null) return null
  return item.grants.some(({ level, power }) => level === 'village' && power === 'consult') ? 'consult-only' : 'no-grant'
}

interface Villages {
  readonly all: readonly Place[]
  /** Those of the item's area: under its organ's place; all for one of no organ, or offered in the city or wider (通办范围). */
  readonly reachedBy: (one: InForce) => readonly Place[]
  readonly gapOf: (place: Place) => PlaceGapReason | null
}

function villagesOf(roster: Roster, under: PlaceId | null): Villages {
  const within = under === null ? null : new Set(placesUnder(roster, under))
  const all = newest(roster.places).filter(({ id, level }) => level === 'village' && (within === null || within.has(id)))
  const posted = new Set(newest(roster.persons).flatMap(({ active, posts }) => (active ? posts.map(({ place }) => place) : [])))
  const byPlace = new Map<PlaceId, readonly Place[]>()
  const below = (place: PlaceId): readonly Place[] => {
    const known = byPlace.get(place)
    if (known !== undefined) return known
    const ids = new Set(placesUnder(roster, place))
    const found = all.filter(({ id }) => ids.has(id))
    byPlace.set(place, found)
    return found
  }
  return {
    all,
    reachedBy: ({ item }) => {
      const { area } = item.guide
      if (item.organ === null || area === '1' || area === '2' || area === '3') return all
      const organ = currentOrgan(roster, item.organ)
      return organ === null ? [] : below(organ.place)
    },
    gapOf: ({ id, life }) => (life !== 'open' ? life : posted.has(id) ? null : 'unstaffed'),
  }
}
