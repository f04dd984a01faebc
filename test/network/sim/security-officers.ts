import { createHash } from 'node:crypto'
import { accountsFor } from '@liandong/core/domain/people/usual-roles.js'
import type { Person, RosterFact } from '@liandong/core/domain/roster.js'
import { currentPerson } from '@liandong/core/domain/roster-view.js'
import type { Random } from '../random.js'
import type { Simulation } from './simulation.js'

/** People of their own, so that nobody who registers cases is moved about. */
const people = ['mover-1', 'mover-2', 'mover-3'] as const
const places = ['city-hall', 'a-hall', 'b-hall', 'a-centre', 'a-station-1', 'a-station-2', 'b-station-1', 'a-hosted', 'b-hosted']

/** Whoever gives people posts and passwords, and the people who choose others wherever they are. */
export class SecurityOfficers {
  readonly #sim: Simulation
  #words = 0

  constructor(sim: Simulation) {
    this.#sim = sim
  }

  async change(random: Random): Promise<string> {
    const { network } = this.#sim
    const person = random.pick(people)
    const what = random.pick(['move', 'reset', 'reset', 'change', 'change', 'change', 'change'] as const)
    if (!network.isRunning('city')) return 'the city is not there'
    try {
      if (currentPerson(network.site('city').roster, person) === null || what === 'move') return await this.#move(person, random)
      return what === 'reset' ? this.#reset(person, random) : this.#change(person, random)
    } catch (error) {
      return String(error)
    }
  }

  /** One post, two, sometimes none; with the first an account. */
  async #move(id: string, random: Random): Promise<string> {
    const posts = Array.from({ length: random.pick([0, 1, 1, 2, 2]) }, () => ({ place: random.pick(places), organ: null }))
    const person: Person = { id, name: id, phone: null, posts, active: true }
    const fact: RosterFact = { kind: 'person', person }
    const isNew = currentPerson(this.#sim.network.site('city').roster, id) === null
    await this.#sim.network.giveRoster(isNew ? [fact, ...accountsFor([fact])] : [fact], 'city-second')
    this.#sim.network.counts.add('people: posts moved')
    return `${id} serves at ${posts.map(({ place }) => place).join(', ')}`
  }

  /** At the city alone: what a county reset while the city could not be reached may die with its disk. */
  #reset(person: string, random: Random): string {
    const { site, build } = this.#sim.network.sim('city')
    const credentials = { phc: this.#phc(random), pinPhc: null, totp: null, mustChange: true }
    const outcome = site.transact(() => build.resetVerifier(site, person, credentials, 'city-second'))
    if (!('kind' in outcome)) this.#sim.network.counts.add('people: password reset')
    return `${person} reset: ${'kind' in outcome ? outcome.code : outcome.version}`
  }

  /** Wherever it is held, at one site or at two that may not have heard of each other. */
  #change(person: string, random: Random): string {
    const { network } = this.#sim
    const holders = network.runningIds.filter((id) => network.site(id).store.people.verifiers.get(person) !== null)
    if (holders.length === 0) return this.#reset(person, random)
    const chosen = new Set([random.pick(holders), random.pick(holders)])
    return [...chosen].map((at) => this.#changeAt(at, person, random)).join('; ')
  }

  #changeAt(at: string, person: string, random: Random): string {
    const { network } = this.#sim
    const { site, build } = network.sim(at)
    const outcome = site.transact(() => build.changeVerifier(site, person, { phc: this.#phc(random), mustChange: false }))
    if (!('kind' in outcome))
      network.counts.add(at === 'city' ? 'people: password changed at the city' : 'people: password changed below')
    return `${person} at ${at}: ${'kind' in outcome ? outcome.code : outcome.version}`
  }

  #phc(random: Random): string {
    this.#words += 1
    const hash = createHash('sha256')
      .update(`${random.hex(8)} ${this.#words}`)
      .digest('base64')
    return `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$${hash.slice(0, 43)}`
  }
}
