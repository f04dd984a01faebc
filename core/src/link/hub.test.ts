import { expect, test } from 'vitest'
import { Fault } from '../domain/fault.js'
import { ManualClock } from '../runtime/manual-clock.js'
import { memoryDialler, memoryPair } from '../transport/memory.js'
import { MemoryLine } from '../transport/memory-line.js'
import type { Dialler } from './channel.js'
import { retryDelayMs } from './redial.js'
import { CHILD, PARENT, TestSite, TwoSites } from './testing/two-sites.testing.js'

/** Lets promises run between two moments of the clock that stands still. */
async function pass(clock: ManualClock, forMs: number, stepMs = 100): Promise<void> {
  for (let leftMs = forMs; leftMs > 0; leftMs -= stepMs) {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    clock.advance(Math.min(stepMs, leftMs))
  }
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

/** A child that dials by itself, until the signal is aborted. */
function dialling() {
  const clock = new ManualClock(1_700_000_000_000)
  const line = new MemoryLine({ clock })
  const [child, parent] = [new TestSite(CHILD, clock), new TestSite(PARENT, clock)]
  const dials: number[] = []
  const over = memoryDialler({ line, child: CHILD, parent: PARENT }, (peer, pair) => void parent.hub.accept(peer, pair))
  const dialler: Dialler = {
    dial: (signal) => {
      dials.push(clock.monotonicMs())
      return over.dial(signal)
    },
  }
  const stop = new AbortController()
  const ended = child.hub.runDialler(PARENT, dialler, stop.signal)
  return { clock, line, child, parent, dials, stop, ended }
}

test('a child dials, works, and dials again soon after its line broke', async () => {
  const { clock, line, child, parent, dials } = dialling()
  await pass(clock, 20_000)
  expect(parent.hub.status()).toMatchObject([{ peer: CHILD, state: 'running' }])
  line.break()
  await pass(clock, 1_000)
  expect(dials).toHaveLength(2)
  child.ledger.write(PARENT, 'case', 'after')
  child.hub.poke([PARENT])
  await pass(clock, 1_000)
  expect(parent.ledger.received(CHILD, 'case')).toEqual(['after'])
})

test('a parent that cannot be reached is dialled ever more rarely, up to twice a minute', async () => {
  const { clock, line, child, dials } = dialling()
  await pass(clock, 20_000)
  line.cut()
  line.break()
  await pass(clock, 600_000, 1_000)
  const gaps = dials.slice(1).map((at, i) => at - (dials[i] ?? 0))
  expect(gaps[1]).toBeLessThan(2_000)
  expect(Math.max(...gaps.slice(1))).toBeLessThanOrEqual(31_000)
  expect(gaps.length).toBeLessThan(40)
  const [status] = child.hub.status()
  expect(status).toMatchObject({ state: 'down', reason: 'link/parent-unreachable' })
  expect(status?.nextDialMs).toBeGreaterThan(clock.nowMs())
})

test('delays double, are jittered downward and are capped', () => {
  expect([1, 2, 3, 4].map((n) => retryDelayMs(n, () => 1))).toEqual([500, 1_000, 2_000, 4_000])
  expect(retryDelayMs(3, () => 0)).toBe(1_000)
  expect(retryDelayMs(1_000, () => 1)).toBe(30_000)
})

test('a link that waits for a person is dialled only every few minutes', async () => {
  const { clock, line, child, dials } = dialling()
  await pass(clock, 20_000)
  child.ledger.stop(PARENT, 'link/needs-reconciliation', 'by hand')
  line.break()
  const before = dials.length
  await pass(clock, 590_000, 1_000)
  expect(dials.length - before).toBe(1)
  expect(child.hub.status()).toMatchObject([{ state: 'down', reason: 'link/needs-reconciliation' }])
})

test('a dial that never ends is given up', async () => {
  const clock = new ManualClock()
  const child = new TestSite(CHILD, clock)
  let dialCount = 0
  const hanging: Dialler = {
    dial: (signal) => {
      dialCount += 1
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Fault('link/parent-unreachable'))),
      )
    },
  }
  const stop = new AbortController()
  const ended = child.hub.runDialler(PARENT, hanging, stop.signal)
  await pass(clock, 30_000)
  expect(dialCount).toBe(2)
  stop.abort()
  await ended
})

