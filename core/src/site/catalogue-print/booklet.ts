import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemVersion, Power } from '../../domain/item.js'
import { closureOn } from '../../domain/open-hours.js'
import type { Place } from '../../domain/roster.js'
import { currentOrgan, currentPerson, currentPlace, newest } from '../../domain/roster-view.js'
import type { PlaceId } from '../../domain/values.js'
import { itemsInForce } from '../catalogue-reports/in-force.js'
import type { Site } from '../site.js'
import { type Contact, contactsOf, placesAbove, postedAt } from './contacts.js'

/** One person of the station, with the days on duty and as whose stand-in. */
export interface BookletPerson {
  readonly name: string
  readonly phone: string | null
  readonly weekdays: readonly number[]
  readonly standIn: boolean
}

/** One line of the booklet. */
export interface BookletItem {
  readonly item: ItemVersion
  readonly organName: string | null
  readonly hallName: string | null
  readonly contacts: readonly Contact[]
}

/** 服务手册 of a village station: what is done here, by proxy, asked about, and whom to ring. */
export interface Booklet {
  readonly place: Place
  readonly code: string | null
  /** Closed for days today, and who serves instead. */
  readonly closed: { readonly from: string; readonly to: string; readonly standIn: string | null } | null
  readonly people: readonly BookletPerson[]
  readonly above: readonly { readonly name: string; readonly phone: string | null }[]
  readonly handled: readonly BookletItem[]
  readonly byProxy: readonly BookletItem[]
  readonly asked: readonly BookletItem[]
}

/** Everything a village's booklet says, from the items in force here and the roster. */
export function bookletOf(site: Site, id: PlaceId): Booklet | Refusal {
  const place = currentPlace(site.roster, id)
  if (place === null || place.level !== 'village') return refused('place/unknown', id)
  const above = placesAbove(site, place)
  const concerned = itemsInForce(site)
    .filter(({ state, item }) => state !== 'cancelled' && concerns(site, item, above))
    .map(({ item }) => item)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const having = (power: Power) =>
    concerned.filter((item) => powerAt(item) === power).map((item): BookletItem => lineOf(site, item))
  return {
    place,
    code: place.codes.at(-1)?.code ?? null,
    closed: closureOf(site, place),
    people: peopleOf(site, place),
    above: above.map(({ name, phone }) => ({ name, phone })),
    handled: having('village-handle'),
    byProxy: having('proxy'),
    // People look for whom to ring by department.
    asked: having('consult').toSorted((a, b) =>
      (a.organName ?? '') < (b.organName ?? '') ? -1 : a.organName === b.organName ? 0 : 1,
    ),
  }
}

/**
 * An item concerns the villages under its organ's place; those of no organ, or of the city and wider, concern all.
 * One that another township's or county's organ takes part in is that place's own.
 */
function concerns({ roster }: Site, { organ, guide, grants, steps }: ItemVersion, above: readonly Place[]): boolean {
  if (guide.area === '1' || guide.area === '2' || guide.area === '3') return true
  const named = [organ, ...grants.map((grant) => grant.organ), ...steps.map((step) => step.organ)]
  const places = named.flatMap((id) => (id === null ? [] : (currentOrgan(roster, id)?.place ?? [])))
  return places.every((at) => above.some(({ id }) => id === at))
}

/** The most a village may do with the item. */
function powerAt({ grants }: ItemVersion): Power | null {
  const powers = grants.filter(({ level }) => level === 'village').map(({ power }) => power)
  return (['village-handle', 'proxy', 'consult'] as const).find((power) => powers.includes(power)) ?? null
}

function lineOf(site: Site, item: ItemVersion): BookletItem {
  const organ = item.organ === null ? null : currentOrgan(site.roster, item.organ)
  const hall = organ === null ? null : currentPlace(site.roster, organ.place)
  return { item, organName: organ?.name ?? null, hallName: hall?.name ?? null, contacts: contactsOf(site, item) }
}

function closureOf({ clock, roster }: Site, { hours }: Place): Booklet['closed'] {
  const closure = closureOn(hours, localDateOf(clock.now().estimateMs))
  if (closure === null) return null
  const standIn = closure.standIn === null ? null : (currentPlace(roster, closure.standIn)?.name ?? closure.standIn)
  return { from: closure.from, to: closure.to, standIn }
}

function peopleOf({ roster }: Site, place: Place): readonly BookletPerson[] {
  const weekdaysOf = (id: string) => place.rota.filter(({ person }) => person === id).flatMap(({ weekdays }) => weekdays)
  const posted = postedAt(newest(roster.persons), place.id)
  const standIns = place.standIns.flatMap((id) => currentPerson(roster, id) ?? [])
  return [
    ...posted.map(({ id, name, phone }) => ({ name, phone, weekdays: weekdaysOf(id), standIn: false })),
    ...standIns
      .filter(({ id }) => !posted.some((person) => person.id === id))
      .map(({ id, name, phone }) => ({ name, phone, weekdays: weekdaysOf(id), standIn: true })),
  ]
}
