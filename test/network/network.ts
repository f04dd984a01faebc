import type { LogFacts } from '@liandong/core/runtime/log-fields.js'
import type { RosterFact } from '@liandong/core/domain/roster.js'
import { ManualClock } from '@liandong/core/runtime/manual-clock.js'
import type { Site } from '@liandong/core/site/site.js'
import type { Store, StoreSnapshot } from '@liandong/core/store/store.js'
import type { MemoryLine } from '@liandong/core/transport/memory-line.js'
import type { Build } from './builds/build.js'
import { Counts } from './counts.js'
import { Random } from './random.js'
import { type Member, newMember, pagesIn, type SiteShape } from './member.js'
import type { SimClock } from './sim-clock.js'
import { SimSite } from './sim-site.js'

export interface Alarm {
  readonly site: string
  readonly code: string
  readonly fields: LogFacts
}

/** Virtual time a crashed program takes to start again by itself. */
const RESTART_MS = 2_000

/** A tree of real sites in one process, over memory lines, on one virtual clock. */
export class Network {
  readonly clock: ManualClock
  readonly random: Random
  readonly counts = new Counts()
  readonly alarms: Alarm[] = []
  /** Told of each batch a site has committed from a neighbour's lane. */
  onReceived: (site: string) => void = () => undefined
  /** What each station erased of each case, by site and case: it answers for nothing that it never held. */
  readonly erased = new Map<string, Set<string>>()
  readonly #members = new Map<string, Member>()

  constructor(shapes: readonly SiteShape[], seed: number, startMs: number) {
    this.clock = new ManualClock(startMs)
    this.random = new Random(seed)
    for (const shape of shapes) this.#members.set(shape.id, newMember(shape, this.clock, this.random.fork()))
    for (const shape of shapes) this.start(shape.id)
  }

  get ids(): readonly string[] {
    return [...this.#members.keys()]
  }

  get runningIds(): readonly string[] {
    return this.ids.filter((id) => this.isRunning(id))
  }

  get livingIds(): readonly string[] {
    return this.ids.filter((id) => !this.known(id).isDead)
  }

  isRunning(id: string): boolean {
    return this.known(id).running !== null
  }

  isDead(id: string): boolean {
    return this.known(id).isDead
  }

  shape(id: string): SiteShape {
    return this.known(id).shape
  }

  sim(id: string): SimSite {
    const { running } = this.known(id)
    if (running === null) throw new Error(`${id} is not running`)
    return running
  }

  site(id: string): Site {
    return this.sim(id).site
  }

  line(id: string): MemoryLine {
    const { line } = this.known(id)
    if (line === null) throw new Error(`${id} dials nobody`)
    return line
  }

  clockOf(id: string): SimClock {
    return this.known(id).clock
  }

  /** From its next start on. */
  use(id: string, changes: Partial<Pick<Member, 'build' | 'maxPages' | 'windowMessages' | 'retentionMs'>>): void {
    Object.assign(this.known(id), changes)
  }

  usesBuild(id: string, build: Build): boolean {
    return this.known(id).build === build
  }

  /** False when there is nothing to start, or the disk has no room even for that. */
  start(id: string): boolean {
    const member = this.known(id)
    if (member.running !== null || member.isDead) return false
    const store = this.#open(member)
    if (store === null) return false
    const random = this.random.fork()
    const { shape, build, clock, windowMessages, retentionMs } = member
    member.store = store
    member.running = new SimSite({
      ...shape,
      build,
      store,
      clock,
      randomHex: random.hex,
      random: () => random.next(),
      counts: this.counts,
      retentionMs,
      ...(windowMessages === undefined ? {} : { windowMessages }),
      onAlarm: (code, fields) => this.alarms.push({ site: id, code, fields }),
      onCrash: () => this.#crashed(member),
      onReceived: () => this.onReceived(id),
      onErased: (caseId, papers) => this.#noteErased(`${id} ${caseId}`, papers),
    })
    this.#dial(member, member.running)
    return true
  }

  #open({ build, disk, maxPages }: Member): Store | null {
    const options = { schedule: queueMicrotask, ...(maxPages === null ? {} : { maxPages }) }
    if (disk === null) return build.openStore(':memory:', { ...options, newId: this.random.hex(16) })
    try {
      return build.openSnapshot(disk, options)
    } catch (error) {
      if (maxPages === null) throw error
      return null
    }
  }

