import type { Account } from './people/account.js'
import type { Dated, Organ, Person, Place, Policy, Roster, RosterChange, RosterFact, Site } from './roster.js'
import type { OrganId, PersonId, PlaceId, SiteId } from './values.js'

/**
 * Until an administrator says otherwise: a lease and a fresh copy of five working days, half a day open to catch up; signing in
 * for a month without the parent, half an hour of rest, a day at the counter; audit entries for two years.
 */
export const FIRST_POLICY: Policy = {
  leaseWorkingDays: 5,
  eraseAfterDays: 15,
  catalogueFreshDays: 5,
  catalogueBehindOpenHours: 4,
  offlineSignInDays: 30,
  idleMinutes: 30,
  sessionHours: 12,
  auditKeepMonths: 24,
  oneTimeCodes: 'nobody',
}

export function emptyRoster(): Roster {
  return {
    version: 0,
    atMs: 0,
    sites: new Map(),
    places: new Map(),
    organs: new Map(),
    persons: new Map(),
    accounts: new Map(),
    calendars: new Map(),
    policy: FIRST_POLICY,
  }
}

/** The roster after a change; the one before stays as it was. */
export function applyChange(roster: Roster, change: RosterChange): Roster {
  const next = {
    version: change.version,
    atMs: Math.max(roster.atMs, change.atMs),
    sites: new Map(roster.sites),
    places: new Map(roster.places),
    organs: new Map(roster.organs),
    persons: new Map(roster.persons),
    accounts: new Map(roster.accounts),
    calendars: new Map(roster.calendars),
    policy: roster.policy,
  }
  for (const fact of change.facts) takeIn(next, change, fact)
  return next
}

interface Draft {
  readonly sites: Map<SiteId, readonly Dated<Site>[]>
  readonly places: Map<PlaceId, readonly Dated<Place>[]>
  readonly organs: Map<OrganId, readonly Dated<Organ>[]>
  readonly persons: Map<PersonId, readonly Dated<Person>[]>
  readonly accounts: Map<PersonId, readonly Dated<Account>[]>
  readonly calendars: Map<number, Roster['calendars'] extends ReadonlyMap<number, infer C> ? C : never>
  policy: Policy
}

function takeIn(draft: Draft, version: Pick<RosterChange, 'version' | 'atMs'>, fact: RosterFact): void {
  switch (fact.kind) {
    case 'site':
      return note(draft.sites, version, fact.site.id, fact.site)
    case 'place':
      return note(draft.places, version, fact.place.id, fact.place)
    case 'organ':
      return note(draft.organs, version, fact.organ.id, fact.organ)
    case 'person':
      return note(draft.persons, version, fact.person.id, fact.person)
    case 'account':
      return note(draft.accounts, version, fact.account.person, fact.account)
    case 'calendar':
      draft.calendars.set(fact.calendar.year, fact.calendar)
      return
    case 'policy':
      draft.policy = fact.policy
      return
    default:
      // A kind of a newer version: stored and passed on by the site, nothing to show here.
      return
  }
}

function note<R>(
  records: Map<string, readonly Dated<R>[]>,
  { version, atMs }: Pick<RosterChange, 'version' | 'atMs'>,
  id: string,
  record: R,
): void {
  records.set(id, [...(records.get(id) ?? []), { version, atMs, record }])
}

/** The record as it stood at a version (the newest when none is named); null when it did not exist then. */
export function recordAt<R>(records: ReadonlyMap<string, readonly Dated<R>[]>, id: string, version?: number): R | null {
  const dated = records.get(id)
  if (dated === undefined) return null
  if (version === undefined) return dated.at(-1)?.record ?? null
  for (let index = dated.length - 1; index >= 0; index -= 1) {
    const entry = dated[index]
    if (entry !== undefined && entry.version <= version) return entry.record
  }
  return null
}

