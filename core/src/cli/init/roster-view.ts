import type { Organ, Place, Roster, RosterFact } from '../../domain/roster.js'
import { newest } from '../../domain/roster-view.js'
import type { Level, PlaceId } from '../../domain/values.js'

/** The places and organs of a roster as they are now. */
export interface RosterView {
  readonly places: readonly Place[]
  readonly organs: readonly Organ[]
}

/** Of facts not yet in a store; a later fact of an id replaces the earlier one. */
export function viewOfFacts(facts: readonly RosterFact[]): RosterView {
  const places = new Map<string, Place>()
  const organs = new Map<string, Organ>()
  for (const fact of facts) {
    if (fact.kind === 'place') places.set(fact.place.id, fact.place)
    if (fact.kind === 'organ') organs.set(fact.organ.id, fact.organ)
  }
  return { places: [...places.values()], organs: [...organs.values()] }
}

/** Of the roster a site holds. */
export function viewOfRoster(roster: Roster): RosterView {
  return { places: newest(roster.places), organs: newest(roster.organs) }
}

/** The place and all above it, by level. */
export function chainOf(view: RosterView, id: PlaceId): ReadonlyMap<Level, Place> {
  const byId = new Map(view.places.map((place) => [place.id, place]))
  const chain = new Map<Level, Place>()
  let place = byId.get(id)
  while (place !== undefined && !chain.has(place.level)) {
    chain.set(place.level, place)
    place = place.parent === null ? undefined : byId.get(place.parent)
  }
  return chain
}

/** The place that has a division code on that day. */
export function placeWithCode(view: RosterView, code: string, day: string): Place | null {
  const holds = (place: Place) =>
    place.codes.some((dated) => dated.code === code && dated.from <= day && (dated.to === null || day < dated.to))
  return view.places.find(holds) ?? null
}
