import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LinkHub } from '@liandong/core/link/hub.js'
import { systemClock, type Clock } from '@liandong/core/runtime/clock.js'
import { FakeLedger } from '../../core/src/link/testing/fake-ledger.testing.js'
import { FakePapers } from '../../core/src/link/testing/fake-papers.testing.js'
import { soon } from './bus-stage.js'
import { TestBus } from './test-bus.js'

/** Sessions wait 15 s before they ask again; twenty of their seconds pass in one of ours. */
const hurried: Clock = {
  nowMs: () => Math.round(systemClock.nowMs()),
  monotonicMs: () => systemClock.monotonicMs() * 20,
  setTimer: (afterMs, run) => systemClock.setTimer(afterMs / 20, run),
}

/** A gateway's links over plain arrays that survive it. */
class Gateway {
  readonly ledger: FakeLedger
  readonly hub: LinkHub
  readonly bugs: unknown[] = []

  constructor(site: string) {
    this.ledger = new FakeLedger(site)
    this.hub = new LinkHub({
      self: () => this.ledger.self(),
      ledger: this.ledger,
      papers: new FakePapers(),
      clock: hurried,
      random: () => 0.5,
      newLinkId: () => `link-${site}`,
      onBug: (_peer, error) => this.bugs.push(error),
    })
  }

  write(peer: string, text: string): void {
    this.ledger.write(peer, 'case', text)
    this.hub.poke([peer])
  }
}

let bus: TestBus
let city: Gateway
let county: Gateway
let end: AbortController
beforeEach(async () => {
  end = new AbortController()
  bus = await TestBus.start(['k1'])
  city = new Gateway('city')
  county = new Gateway('k1')
  bus.city({ onPair: (peer, pair) => void city.hub.accept(peer, pair) }, ['k1'])
  void county.hub.runDialler('city', bus.county(), end.signal)
  write('at first')
  await vi.waitFor(() => (missing().length === 0 ? null : Promise.reject(new Error('the link does not run'))), soon)
})
afterEach(async () => {
  end.abort()
  county.hub.close()
  city.hub.close()
  await bus[Symbol.asyncDispose]()
})

function write(text: string): void {
  county.write('city', `${text}, from the county`)
  city.write('k1', `${text}, from the city`)
}

/** What one end wrote and the other has not received, once and in order; and what nobody foresaw. */
function missing(): string[] {
  const ways = [
    { written: county.ledger.written('city', 'case'), received: city.ledger.received('k1', 'case') },
    { written: city.ledger.written('k1', 'case'), received: county.ledger.received('city', 'case') },
  ]
  const lacking = ways.flatMap(({ written, received }) => written.filter((text, index) => received[index] !== text))
  return [...lacking, ...[...city.bugs, ...county.bugs].map(String)]
}

describe('a link over a bus that forgets, while every process lives', () => {
  it('sends again what the broker acknowledged and never delivered', async () => {
    await using raw = await bus.raw('city')
    // Without its consumer the stream acknowledges a frame and drops it.
    for (const stream of ['up_k1', 'down_k1']) await raw.consumers.delete(stream, 'reader')
    write('lost between acknowledgement and delivery')
    await vi.waitFor(() => expect(missing()).toEqual([]), soon)
  })

  it('goes on after the broker was killed and all it stored deleted', async () => {
    await bus.server.kill()
    county.write('city', 'written while it was away')
    bus.server.wipe()
    await bus.server.start()
    write('afterwards')
    await vi.waitFor(() => expect(missing()).toEqual([]), soon)
  })

  it('is not slowed by a second wipe that comes before the first is over', async () => {
    for (const round of [1, 2, 3]) {
      county.write('city', `in round ${round}`)
      await bus.server.kill()
      bus.server.wipe()
      await bus.server.start()
    }
    write('afterwards')
    await vi.waitFor(() => expect(missing()).toEqual([]), soon)
  })
})
