import { localDateOf } from '../../domain/civil-date.js'
import { standInOn } from '../../domain/open-hours.js'
import type { Organ, Person, Place, Policy, Site as SiteRecord, SiteTrust } from '../../domain/roster.js'
import { currentPlace, newest, organsAt, placesHostedBy, placesUnder } from '../../domain/roster-view.js'
import type { Level, LocalDate, PlaceId, SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'
import { isOpenNow } from './age.js'
import { type Named, siteNamed } from './names.js'

/** Which roster this site has; "sent" is not "has". */
export interface RosterVersion {
  readonly version: number
  readonly hash: string | null
  readonly policy: Policy
  readonly counts: { readonly sites: number; readonly places: number; readonly organs: number; readonly persons: number }
}

export function rosterVersion({ roster, store }: Site): RosterVersion {
  const { version, policy, sites, places, organs, persons } = roster
  const counts = { sites: sites.size, places: places.size, organs: organs.size, persons: persons.size }
  return { version, hash: store.roster.hashOf(version), policy, counts }
}

/** A site with the places whose store it is. */
export interface SiteLine extends Omit<SiteRecord, 'trust'> {
  readonly self: boolean
  /** How long the key of its machine is good; null while none was enrolled. */
  readonly machine: Pick<SiteTrust, 'issuedMs' | 'renewByMs' | 'revokedMs'> | null
  readonly places: readonly PlaceId[]
}

export function listSites(site: Site): readonly SiteLine[] {
  const hosted = new Map<SiteId, PlaceId[]>()
  for (const { id, site: host } of newest(site.roster.places)) {
    const known = hosted.get(host)
    if (known === undefined) hosted.set(host, [id])
    else known.push(id)
  }
  return newest(site.roster.sites).map((record) => siteLine(site, record, hosted.get(record.id) ?? []))
}

export function findSite(site: Site, id: SiteId): SiteLine | null {
  const record = site.roster.sites.get(id)?.at(-1)?.record
  return record === undefined
    ? null
    : siteLine(
        site,
        record,
        placesHostedBy(site.roster, id).map((place) => place.id),
      )
}

function siteLine(site: Site, record: SiteRecord, places: readonly PlaceId[]): SiteLine {
  const { trust, ...fact } = record
  const machine = trust === undefined ? null : pick(trust)
  return { ...fact, self: record.id === site.id, places, machine }
}

function pick({ issuedMs, renewByMs, revokedMs }: SiteTrust): NonNullable<SiteLine['machine']> {
  return { issuedMs, renewByMs, revokedMs }
}

/** A place as people see it today: whether it is open now, and who stands in while it is closed for days. */
export interface PlaceLine extends Place {
  readonly here: boolean
  readonly openNow: boolean
  readonly standInPlace: PlaceId | null
  /** Its division code today. */
  readonly code: string | null
}

export interface PlaceQuery {
  readonly under?: PlaceId
  readonly level?: Level
  readonly here?: boolean
  /** Part of its name or code. */
  readonly text?: string
}

export function listPlaces(site: Site, { under, level, here, text = '' }: PlaceQuery): readonly PlaceLine[] {
  const inside = under === undefined ? null : new Set(placesUnder(site.roster, under))
  return newest(site.roster.places)
    .filter((place) => inside === null || inside.has(place.id))
    .filter((place) => level === undefined || place.level === level)
    .filter((place) => here === undefined || (place.site === site.id) === here)
    .filter(({ name, codes }) => text === '' || name.includes(text) || codes.some(({ code }) => code.startsWith(text)))
    .map((place) => placeLine(site, place))
}

/** One place with the organs that have a window there and the people posted to it. */
export interface PlacePage {
  readonly asOfMs: number
  /** Of the roster: what somebody changes since is another's. */
  readonly version: number
  readonly today: LocalDate
  readonly host: Named
  readonly stake: PlaceStake
  readonly place: PlaceLine
  readonly organs: readonly Organ[]
  readonly persons: readonly Person[]
}

/** What hangs on a place, looked at before it is changed. */
export interface PlaceStake {
  readonly cases: number
  readonly drafts: number
  readonly standsInFor: readonly Named[]
  readonly below: number
}

function stakeOf(site: Site, id: PlaceId, today: LocalDate): PlaceStake {
  const counts = [...site.store.caseList.countByStage({ places: [id] })]
  const isOver = (stage: string) => stage === 'completed' || stage === 'withdrawn'
  const leaning = newest(site.roster.places).filter(({ hours }) =>
    hours.closures.some(({ standIn, to }) => standIn === id && to >= today),
  )
  return {
    cases: counts.reduce((sum, [stage, count]) => (isOver(stage) ? sum : sum + count), 0),
    drafts: site.store.drafts.countAt(id),
    standsInFor: leaning.map(({ id: other, name }) => ({ id: other, name })),
    below: placesUnder(site.roster, id).length - 1,
  }
}

export function findPlace(site: Site, id: PlaceId): PlacePage | null {
  const place = currentPlace(site.roster, id)
  if (place === null) return null
  const persons = newest(site.roster.persons).filter(({ posts }) => posts.some((post) => post.place === id))
  const asOfMs = site.clock.now().estimateMs
  const today = localDateOf(asOfMs)
  const rest = { asOfMs, today, version: site.roster.version, host: siteNamed(site, place.site), stake: stakeOf(site, id, today) }
  return { ...rest, place: placeLine(site, place), organs: organsAt(site.roster, id), persons }
}

function placeLine(site: Site, place: Place): PlaceLine {
  const today = localDateOf(site.clock.now().estimateMs)
  const dated = place.codes.find(({ from, to }) => from <= today && (to === null || today <= to))
  return {
    ...place,
    here: place.site === site.id,
    openNow: place.life === 'open' && isOpenNow(site, place.hours),
    standInPlace: standInOn(place.hours, today),
    code: (dated ?? place.codes.at(-1))?.code ?? null,
  }
}

export function listOrgans({ roster }: Site, query: { readonly level?: Level; readonly place?: PlaceId }): readonly Organ[] {
  return newest(roster.organs)
    .filter((organ) => query.level === undefined || organ.level === query.level)
    .filter((organ) => query.place === undefined || organ.place === query.place)
}

/** People posted to a place; all of those who act at this site when none is named. */
export function listPersons({ roster, id }: Site, query: { readonly place?: PlaceId }): readonly Person[] {
  const own = new Set(placesHostedBy(roster, id).map((place) => place.id))
  return newest(roster.persons).filter(({ posts }) =>
    posts.some(({ place }) => (query.place === undefined ? own.has(place) : place === query.place)),
  )
}
