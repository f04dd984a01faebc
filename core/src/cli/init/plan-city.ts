import type { OpeningHours, OpenSpan, Organ, Place, RosterFact, Site } from '../../domain/roster.js'
import { FIRST_POLICY } from '../../domain/roster-view.js'
import type { Level, LocalDate, PersonId } from '../../domain/values.js'
import type { Divisions } from '../divisions.js'
import { DEPARTMENTS, type Department, townshipOrgan } from './organ-list.js'
import { checkMachines, countyOf, isEdge, placeId, type Spot, siteId, spotsOf } from './spots.js'

/** The person `init` enters; everybody else comes by later roster changes. */
export const ADMINISTRATOR: PersonId = 'u0001'

/** 系统管理员, 安全管理员, 审计员: whom a city begins with (三权分立); they let everybody else in. */
const FIRST_PEOPLE = [
  { id: ADMINISTRATOR, name: '系统管理员', login: 'sysadmin', role: 'network-administrator' },
  { id: 'u0002', name: '安全管理员', login: 'secadmin', role: 'security-administrator' },
  { id: 'u0003', name: '审计员', login: 'auditor', role: 'auditor' },
] as const

/** Whose ids nobody else may have. */
export const FIRST_IDS: readonly PersonId[] = FIRST_PEOPLE.map(({ id }) => id)

/** What a city decides when its roster is first made. */
export interface CityOptions {
  /** The day from which codes hold. */
  readonly from: LocalDate
  /** Instead of the name the tables give; without any the city is called 市. */
  readonly cityName: string | null
  /** Codes of the townships and villages that have a machine of their own from the first day; the county's site serves the others. */
  readonly machines: ReadonlySet<string>
  /** Body types this version's programs read. */
  readonly bodyTypes: readonly string[]
}

/** 周一至周五 9:00–12:00, 13:30–17:00; a village's helper has other work and opens for less. */
const HALL_DAY: readonly OpenSpan[] = [span('9:00', '12:00'), span('13:30', '17:00')]
const VILLAGE_DAY: readonly OpenSpan[] = [span('9:00', '11:30'), span('14:00', '16:30')]

/**
 * The first roster of a city: its sites, places and organs, the administrator and the policy, parents before children.
 * Ids count up in the order of the codes and mean nothing, so the same tables give the same ids.
 */
export function planCity(divisions: Divisions, options: CityOptions): readonly RosterFact[] {
  const spots = spotsOf(divisions, options.cityName ?? divisions.city.name ?? '市')
  checkMachines(spots, options.machines)
  const organs = organsOf(spots)
  return spots.flatMap((spot): readonly RosterFact[] => [
    { kind: 'site', site: siteOf(spot, options) },
    { kind: 'place', place: placeOf(spot, options) },
    ...organs.filter(({ place }) => place === placeId(spot)).map((organ) => ({ kind: 'organ' as const, organ })),
    ...(spot.above === null ? cityFacts(spot, organs) : []),
  ])
}

function siteOf(spot: Spot, { bodyTypes }: CityOptions): Site {
  const tier = spot.level === 'city' || spot.level === 'county' ? spot.level : 'edge'
  return {
    id: siteId(spot),
    name: `${spot.label}${SITE_SUFFIX[tier]}`,
    program: tier === 'edge' ? 'edge-agent' : 'gateway',
    tier,
    parent: spot.above === null ? null : siteId(tier === 'edge' ? countyOf(spot) : spot.above),
    generation: 1,
    // Its keys are made with the roster; everybody else enrols.
    life: tier === 'city' ? 'enrolled' : 'planned',
    successor: null,
    // What a machine not yet there can read is said when it enrols.
    bodyTypes: tier === 'city' ? bodyTypes : [],
    publishingKeys: [],
    plannedFor: placeId(spot),
  }
}

const SITE_SUFFIX = { city: '市级平台', county: '县级平台', edge: '边缘节点' } as const

function placeOf(spot: Spot, { from, machines }: CityOptions): Place {
  const hosted = isEdge(spot) && !machines.has(spot.code)
  return {
    id: placeId(spot),
    kind: PLACE_KIND[spot.level],
    level: spot.level,
    name: `${spot.label}${PLACE_SUFFIX[spot.level]}`,
    codes: [{ code: spot.code, from, to: null }],
    parent: spot.above === null ? null : placeId(spot.above),
    site: siteId(hosted ? countyOf(spot) : spot),
    life: 'open',
    hours: hoursOf(spot.level),
    rota: [],
    standIns: [],
    phone: null,
  }
}

const PLACE_KIND = { city: 'hall', county: 'hall', township: 'township-centre', village: 'village-station' } as const
const PLACE_SUFFIX = {
  city: '政务服务中心',
  county: '政务服务中心',
  township: '便民服务中心',
  village: '便民服务站',
} as const

function hoursOf(level: Level): OpeningHours {
  const day = level === 'village' ? VILLAGE_DAY : HALL_DAY
  return { week: [day, day, day, day, day, [], []], closures: [] }
}

function organsOf(spots: readonly Spot[]): readonly Organ[] {
  return spots
    .flatMap((spot) => departmentsOf(spot).map((department) => ({ spot, department })))
    .toSorted((one, other) => one.department.round - other.department.round)
    .map(({ spot, department }, index) => ({
      id: `o${String(index + 1).padStart(4, '0')}`,
      name: department.name,
      level: spot.level,
      nature: department.nature,
      place: placeId(spot),
      creditCode: null,
    }))
}

function departmentsOf({ level, label }: Spot): readonly Department[] {
  if (level === 'village') return []
  if (level === 'township') return [townshipOrgan(label)]
  return DEPARTMENTS[level].map((department) => ({ ...department, name: `${label}${department.name}` }))
}

function cityFacts(city: Spot, organs: readonly Organ[]): readonly RosterFact[] {
  const office = organs.find(({ place, name }) => place === placeId(city) && name.endsWith('行政审批服务局'))
  const posts = [{ place: placeId(city), organ: office?.id ?? null }]
  return [
    ...FIRST_PEOPLE.flatMap(({ id, name, login, role }): readonly RosterFact[] => [
      { kind: 'person', person: { id, name, phone: null, posts, active: true } },
      {
        kind: 'account',
        account: {
          person: id,
          login,
          roles: [{ role, place: placeId(city), organ: null }],
          state: 'active',
          credentialVersion: 0,
        },
      },
    ]),
    { kind: 'policy', policy: FIRST_POLICY },
  ]
}

function span(from: string, to: string): OpenSpan {
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to) }
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}
