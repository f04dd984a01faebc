import { refused, type Refusal } from '../decider.js'
import type { Organ, Place, Roster } from '../roster.js'
import { organAt, personPosted, placeAt } from '../roster-view.js'
import type { Actor, Hash, Level, OrganId, PersonId, PlaceId, SiteId, StoreId } from '../values.js'

/** In what capacity someone acts, as the roster knows it. */
export interface Standing {
  /** The organ's level; the place's where the person acts for none. A village station never lends another level. */
  readonly level: Level
  readonly organ: Organ | null
  readonly place: Place
}

/** The actor of an act at a site of one's own; `level` is that of the place. */
export function actorAt(
  roster: Roster,
  self: { readonly site: SiteId; readonly store: StoreId },
  who: { readonly person: PersonId; readonly place: PlaceId; readonly organ: OrganId | null; readonly mandate?: Hash | null },
): Actor | Refusal {
  const place = placeAt(roster, who.place)
  if (place === null) return refused('place/unknown', who.place)
  const { person, organ, mandate = null } = who
  const { site, store } = self
  return { site, store, person, place: place.id, organ, level: place.level, mandate, rosterVersion: roster.version }
}

/**
 * The author of an event: the person who acts (or asked for the act), writing through the custodian's
 * store, under the roster the custodian decided by.
 */
export function authorOf(by: Actor, self: { readonly site: SiteId; readonly store: StoreId }, roster: Roster): Actor {
  return { ...by, ...self, rosterVersion: roster.version }
}

/** The standing of an actor at a roster version (the newest when none is named), or why there is none. */
export function standingOf(by: Actor, roster: Roster, version?: number): Standing | Refusal {
  const place = placeAt(roster, by.place, version)
  if (place === null) return refused('place/unknown', by.place)
  const organ = by.organ === null ? null : organAt(roster, by.organ, version)
  if (by.organ !== null && organ === null) return refused('authority/denied', by.organ)
  if (!personPosted(roster, by.person, by.place, by.organ, version))
    return refused('person/not-posted', `${by.person} ${by.place}`)
  if (by.level !== place.level) return refused('authority/denied', by.level)
  return { level: place.level === 'village' ? 'village' : (organ?.level ?? place.level), organ, place }
}

/** As `standingOf` at the roster version the actor names or, where the person has left since, at the last one before that knows the post. */
export function standingOnce(by: Actor, roster: Roster): Standing | Refusal {
  const now = standingOf(by, roster, by.rosterVersion)
  if (!('kind' in now)) return now
  const versions = (roster.persons.get(by.person) ?? [])
    .map(({ version }) => version)
    .filter((version) => version < by.rosterVersion)
  for (const version of versions.toReversed()) {
    const before = standingOf(by, roster, version)
    if (!('kind' in before)) return before
  }
  return now
}
