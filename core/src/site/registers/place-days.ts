import { refused, type Refusal } from '../../domain/decider.js'
import { currentPlace, placesUnder } from '../../domain/roster-view.js'
import type { LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import { type Moment, MOMENTS } from '../../store/projections/moment.js'
import { type Acting, resolveActor } from '../act.js'
import type { Site } from '../site.js'
import type { Period, Span } from './periods.js'

/** What a register counts of one place in a span; null what only the place's own machine knows. */
export interface Tally extends Readonly<Record<Moment, number>> {
  readonly consultations: number | null
  readonly signedOff: number | null
}

/** One place's whole period. */
export interface PlaceTally {
  readonly place: PlaceId
  readonly tally: Tally
}

/** One row of one place: also of days on which nothing happened. */
export interface PlaceRow extends PlaceTally {
  readonly span: Span
  /** Who signed off, newest day first. */
  readonly signedBy: readonly PersonId[]
}

type Key = `${PlaceId} ${LocalDate}`
const keyOf = (place: PlaceId, day: LocalDate): Key => `${place} ${day}`

interface Counted {
  readonly what: ReadonlyMap<
    Moment | 'consultations' | 'signedOff',
    ReadonlyMap<PlaceId, readonly (readonly [LocalDate, number])[]>
  >
  readonly signedBy: ReadonlyMap<Key, PersonId>
}

/** 台账: every place of the acting place's jurisdiction, itself first, with what happened there in the period. */
export function placeTallies(site: Site, acting: Acting, period: Period): readonly PlaceTally[] | Refusal {
  const places = jurisdiction(site, acting)
  if ('kind' in places) return places
  const counted = count(site, period)
  return places.map((place) => ({ place, tally: tallyOf(site, counted, place, period) }))
}

/** The rows of the period for one place of the jurisdiction, or for each. */
export function placeRows(site: Site, acting: Acting, period: Period, only: PlaceId | null): readonly PlaceRow[] | Refusal {
  const places = jurisdiction(site, acting)
  if ('kind' in places) return places
  const chosen = only === null ? places : places.filter((place) => place === only)
  if (chosen.length === 0) return refused('place/unknown', only ?? '')
  const counted = count(site, period)
  return chosen.flatMap((place) =>
    period.rows.map((span) => ({
      ...{ place, span, tally: tallyOf(site, counted, place, span) },
      signedBy: signersOf(counted, place, span),
    })),
  )
}

function jurisdiction(site: Site, acting: Acting): readonly PlaceId[] | Refusal {
  const by = resolveActor(site, acting)
  return 'kind' in by ? by : placesUnder(site.roster, by.place)
}

/** The store is read once for all places: a county has two thousand. */
function count(site: Site, { from, until }: Span): Counted {
  const { moments, consultations, signOffs } = site.store
  const signed = signOffs.between(from, until)
  const byDay = moments.counts(from, until)
  const ofMoments = MOMENTS.map((what) => [what, byPlace(byDay.filter((each) => each.what === what))] as const)
  return {
    what: new Map([
      ...ofMoments,
      ['consultations', byPlace(consultations.counts(from, until))] as const,
      ['signedOff', byPlace(signed.map(({ place, day }) => ({ place, day, count: 1 })))] as const,
    ]),
    signedBy: new Map(signed.map(({ place, day, person }) => [keyOf(place, day), person])),
  }
}

function byPlace(counts: readonly { readonly place: PlaceId; readonly day: LocalDate; readonly count: number }[]) {
  const found = new Map<PlaceId, (readonly [LocalDate, number])[]>()
  for (const { place, day, count: many } of counts) {
    const days = found.get(place)
    if (days === undefined) found.set(place, [[day, many]])
    else days.push([day, many])
  }
  return found
}

function tallyOf(site: Site, { what }: Counted, place: PlaceId, { from, until }: Span): Tally {
  const of = (kind: Moment | 'consultations' | 'signedOff') =>
    (what.get(kind)?.get(place) ?? []).reduce((sum, [day, many]) => sum + (from <= day && day <= until ? many : 0), 0)
  const isKeptHere = currentPlace(site.roster, place)?.site === site.id
  return {
    ...{ taken: of('taken'), accepted: of('accepted'), returned: of('returned'), decided: of('decided'), told: of('told') },
    consultations: isKeptHere ? of('consultations') : null,
    signedOff: isKeptHere ? of('signedOff') : null,
  }
}

function signersOf({ signedBy, what }: Counted, place: PlaceId, { from, until }: Span): readonly PersonId[] {
  const days = (what.get('signedOff')?.get(place) ?? []).filter(([day]) => from <= day && day <= until)
  return days.flatMap(([day]) => signedBy.get(keyOf(place, day)) ?? [])
}
