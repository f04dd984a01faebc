import type { ItemVersion } from '../../domain/item.js'
import type { Person, Place } from '../../domain/roster.js'
import { currentOrgan, currentPlace, newest } from '../../domain/roster-view.js'
import type { OrganId, PlaceId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** Whom to ask about an item, the best known first; never empty. */
export interface Contact {
  readonly name: string
  readonly phone: string
}

/** 政务服务便民热线: answers when nobody else is named. */
export const HOTLINE: Contact = { name: '政务服务便民热线', phone: '12345' }

/** More names than this no booklet has room for. */
const MOST_NAMED = 2

/** What the guide says, else people of the organ with a phone, else the hall's phone, else the hotline. */
export function contactsOf(site: Site, item: Pick<ItemVersion, 'organ' | 'guide'>): readonly Contact[] {
  if (item.guide.consult !== null) return [{ name: '', phone: item.guide.consult }]
  const organ = item.organ === null ? null : currentOrgan(site.roster, item.organ)
  if (organ === null) return [HOTLINE]
  const people = peopleAt(site, organ.place, organ.id).slice(0, MOST_NAMED)
  if (people.length > 0) return people
  const hall = currentPlace(site.roster, organ.place)
  return hall?.phone === null || hall === null ? [HOTLINE] : [{ name: hall.name, phone: hall.phone }]
}

/** Active people posted at a place (for an organ there) who have a phone. */
export function peopleAt({ roster }: Site, place: PlaceId, organ?: OrganId | null): readonly Contact[] {
  return postedAt(newest(roster.persons), place, organ).flatMap(({ name, phone }) => (phone === null ? [] : [{ name, phone }]))
}

/** Active people posted at a place, for an organ there when one is named. */
export function postedAt(persons: readonly Person[], place: PlaceId, organ?: OrganId | null): readonly Person[] {
  const isThere = (person: Person) =>
    person.posts.some((post) => post.place === place && (organ === undefined || post.organ === organ))
  return persons.filter((person) => person.active && isThere(person))
}

/** The place and those above it, nearest first. */
export function placesAbove({ roster }: Site, place: Place): readonly Place[] {
  const above: Place[] = []
  let parent = place.parent
  // Deeper than any tree; it ends the walk when a broken roster has a cycle.
  while (parent !== null && above.length < 8) {
    const found = currentPlace(roster, parent)
    if (found === null) break
    above.push(found)
    parent = found.parent
  }
  return above
}
