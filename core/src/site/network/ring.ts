import { localDayOf, weekdayOf } from '../../domain/civil-date.js'
import { maskPhone } from '../../domain/people/mask.js'
import type { Person, Place, Roster } from '../../domain/roster.js'
import { currentPerson, currentPlace, newest } from '../../domain/roster-view.js'
import type { PersonId, PlaceId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** duty: on the rota today. stand-in: asked when they are not there. posted: serves there. place: its own telephone. above: of the place above. */
export type RingWhy = 'duty' | 'stand-in' | 'posted' | 'place' | 'above'

/** Somebody to ring; without a number it says whom to look for. */
export interface Ring {
  readonly name: string
  readonly phone: string | null
  readonly why: RingWhy
}

/** Enough to reach somebody; a page is no telephone book. */
const MOST_RUNG = 4

/** Answers for a place whom to ring today, the best first; numbers masked where the asker may not see them. */
export type Ringing = (place: PlaceId) => readonly Ring[]

/** Made once for a list of places: who is posted where is looked up in one go. */
export function ringing(site: Site, seesNumbers: boolean): Ringing {
  const posted = postedByPlace(site.roster)
  const weekday = weekdayOf(localDayOf(site.clock.now().estimateMs))
  const shown = (ring: Ring): Ring => ({
    ...ring,
    phone: ring.phone === null || seesNumbers ? ring.phone : maskPhone(ring.phone),
  })
  return (id) => {
    const place = currentPlace(site.roster, id)
    if (place === null) return []
    const above = place.parent === null ? null : currentPlace(site.roster, place.parent)
    const own = peopleOf(site.roster, place, posted, weekday)
    const rings = [...own, ...numberOf(place, 'place'), ...(above === null ? [] : numberOf(above, 'above'))]
    return rings.slice(0, MOST_RUNG).map(shown)
  }
}

function postedByPlace(roster: Roster): ReadonlyMap<PlaceId, readonly Person[]> {
  const posted = new Map<PlaceId, Person[]>()
  for (const person of newest(roster.persons).filter(({ active }) => active))
    for (const { place } of person.posts) {
      const known = posted.get(place)
      if (known === undefined) posted.set(place, [person])
      else if (!known.includes(person)) known.push(person)
    }
  return posted
}

/** Whoever is on duty today, then the stand-ins in their order, then whoever serves there; each once, first those with a number. */
function peopleOf(
  roster: Roster,
  place: Place,
  posted: ReadonlyMap<PlaceId, readonly Person[]>,
  weekday: number,
): readonly Ring[] {
  const named = new Set<PersonId>()
  const ringOf = (person: Person | null, why: RingWhy): Ring[] => {
    if (person === null || !person.active || named.has(person.id)) return []
    named.add(person.id)
    return [{ name: person.name, phone: person.phone, why }]
  }
  const onDuty = place.rota.filter(({ weekdays }) => weekdays.includes(weekday))
  const people = [
    ...onDuty.flatMap(({ person }) => ringOf(currentPerson(roster, person), 'duty')),
    ...place.standIns.flatMap((person) => ringOf(currentPerson(roster, person), 'stand-in')),
    ...(posted.get(place.id) ?? []).flatMap((person) => ringOf(person, 'posted')),
  ]
  return [...people.filter(({ phone }) => phone !== null), ...people.filter(({ phone }) => phone === null)].slice(0, 2)
}

function numberOf({ name, phone }: Place, why: RingWhy): readonly Ring[] {
  return phone === null ? [] : [{ name, phone, why }]
}
