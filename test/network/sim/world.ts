import { blankGuide, blankMaterial } from '@liandong/core/domain/catalogue/blank.js'
import type { ItemVersion, Step } from '@liandong/core/domain/item.js'
import { accountsFor } from '@liandong/core/domain/people/usual-roles.js'
import type { Organ, Place, RosterFact, Site } from '@liandong/core/domain/roster.js'
import type { Level } from '@liandong/core/domain/values.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { withPublishingKeys } from '../../../core/src/site/lists.testing.js'
import type { SiteShape } from '../member.js'

/** 2026-03-02 10:00 in China, a Monday. */
export const START_MS = Date.UTC(2026, 2, 2, 2)

const counties = ['a', 'b'] as const
const villages = [1, 2, 3] as const

/** A city, two counties, and below each a township and three villages with machines of their own. */
export const shapes: readonly SiteShape[] = [
  { id: 'city', parent: null, tier: 'city' },
  ...counties.map((id) => ({ id, parent: 'city', tier: 'county' as const })),
  ...counties.flatMap((county) => edgesOf(county).map((id) => ({ id, parent: county, tier: 'edge' as const }))),
]

function edgesOf(county: string): string[] {
  return [`${county}-town`, ...villages.map((village) => `${county}-village-${village}`)]
}

/** Body types of a program to come that the roster already calls readable everywhere, whatever runs there. */
const ANNOUNCED = ['rated']

function site({ id, parent, tier }: SiteShape): Site {
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
    bodyTypes: ANNOUNCED,
  }
}

const officeDay = [{ fromMinute: 510, toMinute: 1020 }]

function place(id: string, level: Level, hostedOn: string, parent: string | null, code: string): Place {
  const kind = level === 'village' ? 'village-station' : level === 'township' ? 'township-centre' : 'hall'
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? officeDay : []))
  const codes = [{ code, from: '2020-01-01', to: null }]
  const rest = { codes, life: 'open' as const, hours: { week, closures: [] }, rota: [], standIns: [], phone: null }
  return { id, kind, level, name: id, parent, site: hostedOn, ...rest }
}

function placesOf(county: string, index: number): Place[] {
  const code = `37112${index + 1}`
  return [
    place(`${county}-hall`, 'county', county, 'city-hall', code),
    place(`${county}-centre`, 'township', `${county}-town`, `${county}-hall`, `${code}100`),
    ...villages.map((village) =>
      place(
        `${county}-station-${village}`,
        'village',
        `${county}-village-${village}`,
        `${county}-centre`,
        `${code}10020${village}`,
      ),
    ),
    place(`${county}-hosted`, 'village', county, `${county}-centre`, `${code}100209`),
  ]
}

function organ(id: string, level: Level, at: string): Organ {
  return { id, name: id, level, nature: 'administrative', place: at, creditCode: null }
}

function person(id: string, at: string, forOrgan: string | null): RosterFact {
  return { kind: 'person', person: { id, name: id, phone: null, posts: [{ place: at, organ: forOrgan }], active: true } }
}

function personsOf(county: string): RosterFact[] {
  return [
    person(`${county}-clerk`, `${county}-hall`, `${county}-bureau`),
    person(`${county}-window`, `${county}-hall`, null),
    person(`${county}-official`, `${county}-centre`, `${county}-government`),
    person(`${county}-hosted-proxy`, `${county}-hosted`, null),
    ...villages.map((village) => person(`${county}-proxy-${village}`, `${county}-station-${village}`, null)),
  ]
}

const placesAndPeople: readonly RosterFact[] = [
  ...shapes.map((shape) => ({ kind: 'site' as const, site: site(shape) })),
  ...[place('city-hall', 'city', 'city', null, '371100'), ...counties.flatMap(placesOf)].map((it) => ({
    kind: 'place' as const,
    place: it,
  })),
  ...[
    organ('city-bureau', 'city', 'city-hall'),
    ...counties.flatMap((county) => [
      organ(`${county}-bureau`, 'county', `${county}-hall`),
      organ(`${county}-government`, 'township', `${county}-centre`),
    ]),
  ].map((it) => ({ kind: 'organ' as const, organ: it })),
  person('city-clerk', 'city-hall', 'city-bureau'),
  person('city-second', 'city-hall', 'city-bureau'),
  ...counties.flatMap(personsOf),
]

export const rosterFacts: readonly RosterFact[] = withPublishingKeys([
  ...placesAndPeople,
  ...accountsFor(placesAndPeople, {
    'city-clerk': ['network-administrator', 'supervisor'],
    'city-second': ['security-administrator', 'supervisor'],
  }),
])

/** Who seizes in the name of a gateway. */
export const administrators: Readonly<Record<string, string>> = { city: 'city-clerk', a: 'a-clerk', b: 'b-clerk' }

function step(id: string, kind: Step['kind'], organId: string, level: Level, externalSystem: string | null = null): Step {
  return { id, name: id, kind, organ: organId, level, actedBy: null, externalSystem }
}

type Draft = Omit<ItemVersion, 'digest'>

function permit(id: string, organId: string, level: Level, changes: Partial<Draft> = {}): ItemVersion {
  return withDigest({
    id,
    version: 1,
    name: id,
    type: '01',
    level,
    organ: organId,
    handling: 'promised',
    promised: { amount: 5, unit: 'working-day' },
    legal: { amount: 20, unit: 'working-day' },
    withdrawable: true,
    hasResult: true,
    grants: [
      { level: 'village', organ: null, power: 'proxy' },
      { level: 'township', organ: null, power: 'receive' },
      { level: 'county', organ: null, power: 'receive' },
      { level: 'city', organ: null, power: 'receive' },
    ],
    steps: [
      step('accept', 'accept', organId, level),
      step('examine', 'examine', organId, level),
      step('decide', 'decide', organId, level),
      step('print', 'certificate', organId, level),
    ],
    materials: [
      { ...blankMaterial('deed', 'deed'), copies: 1 },
      { ...blankMaterial('map', 'map'), originals: 0, copies: 1, kind: 'copy', necessity: 'later' },
      { ...blankMaterial('photo', 'photo'), originals: 0, copies: 1, kind: 'copy', necessity: 'optional' },
    ],
    scenarioGroups: [],
    form: { type: 'object' },
    effectiveFrom: '2025-01-01',
    // Everybody gets what is offered everywhere (通办范围).
    guide: { ...blankGuide, area: '3' },
    source: 'simulation',
    invented: [],
    ...changes,
  })
}

const villageService = permit('village-service', '', 'village', {
  type: '20',
  organ: null,
  handling: 'instant',
  hasResult: false,
  grants: [{ level: 'village', organ: null, power: 'village-handle' }],
  steps: [],
  materials: [],
})

/** A permit of each county, of a township, of the city; one decided on the spot, one outside, one the village finishes. */
export const items: readonly ItemVersion[] = [
  permit('permit-a', 'a-bureau', 'county'),
  permit('permit-b', 'b-bureau', 'county'),
  permit('township-a', 'a-government', 'township'),
  permit('city-permit', 'city-bureau', 'city'),
  permit('instant-b', 'b-bureau', 'county', { type: '20', handling: 'instant', steps: [], materials: [] }),
  permit('outside-a', 'a-bureau', 'county', {
    steps: [step('accept', 'accept', 'a-bureau', 'county'), step('decide', 'decide', 'a-bureau', 'county', 'insurance')],
  }),
  villageService,
]

/** Who agrees to it. */
export const secondPersons: Readonly<Record<string, string>> = { city: 'city-second', a: 'a-window', b: 'b-window' }