export function siteAt(roster: Roster, id: SiteId, version?: number): Site | null {
  return recordAt(roster.sites, id, version)
}

export function placeAt(roster: Roster, id: PlaceId, version?: number): Place | null {
  return recordAt(roster.places, id, version)
}

export function organAt(roster: Roster, id: OrganId, version?: number): Organ | null {
  return recordAt(roster.organs, id, version)
}

export function personAt(roster: Roster, id: PersonId, version?: number): Person | null {
  return recordAt(roster.persons, id, version)
}

export function currentSite(roster: Roster, id: SiteId): Site | null {
  return siteAt(roster, id)
}

export function currentPlace(roster: Roster, id: PlaceId): Place | null {
  return placeAt(roster, id)
}

export function currentOrgan(roster: Roster, id: OrganId): Organ | null {
  return organAt(roster, id)
}

export function currentPerson(roster: Roster, id: PersonId): Person | null {
  return personAt(roster, id)
}

/** The newest record of every id. */
export function newest<R>(records: ReadonlyMap<string, readonly Dated<R>[]>): R[] {
  return [...records.values()].flatMap((dated) => dated.at(-1)?.record ?? [])
}

/** The site that serves a place. */
export function siteOfPlace(roster: Roster, place: PlaceId, version?: number): SiteId | null {
  return placeAt(roster, place, version)?.site ?? null
}

/** The site an organ's clerks work on: that of the place where its window is. */
export function siteOfOrgan(roster: Roster, organ: OrganId, version?: number): SiteId | null {
  const found = organAt(roster, organ, version)
  return found === null ? null : siteOfPlace(roster, found.place, version)
}

export function organsAt(roster: Roster, place: PlaceId): Organ[] {
  return newest(roster.organs).filter((organ) => organ.place === place)
}

/** The person serves at the place, for that organ when one is named (null: for none). */
export function personPosted(
  roster: Roster,
  person: PersonId,
  place: PlaceId,
  organ?: OrganId | null,
  version?: number,
): boolean {
  const found = personAt(roster, person, version)
  if (found === null || !found.active) return false
  return found.posts.some((post) => post.place === place && (organ === undefined || post.organ === organ))
}

interface Children {
  readonly sites: ReadonlyMap<SiteId, readonly SiteId[]>
  readonly places: ReadonlyMap<PlaceId, readonly PlaceId[]>
}

/** A roster never changes, so what hangs below what is worked out once for each. */
const childrenOfRoster = new WeakMap<Roster, Children>()

function childrenIn(roster: Roster): Children {
  const known = childrenOfRoster.get(roster)
  if (known !== undefined) return known
  const children = { sites: byParent(newest(roster.sites)), places: byParent(newest(roster.places)) }
  childrenOfRoster.set(roster, children)
  return children
}

function byParent(records: readonly { readonly id: string; readonly parent: string | null }[]): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const { id, parent } of records) {
    if (parent === null) continue
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [id])
    else siblings.push(id)
  }
  return children
}

export function parentSite(roster: Roster, site: SiteId, version?: number): SiteId | null {
  return siteAt(roster, site, version)?.parent ?? null
}

/** Sites that dial this one. */
export function childSites(roster: Roster, site: SiteId): readonly SiteId[] {
  return childrenIn(roster).sites.get(site) ?? []
}

/** The place and every place below it in the administrative tree, nearest first. */
export function placesUnder(roster: Roster, place: PlaceId): PlaceId[] {
  const children = childrenIn(roster).places
  const found = [place]
  const seen = new Set(found)
  for (let index = 0; index < found.length; index += 1) {
    for (const child of children.get(found[index] as PlaceId) ?? []) {
      if (!seen.has(child)) found.push(child)
      seen.add(child)
    }
  }
  return found
}

/** Places whose store is this site's. */
export function placesHostedBy(roster: Roster, site: SiteId): Place[] {
  return newest(roster.places).filter((place) => place.site === site)
}
