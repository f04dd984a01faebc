import { blankGuide, blankMaterial } from '@liandong/core/domain/catalogue/blank.js'
import { randomBytes } from 'node:crypto'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import { accountsFor } from '@liandong/core/domain/people/usual-roles.js'
import type { OpeningHours, Place, RosterFact, Site } from '@liandong/core/domain/roster.js'
import type { Acting } from '@liandong/core/site/act.js'
import type { Registration } from '@liandong/core/site/intake/register.js'
import { BODY_TYPES } from '@liandong/core/wire/event.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { EVENT_BYTES } from '../floors/case-tables.js'

/** The smallest city: one site of each tier, each with one place, and one item the county decides. */
export const SITES = { city: 'city', county: 'county', village: 'village' } as const
export type SiteName = keyof typeof SITES

const PARENTS: Readonly<Record<SiteName, SiteName | null>> = { city: null, county: 'city', village: 'county' }
export const ORGAN = 'county-bureau'
const PERSON = 'proxy'
const STATION = 'place-village'
const FROM = '2020-01-01'

const always: OpeningHours = { week: Array.from({ length: 7 }, () => [{ fromMinute: 0, toMinute: 1440 }]), closures: [] }

export function parentOf(site: SiteName): SiteName | null {
  return PARENTS[site]
}

const placesAndPeople: readonly RosterFact[] = [
  ...(['city', 'county', 'village'] as const).map((id) => ({ kind: 'site', site: siteOf(id) }) as const),
  ...(['city', 'county', 'village'] as const).map((id) => ({ kind: 'place', place: placeOf(id) }) as const),
  {
    kind: 'organ',
    organ: { id: ORGAN, name: '县民政局', level: 'county', nature: 'administrative', place: 'place-county', creditCode: null },
  },
  {
    kind: 'person',
    person: { id: PERSON, name: '孟宪芹', phone: null, posts: [{ place: STATION, organ: null }], active: true },
  },
]

export const worldFacts: readonly RosterFact[] = [...placesAndPeople, ...accountsFor(placesAndPeople)]

/** One of the three as the roster names it. */
export function siteOf(id: SiteName): Site {
  const tier = id === 'village' ? 'edge' : id
  const program = id === 'village' ? 'edge-agent' : 'gateway'
  const { [id]: parent } = PARENTS
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
    bodyTypes: BODY_TYPES,
  }
}

function placeOf(site: SiteName): Place {
  const parent = PARENTS[site]
  return {
    id: `place-${site}`,
    kind: site === 'village' ? 'village-station' : 'hall',
    level: site,
    name: site,
    codes: [{ code: { city: '371100', county: '371122', village: '371122104266' }[site], from: FROM, to: null }],
    parent: parent === null ? null : `place-${parent}`,
    site,
    life: 'open',
    hours: always,
    rota: [],
    standIns: [],
    phone: null,
  }
}

/** So many that an event which lists them all is about as long as one of a floor. */
const MATERIALS = Array.from({ length: 46 }, (_, index) => `material-${String(index).padStart(2, '0')}`)

export const item: ItemVersion = withDigest({
  id: 'bench-item',
  version: 1,
  name: '高龄津贴申领',
  type: '20',
  level: 'county',
  organ: ORGAN,
  handling: 'promised',
  promised: { amount: 5, unit: 'working-day' },
  legal: { amount: 20, unit: 'working-day' },
  withdrawable: true,
  hasResult: true,
  grants: [{ level: 'village', organ: null, power: 'proxy' }],
  steps: [
    { id: 'accept', name: '受理', kind: 'accept', organ: ORGAN, level: 'county', actedBy: null, externalSystem: null },
    { id: 'decide', name: '决定', kind: 'decide', organ: ORGAN, level: 'county', actedBy: null, externalSystem: null },
  ],
  materials: MATERIALS.map((id) => ({ ...blankMaterial(id, id), copies: 1, necessity: 'optional' })),
  scenarioGroups: [],
  form: { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] },
  effectiveFrom: FROM,
  guide: blankGuide,
  source: 'bench',
  invented: ['all'],
})

/** Sheets seen at the counter, nothing scanned. */
export const materialsGiven = MATERIALS.map(
  (material) => ({ material, paper: null, form: 'original', originals: 1, copies: 1 }) as const,
)

export const acting: Acting = { person: PERSON, place: STATION, organ: null, mandate: null }

/** What an application holds beside its form, so that all of it is about as long as an event of a floor. */
const REST_BYTES = 400
/** Three bytes of UTF-8 each, as the text of a form is. */
const REASON = '补'.repeat(Math.floor((EVENT_BYTES - REST_BYTES) / 3))

/** One application of 2 KB, as a counter hands it in. */
export function makeRegistration(): Registration {
  const applicant = {
    kind: 'person',
    person: {
      name: '高培德',
      document: { type: '111', number: '371122194506011234' },
      phone: '13800000000',
      address: '日照市莒县招贤镇大路东村 112 号',
    },
  } as const
  const materials = materialsGiven.slice(0, 1)
  const requestId = randomBytes(16).toString('hex')
  return { application: { item: item.id, applicant, form: { reason: REASON }, materials }, acting, requestId, draft: null }
}
