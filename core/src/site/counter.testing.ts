import { blankGuide, blankMaterial } from '../domain/catalogue/blank.js'
import { createHash } from 'node:crypto'
import { MONDAY_MS, rosterFacts } from '../domain/case/world.testing.js'
import type { FaultCode } from '../domain/fault.js'
import type { RosterFact } from '../domain/roster.js'
import type { LogFacts } from '../runtime/log-fields.js'
import { ManualClock } from '../runtime/manual-clock.js'
import { openStore, type StoreOptions } from '../store/open.js'
import type { Store } from '../store/store.js'
import { BODY_TYPES } from '../wire/event.js'
import { randomHex, ZERO_HASH } from '../wire/hash.js'
import type { ItemDraft } from '../domain/item.js'
import { encodeRosterChange } from '../wire/roster.js'
import type { Acting } from './act.js'
import { takeRosterChange } from './inbound/roster.js'
import type { Application } from './intake/application.js'
import { giveItem, signerFor, withPublishingKeys } from './lists.testing.js'
import { Site } from './site.js'

/** A real site over a real store, with the roster of the kernel's tests: city, counties a and b, a-town, a-village. */
export interface Counter {
  readonly site: Site
  readonly store: Store
  readonly clock: ManualClock
  readonly alarms: FaultCode[]
  /** The same with all that they say. */
  readonly told: { readonly code: FaultCode; readonly facts: LogFacts }[]
}

const tiers = { city: 'city', a: 'county', b: 'county', 'a-town': 'edge', 'a-village': 'edge', 'b-village': 'edge' } as const
const parents = { city: null, a: 'city', b: 'city', 'a-town': 'a', 'a-village': 'a', 'b-village': 'b' } as const

export interface CounterOptions extends StoreOptions {
  readonly folder?: string
  readonly clock?: ManualClock
  readonly items?: readonly ItemDraft[]
  readonly contentsAside?: boolean
  readonly generation?: number
}

/** Opens a site; one opened a second time over the same folder keeps what it has. */
export function openCounter(id: keyof typeof tiers, options: CounterOptions = {}): Counter {
  const {
    folder = ':memory:',
    clock = new ManualClock(MONDAY_MS),
    items = demoItems,
    contentsAside = false,
    generation = 1,
    ...storeOptions
  } = options
  const store = openStore(folder, storeOptions)
  const alarms: FaultCode[] = []
  const told: { code: FaultCode; facts: LogFacts }[] = []
  const site = new Site({
    site: id,
    parent: parents[id],
    tier: tiers[id],
    generation,
    store,
    clock,
    sealKey: createHash('sha256').update(`seal of ${id}`).digest(),
    signer: tiers[id] === 'edge' ? null : signerFor(id),
    randomHex,
    programVersion: '0.1.0',
    bodyTypes: BODY_TYPES,
    contentsAside,
    notify: {
      written: () => {},
      papersChanged: () => {},
      alarm: (code, facts) => void (alarms.push(code), told.push({ code, facts })),
    },
  })
  if (site.roster.version === 0) furnish(site, items)
  return { site, store, clock, alarms, told }
}

function furnish(site: Site, items: readonly ItemDraft[]): void {
  const change = { version: 1, atMs: MONDAY_MS, by: 'city-clerk', facts: withPublishingKeys(rosterFacts.map(furnished)) }
  const { bytes, hash } = encodeRosterChange(change, ZERO_HASH)
  site.transact(() => {
    takeRosterChange(site, change, bytes, hash)
    for (const item of items) giveItem(site, item)
  })
}

/** The kernel's tests need neither codes nor whole weeks. */
function furnished(fact: RosterFact): RosterFact {
  if (fact.kind !== 'place') return fact
  const { place } = fact
  const week = [...place.hours.week, [], []].slice(0, 7)
  const codes = [{ code: placeCodes[place.id] ?? '371100', from: '2020-01-01', to: null }]
  return { kind: 'place', place: { ...place, codes, hours: { ...place.hours, week } } }
}

