import { SOUND_LINE } from '@liandong/core/transport/memory-line.js'
import { withDigest } from '@liandong/core/wire/item.js'
import type { Random } from '../random.js'
import type { Simulation } from './simulation.js'
import type { StepKind } from './story.js'
import { administrators, secondPersons, shapes } from './world.js'

const DAY_MS = 86_400_000
const lines = shapes.filter(({ parent }) => parent !== null).map(({ id }) => id)
const edges = shapes.filter(({ tier }) => tier === 'edge').map(({ id }) => id)
/** Wide enough that more than one story in four has a county's line among them. */
const chooseLine = (random: Random) => (random.chance(0.3) ? random.pick(['a', 'b']) : random.pick(lines))

/** Everything that goes wrong, drawn or asked for by name. */
export class Faults {
  readonly #sim: Simulation
  #rosterChanges = 0

  constructor(sim: Simulation) {
    this.#sim = sim
  }

  get #network() {
    return this.#sim.network
  }

  strike(kind: StepKind, random: Random): string | Promise<string> {
    switch (kind) {
      case 'cut':
        return this.cut(chooseLine(random))
      case 'heal':
        return this.heal(random)
      case 'break':
        return this.break(chooseLine(random))
      case 'bad line':
        return this.badLine(chooseLine(random), random)
      case 'slow line':
        return this.slowLine(chooseLine(random), random)
      case 'sound line':
        return this.soundLine(chooseLine(random))
      case 'crash':
        return this.crash(random)
      case 'crash in transaction':
        return this.crashInTransaction(random)
      case 'power off':
        return this.powerOff(random)
      case 'wrong clock':
        return this.wrongClock(random)
      case 'seize':
        return this.seize(random.pick([...edges, 'a', 'b']), 'silent')
      case 'city seizes':
        return random.chance(0.5) ? this.seize(random.pick(['a', 'b']), 'silent') : this.bothSeize(random.pick(edges))
      case 'roster change':
        return this.rosterChange(random)
      case 'new item':
        return this.newItem(random)
      case 'item overtaken':
        return this.itemOvertaken(random)
      default:
        throw new Error(`no fault ${kind}`)
    }
  }

  #count(name: string): void {
    this.#network.counts.add(`fault: ${name}`)
  }

  cut(id: string): string {
    this.#network.line(id).cut()
    this.#count('cut')
    return id
  }

  heal(random: Random): string {
    const cut = lines.filter((id) => this.#network.line(id).isCut)
    if (cut.length === 0) return 'nothing is cut'
    const id = random.pick(cut)
    this.#network.line(id).heal()
    this.#count('heal')
    return id
  }

  break(id: string): string {
    this.#network.line(id).break()
    this.#count('break')
    return id
  }

  badLine(id: string, random: Random): string {
    const faults = {
      dropRate: random.pick([0, 0.05, 0.3]),
      duplicateRate: random.pick([0, 0.2]),
      reorderRate: random.pick([0, 0.3]),
      delayMs: random.pick([
        [0, 0],
        [20, 200],
        [200, 3_000],
      ] as const),
    }
    this.#network.line(id).setFaults(faults)
    if (faults.delayMs[1] > 0) this.#count('delay')
    return `${id} ${JSON.stringify(faults)}`
  }

  slowLine(id: string, random: Random): string {
    this.#network.line(id).setFaults({ bytesPerSecond: random.pick([2_000, 8_000]), bufferBytes: random.pick([1, 65_536]) })
    this.#count('slow line')
    return id
  }

  soundLine(id: string): string {
    this.#network.line(id).setFaults(SOUND_LINE)
    return id
  }

  crash(random: Random): string {
    const id = random.pick(this.#network.runningIds)
    this.#network.crash(id)
    this.#count('crash')
    return id
  }

  crashInTransaction(random: Random): string {
    const id = random.pick(this.#network.runningIds)
    this.#network.sim(id).life.crashInTransaction(1 + random.below(4))
    return id
  }

  powerOff(random: Random): string {
    const id = random.pick(this.#network.runningIds)
    const forMs = random.pick([1_000, 20_000, 60_000])
    this.#network.stop(id)
    this.#network.clock.setTimer(forMs, () => void this.#network.start(id))
    this.#count('power off')
    return `${id} for ${forMs} ms`
  }

  /** Room for a few pages more, until somebody makes room and starts the program again. */
  diskFull(random: Random): string {
    const id = random.pick(this.#network.runningIds)
    this.#network.fillDisk(id, random.below(4))
    this.#network.clock.setTimer(random.pick([5_000, 30_000]), () => this.#network.makeRoom(id))
    this.#count('disk full')
    return id
  }

  wrongClock(random: Random): string {
    const id = random.pick(shapes).id
    const clock = this.#network.clockOf(id)
    const [name, set] = random.pick([
      ['1970', () => clock.setDate(Date.UTC(1970, 0, 1, 0, 5))],
      ['2009', () => clock.setDate(Date.UTC(2009, 0, 1))],
      ['+3 days', () => clock.setAhead(3 * DAY_MS)],
      ['right', () => clock.setAhead(0)],
    ] as const)
    set()
    if (name !== 'right') this.#count(`clock ${name}`)
    return `${id} ${name}`
  }

  /** A parent believes a site gone that is only cut off, and takes what it held. */
  async seize(from: string, reason: 'silent' | 'cut-off', seizer = this.#above(from)): Promise<string> {
    const person = administrators[seizer]
    if (!this.#network.isRunning(seizer) || person === undefined) return `${seizer} is not there`
    if (reason === 'silent') this.#network.line(from).cut()
    const { site, build } = this.#network.sim(seizer)
    const seizing = site.commit(() => {
      const outcome = build.seizeAllOf(site, { from, reason, approvers: [secondPersons[seizer] ?? ''], person })
      build.settlePending(site)
      return outcome
    })
    const outcome = await this.#sim.answered(seizing.catch(() => null))
    if (outcome === null) return `${seizer} could not`
    this.#network.counts.add('rule: seized', outcome.seized.length)
    if (outcome.seized.length > 0) this.#count(`seizure by ${this.#network.shape(seizer).tier}`)
    return `${seizer} from ${from}: ${outcome.seized.map((id) => id.slice(0, 4)).join(' ')}`
  }

  /** Its parent; the city where that is dead. */
  #above(site: string): string {
    const parent = this.#network.shape(site).parent ?? ''
    return parent !== '' && this.#network.isDead(parent) ? 'city' : parent
  }

  /** County and city, cut off from each other, both believe a site gone. */
  async bothSeize(from: string): Promise<string> {
    const county = this.#network.shape(from).parent ?? ''
    this.cut(county)
    return `${await this.seize(from, 'silent')}; ${await this.seize(from, 'cut-off', 'city')}`
  }

  /** The disk is gone for ever; its parent cuts the site off and seizes all it held in the same act. */
  async die(id: string): Promise<string> {
    if (this.#network.isDead(id)) return `${id} is dead already`
    this.#network.die(id)
    this.#sim.witness.diskLost(id, this.#network)
    this.#count(this.#network.shape(id).tier === 'county' ? 'dead county' : 'dead disk')
    return this.seize(id, 'cut-off')
  }

  /** Custody that reaches a dead site after it was cut off is seized too, once somebody looks. */
  async seizeFromTheDead(): Promise<void> {
    for (const id of this.#network.ids.filter((each) => this.#network.isDead(each))) {
      if (this.#network.site(this.#above(id)).store.cases.withCustodian(id).length > 0) await this.seize(id, 'cut-off')
    }
  }

  async rosterChange(random: Random): Promise<string> {
    if (!this.#network.isRunning('city')) return 'the city is not there'
    this.#rosterChanges += 1
    const id = `helper-${this.#rosterChanges}-${random.hex(2)}`
    const posts = [{ place: 'city-hall', organ: null }]
    const { site, build } = this.#network.sim('city')
    const answer = build.changeRoster(
      site,
      [{ kind: 'person', person: { id, name: id, phone: null, posts, active: true } }],
      'city-clerk',
    )
    this.#sim.answers.push(answer.catch(() => undefined))
    await this.#network.pass(1)
    return id
  }

  newItem(random: Random): string {
    if (!this.#network.isRunning('city')) return 'the city is not there'
    const old = random.pick(this.#sim.items)
    const version = Math.max(...this.#sim.items.filter(({ id }) => id === old.id).map((item) => item.version)) + 1
    const isPublished = this.#sim.tryPublish(withDigest({ ...old, version, name: `${old.name} ${version}` }))
    if (!isPublished) return 'the city could not publish it'
    return `${old.id} ${version}`
  }

  /**
   * A county hears of a case before it hears of the item version the case names, which it must know to judge what a village
   * decided: the event is parked and what follows it held, until the item comes.
   */
  async itemOvertaken(random: Random): Promise<string> {
    const [near, far] = random.pick([
      ['b', 'a'],
      ['a', 'b'],
    ] as const)
    const village = `${near}-village-${1 + random.below(3)}`
    if (![near, village, 'city'].every((id) => this.#network.isRunning(id))) return `${near} is not there`
    this.cut(far)
    const old = this.#sim.items.filter(({ id }) => id === 'village-service').at(-1)
    if (old === undefined) return 'no service'
    const item = withDigest({ ...old, version: old.version + 1 })
    if (!this.#sim.tryPublish(item)) return 'the city could not publish it'
    for (const id of [near, village]) this.soundLine(id)
    for (const id of [near, village]) this.#network.line(id).heal()
    await this.#network.pass(40_000)
    if (!this.#network.isRunning(village) || !this.#network.site(village).store.items.has(item.digest))
      return 'the item did not come'
    const told = await this.#sim.users.registerAndShare(village, item, `${far}-village-1`, random)
    await this.#network.pass(5_000)
    this.#network.line(far).heal()
    return told
  }
}