  #dial(member: Member, { hub, build }: SimSite): void {
    const { shape, line } = member
    if (shape.parent === null || line === null) return
    member.stopDialling = new AbortController()
    const ends = { line, child: shape.id, parent: shape.parent }
    const dialler = build.memoryDialler(ends, (peer, pair) => {
      const parent = this.known(ends.parent).running
      if (parent === null) for (const channel of [pair.messages, pair.blobs]) channel.close('not running')
      else parent.hub.accept(peer, pair)
    })
    void hub.runDialler(shape.parent, dialler, member.stopDialling.signal)
  }

  /** A crash point inside a transaction was reached: the process ends there; it starts again after a while. */
  #crashed(member: Member): void {
    this.counts.add('fault: crash in transaction')
    const { running } = member
    member.stopDialling?.abort()
    running?.hub.close('crashed')
    this.clock.setTimer(0, () => {
      if (member.running === running) this.#end(member)
    })
    this.clock.setTimer(RESTART_MS, () => this.start(member.shape.id))
  }

  #noteErased(of: string, papers: readonly string[]): void {
    this.erased.set(of, new Set([...(this.erased.get(of) ?? []), ...papers]))
  }

  /** Ends the process between two commits: only what the disk holds is there at the next start. */
  stop(id: string): void {
    this.#end(this.known(id))
  }

  #end(member: Member): void {
    const { running, store } = member
    if (running === null || store === null) return
    member.stopDialling?.abort()
    running.end()
    member.disk = store.serialize()
    member.running = null
    member.store = null
    // What its promises still do this turn finds the store open and ended.
    setImmediate(() => store.close())
  }

  /** The process ends and starts again at once: all that was not committed is lost. */
  crash(id: string): void {
    this.stop(id)
    this.start(id)
  }

  /** Somebody changes what a disk holds while no process runs on it. */
  tamper(id: string, change: (disk: StoreSnapshot) => StoreSnapshot): void {
    const member = this.known(id)
    this.#end(member)
    if (member.disk !== null) member.disk = change(member.disk)
    this.start(id)
  }

  /** The disk is gone for ever, with all that no other store holds. */
  die(id: string): void {
    const member = this.known(id)
    this.#end(member)
    member.disk = null
    member.isDead = true
  }

  /** From now on the disk has room for so many pages more. */
  fillDisk(id: string, pagesLeft: number): void {
    const member = this.known(id)
    this.#end(member)
    if (member.disk === null) return
    member.maxPages = pagesIn(member.disk.database) + pagesLeft
    this.start(id)
  }

  makeRoom(id: string): void {
    const member = this.known(id)
    if (member.maxPages === null) return
    member.maxPages = null
    this.#end(member)
    this.start(id)
  }

  /** Lets somebody look into the store of every site whose disk lives, whether a process runs on it or not. */
  look<T>(into: (site: string, store: Store) => T): T[] {
    return this.livingIds.map((site) => {
      const { store, disk, build } = this.known(site)
      if (store !== null) return into(site, store)
      if (disk === null) throw new Error(`${site} has no disk`)
      const copy = build.openSnapshot(disk)
      try {
        return into(site, copy)
      } finally {
        copy.close()
      }
    })
  }

  /** Lets a span of virtual time pass, with everything that becomes due in it. */
  async pass(forMs: number): Promise<void> {
    const endMs = this.clock.monotonicMs() + forMs
    await drained()
    while (this.clock.monotonicMs() < endMs) {
      const nextMs = this.clock.nextTimerMs() ?? Number.POSITIVE_INFINITY
      this.clock.advance(Math.min(nextMs, endMs - this.clock.monotonicMs()))
      await drained()
    }
  }

  async giveRoster(facts: readonly RosterFact[], by: string): Promise<void> {
    const { site, build } = this.sim(this.ids[0] ?? '')
    const outcome = await build.changeRoster(site, facts, by)
    if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  }

  async close(): Promise<void> {
    for (const member of this.#members.values()) this.#end(member)
    await drained()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  known(id: string): Member {
    const member = this.#members.get(id)
    if (member === undefined) throw new Error(`no site ${id}`)
    return member
  }
}

/** Commits and dialling wait for promises alone; one turn of the event loop comes after all of them. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