const placeCodes: Readonly<Record<string, string>> = {
  'city-hall': '371100',
  'a-hall': '371122',
  'a-centre': '371122104',
  'a-station': '371122104201',
  'a-hosted': '371122104202',
  'b-hall': '371121',
  'b-station': '371121100201',
}

const form = {
  type: 'object',
  properties: {
    reason: { type: 'string', title: '理由', minLength: 1, maxLength: 200 },
    area: { type: 'number', title: '面积', minimum: 0, 'x-warn': [{ most: 300, text: '超过三百平方米,由经办人核对' }] },
  },
  required: ['reason'],
  additionalProperties: false,
}

function draft(changes: Partial<ItemDraft>): ItemDraft {
  const grants = [
    { level: 'village', organ: null, power: 'proxy' },
    { level: 'township', organ: null, power: 'receive' },
    { level: 'county', organ: null, power: 'receive' },
    { level: 'county', organ: 'a-bureau', power: 'decide' },
  ] as const
  const step = { organ: 'a-bureau', level: 'county', actedBy: null, externalSystem: null } as const
  return {
    id: 'permit',
    version: 1,
    name: '宅基地审批',
    type: '01',
    level: 'county',
    organ: 'a-bureau',
    handling: 'promised',
    promised: { amount: 5, unit: 'working-day' },
    legal: { amount: 20, unit: 'working-day' },
    withdrawable: true,
    hasResult: true,
    grants,
    steps: [
      { id: 'accept', name: '受理', kind: 'accept', ...step },
      { id: 'examine', name: '审查', kind: 'examine', ...step },
      { id: 'decide', name: '决定', kind: 'decide', ...step },
    ],
    materials: [
      { ...blankMaterial('deed', '权属证明'), copies: 1 },
      { ...blankMaterial('photo', '照片'), originals: 0, copies: 1, kind: 'copy', necessity: 'optional' },
    ],
    scenarioGroups: [],
    form,
    effectiveFrom: '2025-01-01',
    guide: blankGuide,
    source: 'test',
    invented: [],
    ...changes,
  }
}

/** A permit, one with scenarios, an instant service of the county, one a village finishes, one only consulted about. */
export const demoItems: readonly ItemDraft[] = [
  draft({}),
  draft({
    id: 'choice',
    name: '提取公积金',
    scenarioGroups: [
      {
        id: 'purpose',
        question: '提取用途',
        options: [
          { id: 'loan', name: '贷款', materials: ['deed'] },
          { id: 'rent', name: '租房', materials: ['photo'] },
        ],
        askedWhen: [],
      },
    ],
  }),
  draft({ id: 'instant', name: '婚育证明', type: '20', handling: 'instant', promised: null, materials: [], steps: [] }),
  draft({
    id: 'village-service',
    name: '居住证明',
    type: '20',
    level: 'village',
    organ: null,
    handling: 'instant',
    promised: null,
    hasResult: false,
    grants: [{ level: 'village', organ: null, power: 'village-handle' }],
    steps: [],
    materials: [],
  }),
  draft({
    id: 'city-only',
    name: '社团审批',
    level: 'city',
    organ: 'city-bureau',
    grants: [
      { level: 'city', organ: 'city-bureau', power: 'decide' },
      { level: 'village', organ: null, power: 'consult' },
    ],
  }),
  draft({ id: 'future', name: '以后办', effectiveFrom: '2030-01-01' }),
]

export function acting(person: string, place: string, organ: string | null = null): Acting {
  return { person, place, organ, mandate: null }
}

export const proxy = acting('proxy', 'a-station')
export const clerk = acting('a-clerk', 'a-hall', 'a-bureau')

let made = 0
/** A request id no other test has. */
export function newRequestId(): string {
  made += 1
  return made.toString(16).padStart(32, '0')
}

/** An application for the permit by one person, all on paper. */
export function application(changes: Partial<Application> = {}): Application {
  return {
    item: 'permit',
    applicant: { kind: 'person', person: { name: '张三', document: { type: '111', number: '371122198001010011' } } },
    form: { reason: '翻建', area: 120 },
    materials: [{ material: 'deed', paper: null, form: 'original', originals: 1, copies: 1 }],
    ...changes,
  }
}
