import type { Account } from './people/account.js'
import type { Hash, Level, LocalDate, OrganId, PersonId, PlaceId, SiteId } from './values.js'

export type SiteLife = 'planned' | 'enrolled' | 'retired'

export interface Site {
  readonly id: SiteId
  readonly name: string
  readonly program: 'gateway' | 'edge-agent'
  readonly tier: 'city' | 'county' | 'edge'
  /** The site dialled; null only for the city. */
  readonly parent: SiteId | null
  /** Grows with each replaced machine. */
  readonly generation: number
  readonly life: SiteLife
  /** Who took over a retired site. */
  readonly successor: SiteId | null
  /** Body types this site's program can read; new types are written only when the whole path knows them. */
  readonly bodyTypes: readonly string[]
  /** What its machine proves itself by; absent until one was enrolled. */
  readonly trust?: SiteTrust
  /** The place whose own machine it will be; absent where it is none's. The place may be served by another site until then. */
  readonly plannedFor?: PlaceId
  /** With which it signs what it publishes (editions of lists); none for a site that publishes nothing. */
  readonly publishingKeys: readonly PublishingKey[]
}

/** The public half of a key; an older one stays, so that what it signed can be checked. */
export interface PublishingKey {
  readonly id: string
  readonly algorithm: string
  /** In hexadecimal. */
  readonly publicKey: string
}

/** The key of a site's machine and how long it is good. A certificate proves the key; this says whether it is trusted. */
export interface SiteTrust {
  /** SHA-256 of the public key's SubjectPublicKeyInfo. */
  readonly fingerprint: Hash
  /** A gateway's user at the message bus; null for an edge agent. */
  readonly busUser: string | null
  readonly issuedMs: number
  readonly renewByMs: number
  /** When the site was cut off; null while it is trusted. */
  readonly revokedMs: number | null
}

/** A division code is a dated attribute, never an identity. */
export interface DatedCode {
  readonly code: string
  readonly from: LocalDate
  readonly to: LocalDate | null
}

export type PlaceLife = 'planned' | 'built' | 'open' | 'paused' | 'closed'

/** Minutes after local midnight, half-open. */
export interface OpenSpan {
  readonly fromMinute: number
  readonly toMinute: number
}

/** Spans per weekday, Monday first; dated closures override, with the place that stands in. */
export interface OpeningHours {
  readonly week: readonly (readonly OpenSpan[])[]
  readonly closures: readonly {
    readonly from: LocalDate
    readonly to: LocalDate
    readonly standIn: PlaceId | null
  }[]
}

export interface RotaEntry {
  readonly person: PersonId
  /** Weekdays on duty, 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[]
}

export interface Place {
  readonly id: PlaceId
  readonly kind: 'hall' | 'township-centre' | 'village-station'
  readonly level: Level
  readonly name: string
  readonly codes: readonly DatedCode[]
  /** Administrative parent: decides who may see and do what. */
  readonly parent: PlaceId | null
  /** The site whose store serves this place. */
  readonly site: SiteId
  readonly life: PlaceLife
  readonly hours: OpeningHours
  readonly rota: readonly RotaEntry[]
  /** A/B substitutes, in the order they are asked. */
  readonly standIns: readonly PersonId[]
  readonly phone: string | null
}

export interface Organ {
  readonly id: OrganId
  readonly name: string
  readonly level: Level
  /** 法定机关, 授权组织, 受委托组织 (GB/T 39046 A.3). Only the first two decide permits (行政许可法 22, 23). */
  readonly nature: 'administrative' | 'authorised' | 'entrusted'
  /** Where its window is, so also which site its clerks work on. */
  readonly place: PlaceId
  /** 统一社会信用代码, when known. */
  readonly creditCode: string | null
}

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly phone: string | null
  /** Where the person serves, and for which organ there (null at villages). */
  readonly posts: readonly { readonly place: PlaceId; readonly organ: OrganId | null }[]
  readonly active: boolean
}

export type RosterFact =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'organ'; readonly organ: Organ }
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'calendar'; readonly calendar: CalendarOverride }
  | { readonly kind: 'policy'; readonly policy: Policy }

/** Days that differ from the published calendar, or publish a further year. */
export interface CalendarOverride {
  readonly version: string
  readonly year: number
  readonly workdays: readonly LocalDate[]
  readonly holidays: readonly LocalDate[]
}

/** Network-wide figures an administrator may change. */
export interface Policy {
  /** L of the lease: how long deciding goes on without word from the parent. */
  readonly leaseWorkingDays: number
  /** N of the erasure rule: days after delivery until a station erases its copy. */
  readonly eraseAfterDays: number
  /** Working days without word from above after which a copy of a list is stale. */
  readonly catalogueFreshDays: number
  /** Open hours a place may be behind the newest edition before an alarm is raised. */
  readonly catalogueBehindOpenHours: number
  /** Days without word from the parent after which a site signs nobody in: longer than the longest outage. */
  readonly offlineSignInDays: number
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number
  /** Hours after which a session ends, however busy it is. */
  readonly sessionHours: number
  /** Months after which audit entries are let go of; six at least (网络安全法 21(3)). */
  readonly auditKeepMonths: number
  /** Who shows a one-time code besides the password; people of villages never do. */
  readonly oneTimeCodes: 'nobody' | 'administrators' | 'everyone'
}

/** One roster version: what changed, by whom. Versions are numbered from 1 without gaps, made by the city alone. */
export interface RosterChange {
  readonly version: number
  readonly atMs: number
  readonly by: PersonId
  readonly facts: readonly RosterFact[]
}

/** The last record of an id at each version that changed it, oldest first. */
export interface Dated<Record> {
  readonly version: number
  /** When that version was made, by the city's clock. */
  readonly atMs: number
  readonly record: Record
}

/** The roster folded from all changes up to `version`; earlier records stay readable. */
export interface Roster {
  readonly version: number
  /** The latest time any version was made at: true time is not before it, whatever a machine's clock says. */
  readonly atMs: number
  readonly sites: ReadonlyMap<SiteId, readonly Dated<Site>[]>
  readonly places: ReadonlyMap<PlaceId, readonly Dated<Place>[]>
  readonly organs: ReadonlyMap<OrganId, readonly Dated<Organ>[]>
  readonly persons: ReadonlyMap<PersonId, readonly Dated<Person>[]>
  /** By the person each belongs to. */
  readonly accounts: ReadonlyMap<PersonId, readonly Dated<Account>[]>
  readonly calendars: ReadonlyMap<number, CalendarOverride>
  readonly policy: Policy
}
