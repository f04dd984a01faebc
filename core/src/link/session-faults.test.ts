import { expect, test } from 'vitest'
import { Fault } from '../domain/fault.js'
import { LANES } from '../site/ledger.js'
import { SOUND_LINE } from '../transport/memory-line.js'
import { randomFrom } from './testing/random.testing.js'
import { CHILD, PARENT, texts, TwoSites } from './testing/two-sites.testing.js'

/** Stories told on one machine in a few seconds; the simulation tells thousands. */
const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1)
const stepsInStory = 60

test.each(seeds)('after heal and quiet both ends have everything once, in order (seed %i)', (seed) => {
  const story = new Story(seed)
  for (let step = 0; step < stepsInStory; step++) story.step()
  story.settle()
  expect(story.differences()).toEqual([])
})

test('the stories together take every fault and every rule', { timeout: 120_000 }, () => {
  const taken = new Map<string, number>()
  for (const seed of seeds) {
    const story = new Story(seed)
    for (let step = 0; step < stepsInStory; step++) story.step()
    for (const [name, count] of story.taken()) taken.set(name, (taken.get(name) ?? 0) + count)
  }
  const never = [...taken].filter(([, count]) => count === 0).map(([name]) => name)
  expect(never).toEqual([])
})

class Story {
  readonly #random: () => number
  readonly #sites: TwoSites
  readonly #drops: Record<string, number> = { gap: 0, duplicate: 0, 'too-early': 0, 'store fault': 0, restart: 0 }
  #count = 0

  constructor(seed: number) {
    this.#random = randomFrom(seed)
    const windowMessages = this.#pick([1, 3, 50, 1024])
    const noteDrops = { onStatus: ({ drops }: { drops: Record<string, number> }) => this.#note(drops) }
    const options = { windowMessages, ...noteDrops }
    this.#sites = new TwoSites({ random: this.#random, child: options, parent: options })
  }

  #note(drops: Record<string, number>): void {
    for (const name of ['gap', 'duplicate', 'too-early']) this.#drops[name] = (this.#drops[name] ?? 0) + (drops[name] ?? 0)
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)] as T
  }

  step(): void {
    const writes = [() => this.#write(), () => this.#write(), () => this.#write()]
    const passes = [() => this.#pass(), () => this.#pass(), () => this.#pass()]
    const trouble = [() => this.#line(), () => this.#faults(), () => this.#crash(), () => this.#failStore()]
    this.#pick([...writes, ...passes, ...trouble])()
  }

  #write(): void {
    const { child, parent } = this.#sites
    const [site, peer] = this.#random() < 0.5 ? ([child, PARENT] as const) : ([parent, CHILD] as const)
    const lane = this.#pick(LANES)
    this.#count += 1
    const sizeBytes = this.#pick([10, 10, 2_000, 60_000])
    for (const text of texts(`${site.ledger.site} ${this.#count}`, this.#pick([1, 2, 30]), sizeBytes))
      site.ledger.write(peer, lane, text)
    if (this.#random() < 0.9) site.hub.poke([peer])
  }

  #pass(): void {
    this.#sites.run(this.#pick([10, 500, 2_000, 12_000, 40_000]), this.#pick([10, 500, 2_000]))
  }

  #line(): void {
    const { line } = this.#sites
    this.#pick([() => line.cut(), () => line.heal(), () => line.heal(), () => line.break()])()
  }

  #faults(): void {
    this.#sites.line.setFaults({
      dropRate: this.#pick([0, 0, 0.1, 0.4]),
      duplicateRate: this.#pick([0, 0, 0.2]),
      reorderRate: this.#pick([0, 0, 0.3]),
      delayMs: this.#pick([
        [0, 0],
        [20, 50],
        [100, 3_000],
      ] as const),
      bytesPerSecond: this.#pick([null, null, 8_000, 200_000]),
      bufferBytes: this.#pick([1, 64 * 1024, 1024 * 1024]),
    })
  }

  #crash(): void {
    this.#drops['restart'] = (this.#drops['restart'] ?? 0) + 1
    this.#pick([this.#sites.child, this.#sites.parent]).restart()
  }

  #failStore(): void {
    this.#drops['store fault'] = (this.#drops['store fault'] ?? 0) + 1
    this.#pick([this.#sites.child, this.#sites.parent]).ledger.failure = new Fault('store/full')
  }

  /** The line is sound again and everybody waits long enough. */
  settle(): void {
    const { line } = this.#sites
    line.heal()
    line.setFaults(SOUND_LINE)
    this.#sites.run(20 * 60_000, 5_000)
  }

  differences(): string[] {
    const { child, parent } = this.#sites
    const found = [...child.bugs, ...parent.bugs].map(String)
    for (const [from, to, peer] of [
      [child, parent, PARENT],
      [parent, child, CHILD],
    ] as const) {
      const stopped = from.ledger.facts(peer).stopped
      if (stopped !== null) found.push(`${from.ledger.site} stopped: ${from.ledger.stopDetail(peer)}`)
      for (const lane of LANES) {
        const written = from.ledger.written(peer, lane)
        const received = to.ledger.received(from.ledger.site, lane)
        if (written.join('\n') !== received.join('\n'))
          found.push(`${lane} to ${peer}: ${received.length} of ${written.length} arrived`)
        const acknowledged = from.ledger.acknowledged(peer, lane)
        if (acknowledged !== written.length) found.push(`${lane} to ${peer}: ${acknowledged} of ${written.length} acknowledged`)
      }
    }
    return found
  }

  taken(): [string, number][] {
    const { up, down } = this.#sites.line.passed
    const { dropped, duplicated, reordered } = up.messages
    const line = { dropped: dropped + down.messages.dropped, duplicated: duplicated + down.messages.duplicated }
    return Object.entries({ ...this.#drops, ...line, reordered: reordered + down.messages.reordered })
  }
}
