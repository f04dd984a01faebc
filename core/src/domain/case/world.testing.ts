import { blankGuide, blankMaterial } from '../catalogue/blank.js'
import type { ItemVersion, Step } from '../item.js'
import { accountsFor } from '../people/usual-roles.js'
import type { Organ, Person, Place, Roster, RosterFact, Site } from '../roster.js'
import { applyChange, emptyRoster } from '../roster-view.js'
import type { Actor, Level, PlaceId, SiteId } from '../values.js'
import type { Calendar } from '../working-days.js'

/** The official days of 2025 and 2026, those the tests count over. */
export const calendar: Calendar = {
  version: 'published-2026',
  publishedFromYear: 2025,
  publishedToYear: 2026,
  workdays: new Set(
    '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'.split(
      ' ',
    ),
  ),
  holidays: new Set(
    [
      ['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-03', '2025-02-04', '2025-04-04'],
      ['2025-05-01', '2025-05-02', '2025-05-05', '2025-06-02', '2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06'],
      ['2025-10-07', '2025-10-08', '2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'],
      ['2026-02-20', '2026-02-23', '2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
      ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    ].flat(),
  ),
}

/** 2026-03-02 10:00 in China, a Monday. */
export const MONDAY_MS = Date.UTC(2026, 2, 2, 2)

export function site(id: SiteId, tier: Site['tier'], parent: SiteId | null, changes: Partial<Site> = {}): Site {
  const program = tier === 'edge' ? 'edge-agent' : 'gateway'
  return {
    id,
    name: id,
    program,
    tier,
    parent,
    generation: 1,
    life: 'enrolled',
    successor: null,
    publishingKeys: [],
    bodyTypes: [],
    ...changes,
  }
}

export function place(id: PlaceId, level: Level, hostedOn: SiteId, parent: PlaceId | null, changes: Partial<Place> = {}): Place {
  const kind = level === 'village' ? 'village-station' : level === 'township' ? 'township-centre' : 'hall'
  const hours = {
    week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ fromMinute: 510, toMinute: 1020 }] : [])),
    closures: [],
  }
  const rest = { codes: [], life: 'open' as const, hours, rota: [], standIns: [], phone: null }
  return { id, kind, level, name: id, parent, site: hostedOn, ...rest, ...changes }
}

function organ(id: string, level: Level, at: PlaceId, nature: Organ['nature'] = 'administrative'): Organ {
  return { id, name: id, level, nature, place: at, creditCode: null }
}

function person(id: string, at: PlaceId, forOrgan: string | null): Person {
  return { id, name: id, phone: null, posts: [{ place: at, organ: forOrgan }], active: true }
}

/** City with two counties; in county A a township and a village with PCs, and a village served by the county's gateway. */
const placesAndPeople: readonly RosterFact[] = [
  ...[
    site('city', 'city', null),
    site('a', 'county', 'city'),
    site('b', 'county', 'city'),
    site('a-town', 'edge', 'a'),
    site('a-village', 'edge', 'a'),
    site('b-village', 'edge', 'b'),
  ].map((it) => ({ kind: 'site' as const, site: it })),
  ...[
    place('city-hall', 'city', 'city', null),
    place('a-hall', 'county', 'a', 'city-hall'),
    place('b-hall', 'county', 'b', 'city-hall'),
    place('a-centre', 'township', 'a-town', 'a-hall'),
    place('a-station', 'village', 'a-village', 'a-centre'),
    place('a-hosted', 'village', 'a', 'a-centre'),
    place('b-station', 'village', 'b-village', 'b-hall'),
  ].map((it) => ({ kind: 'place' as const, place: it })),
  ...[
    organ('city-bureau', 'city', 'city-hall'),
    organ('a-bureau', 'county', 'a-hall'),
    organ('a-agency', 'county', 'a-hall', 'entrusted'),
    organ('b-bureau', 'county', 'b-hall'),
    organ('a-government', 'township', 'a-centre'),
  ].map((it) => ({ kind: 'organ' as const, organ: it })),
  ...[
    person('city-clerk', 'city-hall', 'city-bureau'),
    person('city-second', 'city-hall', 'city-bureau'),
    person('a-clerk', 'a-hall', 'a-bureau'),
    person('a-helper', 'a-hall', 'a-agency'),
    person('a-window', 'a-hall', null),
    person('b-clerk', 'b-hall', 'b-bureau'),
    person('town-clerk', 'a-centre', 'a-government'),
    person('proxy', 'a-station', null),
    person('hosted-proxy', 'a-hosted', null),
    person('b-proxy', 'b-station', null),
  ].map((it) => ({ kind: 'person' as const, person: it })),
]

