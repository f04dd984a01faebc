import { ManualClock } from '@liandong/core/runtime/manual-clock.js'
import type { RosterFact } from '@liandong/core/domain/roster.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import { memoryDialler } from '@liandong/core/transport/memory.js'
import { openStore, openSnapshot } from '@liandong/core/store/open.js'
import type { Store } from '@liandong/core/store/store.js'
import { changeRoster } from '@liandong/core/site/roster-change.js'
import { Random } from './random.js'
import { SimSite } from './sim-site.js'

export interface SiteShape {
  readonly id: string
  readonly parent: string | null
  readonly tier: 'city' | 'county' | 'edge'
}

interface Member {
  readonly shape: SiteShape
  readonly line: MemoryLine | null
  store: Store
  running: SimSite | null
  stopDialling: AbortController | null
}

/** A tree of real sites in one process, over memory lines, on one virtual clock. */
export class Network {
  readonly clock: ManualClock
  readonly random: Random
  readonly alarms: {
    readonly site: string
    readonly code: string
    readonly fields: Readonly<Record<string, string | number>>
  }[] = []
  readonly #members = new Map<string, Member>()

  constructor(shapes: readonly SiteShape[], seed: number, startMs: number) {
    this.clock = new ManualClock(startMs)
    this.random = new Random(seed)
    for (const shape of shapes) {
      const line = shape.parent === null ? null : new MemoryLine({ clock: this.clock, random: () => this.random.next() })
      this.#members.set(shape.id, {
        shape,
        line,
        store: openStore(':memory:', { newId: this.random.hex(16) }),
        running: null,
        stopDialling: null,
      })
    }
    for (const shape of shapes) this.start(shape.id)
  }

  site(id: string) {
    const { running } = this.#member(id)
    if (running === null) throw new Error(`${id} is not running`)
    return running.site
  }

  sim(id: string): SimSite | null {
    return this.#member(id).running
  }

  line(id: string): MemoryLine {
    const { line } = this.#member(id)
    if (line === null) throw new Error(`${id} dials nobody`)
    return line
  }

  get ids(): readonly string[] {
    return [...this.#members.keys()]
  }

  start(id: string): void {
    const member = this.#member(id)
    const { shape, line, store } = member
    const random = this.random.fork()
    const running = new SimSite({
      ...shape,
      store,
      clock: this.clock,
      randomHex: random.hex,
      random: () => random.next(),
      onAlarm: (code, fields) => this.alarms.push({ site: id, code, fields }),
    })
    member.running = running
    if (shape.parent === null || line === null) return
    member.stopDialling = new AbortController()
    const ends = { line, child: id, parent: shape.parent }
    const dialler = memoryDialler(ends, (peer, pair) => {
      const parent = this.#member(ends.parent).running
      if (parent === null) for (const channel of [pair.messages, pair.blobs]) channel.close('not running')
      else parent.hub.accept(peer, pair)
    })
    void running.hub.runDialler(shape.parent, dialler, member.stopDialling.signal)
  }

  /** Loses all that was not committed: only what the disk holds is there at the next start. */
  async crash(id: string): Promise<void> {
    const member = this.#member(id)
    const snapshot = member.store.serialize()
    await this.#stop(member)
    member.store = openSnapshot(snapshot)
  }

  async #stop(member: Member): Promise<void> {
    member.stopDialling?.abort()
    member.running?.hub.close('crashed')
    member.running = null
    await drained()
    member.store.close()
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
    const outcome = await changeRoster(this.site(this.ids[0] ?? ''), facts, by)
    if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  }

  async close(): Promise<void> {
    for (const member of this.#members.values()) await this.#stop(member)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #member(id: string): Member {
    const member = this.#members.get(id)
    if (member === undefined) throw new Error(`no site ${id}`)
    return member
  }
}

/** Commits wait for one turn of the event loop, dialling for promises; a few turns settle both. */
async function drained(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}
