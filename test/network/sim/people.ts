import type { Level } from '@liandong/core/domain/values.js'
import type { Person, Place } from '@liandong/core/domain/roster.js'
import { rosterFacts } from './world.js'

/** One post of one person. */
export interface Who {
  readonly person: string
  readonly place: string
  readonly organ: string | null
  readonly level: Level
  readonly site: string
}

const places = new Map(rosterFacts.flatMap((fact) => (fact.kind === 'place' ? [[fact.place.id, fact.place] as const] : [])))
const persons = rosterFacts.flatMap((fact) => (fact.kind === 'person' ? [fact.person] : []))

function postsOf({ id, posts }: Person): Who[] {
  return posts.map(({ place, organ }) => {
    const { level, site } = places.get(place) as Place
    return { person: id, place, organ, level, site }
  })
}

export const everybody: readonly Who[] = persons.flatMap(postsOf)

export function peopleAt(site: string): readonly Who[] {
  return everybody.filter((who) => who.site === site)
}

export const placeIds: readonly string[] = [...places.keys()]
