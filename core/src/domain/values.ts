/** Permanent id of a site (节点), given at enrolment, never reused; says nothing about its division code. */
export type SiteId = string
/** Random id of one store file; a replaced or restored store has a new one. */
export type StoreId = string
export type PlaceId = string
export type OrganId = string
export type PersonId = string
/** Random, 32 lower-case hexadecimal digits. */
export type CaseId = string
/** Random, 32 lower-case hexadecimal digits, made where the person acts. */
export type RequestId = string
export type TaskId = string
export type ItemId = string
export type StepId = string
export type MaterialId = string
/** Lower-case hexadecimal digest; the scheme stands beside it wherever it is stored. */
export type Hash = string
/** Calendar date in China Standard Time, `YYYY-MM-DD`. */
export type LocalDate = string

/** Administrative level (行使层级, GB/T 39046 A.2: 3 city, 4 county, 5 township, 6 village). */
export type Level = 'city' | 'county' | 'township' | 'village'

/** A period in the unit it was set in (1 working day, calendar day, hour); hours run on the clock, through nights and days off. */
export interface Limit {
  readonly amount: number
  readonly unit: 'working-day' | 'calendar-day' | 'hour'
}

/** How a site knew the true time when it wrote: `reference` is the city's own clock. */
export type ClockKnowledge = 'reference' | 'measured' | 'carried' | 'unsure'

export interface EventTime {
  /** What the machine's clock said, ms since 1970 UTC. */
  readonly rawMs: number
  /** Best estimate of true time, ms since 1970 UTC. */
  readonly estimateMs: number
  readonly known: ClockKnowledge
  /** The time that counts in law: the estimate, never before the previous event's. */
  readonly legalMs: number
}

/** Who acts, from where, in whose name, by which roster. */
export interface Actor {
  readonly site: SiteId
  readonly store: StoreId
  readonly person: PersonId
  readonly place: PlaceId
  /** The organ acted for; null at a village or community, which is no organ (村民委员会组织法 2, 5). */
  readonly organ: OrganId | null
  readonly level: Level
  /** Hash of the villager's mandate (代办服务委托书), when one was given. */
  readonly mandate: Hash | null
  readonly rosterVersion: number
}

/** A paper (申请材料) named by an event: the blob's hash and its size in bytes. */
export interface PaperRef {
  readonly hash: Hash
  readonly sizeBytes: number
}

export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
