import { createHash } from 'node:crypto'
import type { RoleGrant } from '../../domain/people/account.js'
import { accountAt } from '../../domain/people/accounts.js'
import type { Verifier } from '../../domain/people/verifier.js'
import type { Person, RosterFact } from '../../domain/roster.js'
import { currentPerson } from '../../domain/roster-view.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { carry, join } from '../lines.testing.js'
import { changeRoster } from '../roster-change.js'
import { type Credentials, changeVerifier, resetVerifier } from './credentials.js'

const links = [
  ['a', 'city'],
  ['b', 'city'],
  ['a-town', 'a'],
  ['a-village', 'a'],
  ['b-village', 'b'],
] as const
const ids = ['city', 'a', 'b', 'a-town', 'a-village', 'b-village'] as const
export type SiteName = (typeof ids)[number]

const firstAccount = { roles: [], state: 'active' as const, credentialVersion: 1 }

/** In the form of a hash; no password has it. */
export function phcOf(word: string): string {
  return `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$${createHash('sha256').update(word).digest('base64').slice(0, 43)}`
}

/** What an administrator enters. */
function firstOf(word: string): Credentials {
  return { phc: phcOf(word), pinPhc: null, totp: null, mustChange: true }
}

/** The key of the frames between two gateways; stations share none. */
export function frameKeyOf(one: string, other: string): Uint8Array | null {
  const isGateway = (id: string) => ['city', 'a', 'b'].includes(id)
  if (!isGateway(one) || !isGateway(other)) return null
  return createHash('sha256').update([one, other].sort().join(' ')).digest()
}

/** All six sites of the kernel's tests, linked, with people who have accounts. */
export class PeopleStage {
  readonly counters: Readonly<Record<SiteName, Counter>>
  readonly #cut = new Set<string>()

  constructor() {
    const opened = ids.map((id) => [id, openCounter(id, { items: [] })] as const)
    this.counters = Object.fromEntries(opened) as Record<SiteName, Counter>
    for (const [id, { site }] of opened) Object.assign(site.options, { linkKey: (peer: string) => frameKeyOf(id, peer) })
    for (const [child, parent] of links) join(this.site(child), this.site(parent))
    this.carry()
  }

  site(id: SiteName) {
    return this.counters[id].site
  }

  cut(child: SiteName): void {
    this.#cut.add(child)
  }

  mend(child: SiteName): void {
    this.#cut.delete(child)
  }

  /** Hands everything over where the line is up. */
  carry(): void {
    const up = links.filter(([child]) => !this.#cut.has(child))
    carry(...up.map(([child, parent]) => [this.site(child), this.site(parent)] as const))
  }

  async enter(...facts: RosterFact[]): Promise<void> {
    const outcome = await changeRoster(this.site('city'), facts, 'city-clerk')
    if (outcome.kind === 'refused') throw new Error(outcome.detail)
  }

  /** Gives people accounts who have none yet. */
  async accounts(...people: readonly string[]): Promise<void> {
    const without = people.filter((person) => accountAt(this.site('city').roster, person) === null)
    await this.enter(
      ...without.map((person) => ({ kind: 'account' as const, account: { person, login: person, ...firstAccount } })),
    )
    this.carry()
  }

  /** Their accounts, with these roles and no others. */
  async roles(...people: readonly (readonly [string, ...RoleGrant[]])[]): Promise<void> {
    await this.enter(
      ...people.map(([person, ...roles]) => ({
        kind: 'account' as const,
        account: { person, login: person, ...firstAccount, roles },
      })),
    )
    this.carry()
  }

  /** The person's posts from now on. */
  async post(person: string, ...places: readonly string[]): Promise<void> {
    const found = currentPerson(this.site('city').roster, person) as Person
    await this.enter({ kind: 'person', person: { ...found, posts: places.map((place) => ({ place, organ: null })) } })
  }

  reset(at: SiteName, person: string, word: string): Verifier {
    return this.#done(at, () => resetVerifier(this.site(at), person, firstOf(word), 'city-second'))
  }

  change(at: SiteName, person: string, word: string): Verifier {
    return this.#done(at, () => changeVerifier(this.site(at), person, { phc: phcOf(word), mustChange: false }))
  }

  #done(at: SiteName, work: () => ReturnType<typeof changeVerifier>): Verifier {
    const outcome = this.site(at).transact(work)
    if ('kind' in outcome) throw new Error(outcome.code)
    return outcome
  }

  /** Who holds the person's verifier, and of which word. */
  holders(person: string, ...words: readonly string[]): Readonly<Partial<Record<SiteName, string>>> {
    const held = ids.flatMap((id) => {
      const verifier = verifierOf(this.counters[id].store, person)
      return verifier === null ? [] : [[id, words.find((word) => phcOf(word) === verifier.phc) ?? 'another'] as const]
    })
    return Object.fromEntries(held)
  }

  alarms(): readonly string[] {
    return ids.flatMap((id) => this.counters[id].alarms)
  }

  close(): void {
    for (const { store } of Object.values(this.counters)) store.close()
  }
}