test('aborting ends the session and the dialling', async () => {
  const { clock, child, parent, dials, stop, ended } = dialling()
  await pass(clock, 5_000)
  stop.abort()
  await pass(clock, 100)
  await ended
  await pass(clock, 100_000, 1_000)
  expect(dials).toHaveLength(1)
  expect([child.hub.status()[0]?.state, parent.hub.status()[0]?.state]).toEqual(['down', 'down'])
})

test('an error of a dialler that is no fault is reported, and dialling goes on', async () => {
  const clock = new ManualClock()
  const child = new TestSite(CHILD, clock)
  const stop = new AbortController()
  const ended = child.hub.runDialler(PARENT, { dial: () => Promise.reject(new Error('a mistake')) }, stop.signal)
  await pass(clock, 2_000)
  expect(child.bugs.map(String)).toContain('Error: a mistake')
  expect(child.bugs.length).toBeGreaterThan(1)
  stop.abort()
  await ended
})

test('a newer connection of the same child closes the older, and only the newer counts', () => {
  const sites = new TwoSites()
  const older = sites.dial()
  sites.clock.advance(100)
  const newer = sites.dial()
  sites.clock.advance(100)
  expect([older.child.state, older.parent.state]).toEqual(['closed', 'closed'])
  expect([newer.child.state, newer.parent.state]).toEqual(['running', 'running'])
  sites.write('parent', 'case', ['to the newer'])
  sites.clock.advance(100)
  expect(sites.child.ledger.received(PARENT, 'case')).toEqual(['to the newer'])
  expect(sites.parent.hub.status()).toHaveLength(1)
})

test('connections that never greet are closed once more of them come', () => {
  const sites = new TwoSites()
  const silent = [1, 2, 3, 4, 5].map(() => sites.dialAs())
  sites.clock.advance(10)
  expect(silent.map(({ closed }) => closed !== null)).toEqual([true, false, false, false, false])
})

test('neighbours do not share anything: one that fails leaves the others running', () => {
  const sites = new TwoSites()
  sites.dial()
  const other = new MemoryLine({ clock: sites.clock })
  const pair = memoryPair({ line: other, child: 'W', parent: PARENT })
  sites.parent.hub.accept('W', pair.accepter)
  new TestSite('W', sites.clock).hub.connect(PARENT, pair.dialler)
  sites.clock.advance(100)
  other.break()
  expect(sites.parent.hub.status().map(({ peer, state }) => [peer, state])).toEqual([
    [CHILD, 'running'],
    ['W', 'down'],
  ])
})

test('when the channel of papers ends, the connection ends', () => {
  const sites = new TwoSites()
  const { dialler, accepter } = memoryPair({ line: sites.line, child: CHILD, parent: PARENT })
  const parent = sites.parent.hub.accept(CHILD, accepter)
  const child = sites.child.hub.connect(PARENT, dialler)
  sites.clock.advance(100)
  accepter.blobs.close('papers lost')
  sites.clock.advance(100)
  expect([child.state, parent.state]).toEqual(['closed', 'closed'])
})

test('a hub that was closed takes no connection and touches no store', () => {
  const sites = new TwoSites()
  sites.parent.hub.close()
  sites.child.hub.close()
  const { child, parent } = sites.dial()
  sites.clock.advance(100)
  expect([child.state, parent.state]).toEqual(['closed', 'closed'])
  expect(sites.child.ledger.facts(PARENT).session).toBe(0)
})

test('a neighbour that is away is shown with what waits for it', () => {
  const sites = new TwoSites()
  sites.run(1_000)
  sites.line.break()
  sites.write('child', 'case', ['waits'])
  expect(sites.status('child')).toMatchObject({
    state: 'down',
    reason: 'line broken',
    linkId: 'link-K-1',
    lanes: [
      { lane: 'case', written: 1, acknowledged: 0, inFlight: 0 },
      { lane: 'bulk', written: 0 },
    ],
  })
})