/** With an account for everybody, the id as login name; some administer besides. */
export const rosterFacts: readonly RosterFact[] = [
  ...placesAndPeople,
  ...accountsFor(placesAndPeople, {
    'city-clerk': ['network-administrator', 'supervisor'],
    'city-second': ['security-administrator', 'supervisor'],
    'a-clerk': ['network-administrator', 'supervisor'],
    'a-window': ['security-administrator', 'supervisor'],
    'a-helper': ['auditor'],
    'b-clerk': ['network-administrator', 'supervisor'],
  }),
]

export const roster: Roster = applyChange(emptyRoster(), { version: 1, atMs: 0, by: 'city-clerk', facts: rosterFacts })

/** The actor a person of the roster above is, at the place and for the organ of the only post. */
export function actor(id: string, changes: Partial<Actor> = {}): Actor {
  const post = roster.persons.get(id)?.at(-1)?.record.posts[0]
  const at = roster.places.get(post?.place ?? '')?.at(-1)?.record
  if (post === undefined || at === undefined) throw new Error(`no person ${id}`)
  const who = { person: id, place: at.id, organ: post.organ, level: at.level }
  return { site: at.site, store: `store-of-${at.site}`, ...who, mandate: null, rosterVersion: roster.version, ...changes }
}

export function step(id: string, kind: Step['kind'], changes: Partial<Step> = {}): Step {
  return { id, name: id, kind, organ: 'a-bureau', level: 'county', actedBy: null, externalSystem: null, ...changes }
}

/** A permit of county A's bureau: taken in anywhere in the county, examined, decided, handed over. */
export const permit: ItemVersion = {
  id: 'permit',
  version: 1,
  digest: 'd1',
  name: 'permit',
  type: '01',
  level: 'county',
  organ: 'a-bureau',
  handling: 'promised',
  promised: { amount: 5, unit: 'working-day' },
  legal: { amount: 20, unit: 'working-day' },
  withdrawable: true,
  hasResult: true,
  grants: [
    { level: 'village', organ: null, power: 'proxy' },
    { level: 'township', organ: null, power: 'receive' },
    { level: 'county', organ: null, power: 'receive' },
  ],
  steps: [step('accept', 'accept'), step('examine', 'examine'), step('decide', 'decide'), step('print', 'certificate')],
  materials: [
    { ...blankMaterial('deed', 'deed'), copies: 1 },
    { ...blankMaterial('map', 'map'), originals: 0, copies: 1, kind: 'copy', necessity: 'later' },
    { ...blankMaterial('photo', 'photo'), originals: 0, copies: 1, kind: 'copy', necessity: 'optional' },
  ],
  scenarioGroups: [],
  form: {},
  effectiveFrom: '2025-01-01',
  guide: blankGuide,
  source: 'test',
  invented: [],
}

/** A public service the village finishes by itself. */
export const villageService: ItemVersion = {
  ...permit,
  id: 'village-service',
  digest: 'd2',
  type: '20',
  level: 'village',
  organ: null,
  handling: 'instant',
  hasResult: false,
  grants: [{ level: 'village', organ: null, power: 'village-handle' }],
  steps: [],
  materials: [],
}

/** Decided on the spot at county A's hall. */
export const instant: ItemVersion = { ...permit, id: 'instant', digest: 'd3', handling: 'instant', steps: [] }

/** Decided in a ministry's own system, keyed in by county A's bureau. */
export const outside: ItemVersion = {
  ...permit,
  id: 'outside',
  digest: 'd4',
  steps: [step('accept', 'accept'), step('decide', 'decide', { externalSystem: 'insurance' })],
}
