import { localDayOf, startOfDayMs } from '../../domain/civil-date.js'
import type { Person, Place } from '../../domain/roster.js'
import { currentPlace, newest, placesUnder } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { PlaceId } from '../../domain/values.js'
import type { Rights } from '../../domain/rights/rights.js'
import { type Age, ageAtPlace, isOpenNow } from '../query/age.js'
import { type CaseNamed, type Named, placeNamed } from '../query/names.js'
import { caseScope } from '../rights/case-scope.js'
import { maySeeCase } from '../rights/case-target.js'
import type { Site } from '../site.js'
import { atCounter, isToRing, type OriginalAtCounter, type UntoldLine, untoldNotices } from './told-and-originals.js'

/** A case of a village with how long it has stood like this, in the village's open hours. */
export interface VillageCase extends CaseNamed {
  readonly place: Named
  readonly age: Age
}

/** One village as the centre above it sees it. */
export interface VillageLine {
  readonly place: Named
  readonly phone: string | null
  /** Who is posted there, with their own numbers. */
  readonly people: readonly { readonly name: string; readonly phone: string | null }[]
  readonly openNow: boolean
  /** Where its cases lie: in this store; on a machine of its own below, whose unsent work nobody sees; where this site holds none. */
  readonly kept: 'here' | 'own-machine' | 'elsewhere'
  readonly sentToday: number
}

export interface Villages {
  readonly asOfMs: number
  readonly villages: readonly VillageLine[]
  readonly notices: readonly (UntoldLine & { readonly toRing: boolean })[]
  readonly supplements: readonly VillageCase[]
  readonly originals: readonly OriginalAtCounter[]
  readonly onlyHere: readonly VillageCase[]
}

/** As many as a person looks through; the worklist has the rest. */
const MOST = 200

/** 我的村: what the villages below a place sent, wait for and have to be rung about, as far as this site's store says. */
export function villagesUnder(site: Site, above: PlaceId, rights: Rights): Villages {
  const places = placesUnder(site.roster, above).slice(1)
  const known = places.filter((place) => keptOf(site, place) !== 'elsewhere')
  const nowMs = site.clock.now().estimateMs
  const scope = caseScope(site, rights, 'case.list')
  const sent = site.store.caseList.countByOrigin(startOfDayMs(localDayOf(nowMs)), known, scope)
  const people = peopleAt(site, new Set(places))
  const maySee = ({ caseId }: CaseNamed) => maySeeCase(site, rights, caseId)
  return {
    asOfMs: nowMs,
    villages: places.flatMap((id) => {
      const place = currentPlace(site.roster, id)
      return place === null ? [] : [villageLine(site, place, people.get(id) ?? [], sent.get(id) ?? 0)]
    }),
    notices: untoldNotices(site, known)
      .filter(maySee)
      .map((notice) => ({ ...notice, toRing: isToRing(notice) })),
    supplements: villageCases(site, { stages: ['supplementing'], servicePlaces: known, scope }, 'servicePlace'),
    originals: originalsBetween(site, above, known).filter(maySee),
    onlyHere: villageCases(
      site,
      { onlyHere: true, places: known.filter((place) => keptOf(site, place) === 'here'), scope },
      'originPlace',
    ),
  }
}

function villageLine(site: Site, place: Place, people: readonly Person[], sentToday: number): VillageLine {
  return {
    place: placeNamed(site, place.id),
    phone: place.phone,
    people: people.map(({ name, phone }) => ({ name, phone })),
    openNow: place.life === 'open' && isOpenNow(site, place.hours),
    kept: keptOf(site, place.id),
    sentToday,
  }
}

/** A site holds the cases of the places it serves and of the sites below it, and no others by itself. */
function keptOf(site: Site, place: PlaceId): VillageLine['kept'] {
  const host = currentPlace(site.roster, place)?.site
  if (host === site.id) return 'here'
  return host !== undefined && sitesAbove(site.roster, host).includes(site.id) ? 'own-machine' : 'elsewhere'
}

function peopleAt({ roster }: Site, places: ReadonlySet<PlaceId>): ReadonlyMap<PlaceId, readonly Person[]> {
  const found = new Map<PlaceId, Person[]>()
  for (const person of newest(roster.persons)) {
    if (!person.active) continue
    for (const { place } of person.posts) if (places.has(place)) found.set(place, [...(found.get(place) ?? []), person])
  }
  return found
}

type Filter = Parameters<Site['store']['caseList']['page']>[0]

function villageCases(site: Site, filter: Filter, at: 'servicePlace' | 'originPlace'): readonly VillageCase[] {
  return site.store.caseList.page(filter, MOST).map(({ caseId, number, itemName, item, legalMs, [at]: place }) => ({
    caseId,
    number,
    itemName: itemName ?? item,
    place: placeNamed(site, place),
    age: ageAtPlace(site, legalMs, place),
  }))
}

/** On their way from a village or to one, each once; those expected here first. */
function originalsBetween(site: Site, above: PlaceId, places: readonly PlaceId[]): readonly OriginalAtCounter[] {
  const seen = new Set<string>()
  const travelling = [above, ...places]
    .flatMap((place) => site.store.originals.at(place))
    .filter(({ to, holder }) => to !== null && (to === above || places.includes(to) || places.includes(holder)))
    .filter(({ caseId, material }) => !seen.has(`${caseId} ${material}`) && seen.add(`${caseId} ${material}`))
    .sort((a, b) => Number(b.to === above) - Number(a.to === above) || a.sinceMs - b.sinceMs)
  return travelling.slice(0, MOST).map((each) => atCounter(site, each))
}
