import type { Roster } from '../roster.js'
import { currentPerson, siteOfPlace } from '../roster-view.js'
import { sitesAbove } from '../tree.js'
import type { PersonId, SiteId } from '../values.js'

/** What a person proves to be themselves by (验证凭据). It is no roster fact: only sites where the person has a post, and those above, hold it. */
export interface Verifier {
  readonly person: PersonId
  /** Of two the higher stands. Resets and changes are counted in one number: `afterReset`, `afterChange`. */
  readonly version: number
  /** Argon2id of the password, as a PHC string. */
  readonly phc: string
  /** Argon2id of the PIN that serves on a known PC; null where none was set. */
  readonly pinPhc: string | null
  /** Seed of one-time codes (RFC 6238), 20 bytes; null where policy asks for none. */
  readonly totp: Uint8Array | null
  /** Set by somebody else: the person has to choose another before anything else. */
  readonly mustChange: boolean
  readonly setAtMs: number
  /** The person, or the administrator who reset it. */
  readonly setBy: PersonId
  /** Where it was set. */
  readonly setAt: SiteId
}

/** A reset stands above every change before it, however often a password was changed at a station that cannot be reached. */
const PER_RESET = 1_000_000

/** How often administrators reset it. */
export function resetsOf(version: number): number {
  return Math.floor(version / PER_RESET)
}

export function afterReset(before: number): number {
  return (resetsOf(before) + 1) * PER_RESET
}

/** null: no room before the next reset, which only somebody hostile uses up. */
export function afterChange(before: number): number | null {
  return resetsOf(before + 1) === resetsOf(before) ? before + 1 : null
}

/** Which of two stands; nothing is merged. The same at every site, so that all end with one. */
export function supersedes(
  next: Pick<Verifier, 'version' | 'setAtMs' | 'setAt'>,
  held: Pick<Verifier, 'version' | 'setAtMs' | 'setAt'>,
): boolean {
  if (next.version !== held.version) return next.version > held.version
  if (next.setAtMs !== held.setAtMs) return next.setAtMs > held.setAtMs
  return next.setAt > held.setAt
}

/** The sites that may hold the person's verifier: where the person has a post, and all above. */
export function sitesEntitled(roster: Roster, person: PersonId): ReadonlySet<SiteId> {
  const found = currentPerson(roster, person)
  if (found === null || !found.active) return new Set()
  const at = found.posts.flatMap(({ place }) => siteOfPlace(roster, place) ?? [])
  return new Set(at.flatMap((site) => [site, ...sitesAbove(roster, site)]))
}

/** Whether the person ever had a post there: what such a site says comes late, and is no attack. */
export function wasEverEntitled(roster: Roster, person: PersonId, site: SiteId): boolean {
  const records = roster.persons.get(person) ?? []
  const places = new Set(records.flatMap(({ record }) => record.posts.map(({ place }) => place)))
  const hosts = [...places].flatMap((place) => (roster.places.get(place) ?? []).map(({ record }) => record.site))
  return hosts.some((host) => host === site || sitesAbove(roster, host).includes(site))
}
