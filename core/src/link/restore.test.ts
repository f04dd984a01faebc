import { expect, test } from 'vitest'
import { LANES } from '../site/ledger.js'
import { memoryPair } from '../transport/memory.js'
import { ZERO_HASH } from '../wire/hash.js'
import { randomFrom } from './testing/random.testing.js'
import { CHILD, PARENT, TestSite, texts, TwoSites } from './testing/two-sites.testing.js'

const reconcile = 'link/needs-reconciliation'

function stops({ child, parent }: TwoSites) {
  return [child.ledger.facts(PARENT).stopped, parent.ledger.facts(CHILD).stopped]
}

/** Both have exchanged 10 messages each way, one of them can be set back to when it had 6. */
function exchanged() {
  const sites = new TwoSites()
  for (const name of ['child', 'parent'] as const) sites.write(name, 'case', texts(name, 6))
  sites.run(1_000)
  const early = { child: sites.child.ledger.snapshot(), parent: sites.parent.ledger.snapshot() }
  for (const name of ['child', 'parent'] as const) sites.write(name, 'case', texts(`${name} later`, 4))
  sites.run(1_000)
  return { sites, early }
}

test('a child set back unnoticed that writes more than it lost stops the link at both ends, and nothing is deleted', () => {
  const { sites, early } = exchanged()
  const atParent = sites.parent.ledger.received(CHILD, 'case')
  sites.child.ledger.restore(early.child)
  sites.child.restart()
  sites.write('child', 'case', texts('written again', 9))
  sites.run(120_000)
  expect(stops(sites)).toEqual([reconcile, reconcile])
  expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(atParent)
  expect(sites.child.ledger.written(PARENT, 'case')).toHaveLength(15)
})

test('a child set back that wrote less than it lost is noticed by what it says it wrote', () => {
  const { sites, early } = exchanged()
  sites.child.ledger.restore(early.child)
  sites.child.restart()
  sites.run(120_000)
  expect(stops(sites)).toEqual([reconcile, reconcile])
})

test('a parent set back to before what it had acknowledged stops the link at both ends', () => {
  const { sites, early } = exchanged()
  sites.parent.ledger.restore(early.parent)
  sites.parent.restart()
  sites.run(120_000)
  expect(stops(sites)).toEqual([reconcile, reconcile])
})

test('a site with a new store stops the link at both ends', () => {
  const { sites } = exchanged()
  sites.parent.ledger.store = 'K-restored'
  sites.parent.restart()
  sites.run(120_000)
  expect(stops(sites)).toEqual([reconcile, reconcile])
})

test('a stop that did not reach the other end is said again on the next dial', () => {
  const { sites, early } = exchanged()
  sites.child.ledger.restore(early.child)
  sites.child.restart()
  sites.child.ledger.stop(PARENT, reconcile, 'found here alone')
  sites.run(120_000)
  expect(stops(sites)).toEqual([reconcile, reconcile])
  expect(sites.parent.ledger.stopDetail(CHILD)).not.toBe('')
})

test('a stopped link carries nothing, and stays stopped over restarts', () => {
  const { sites } = exchanged()
  sites.parent.ledger.stop(CHILD, reconcile, 'by hand')
  sites.parent.restart()
  sites.child.restart()
  sites.write('child', 'case', ['kept here'])
  sites.run(120_000)
  expect(sites.parent.ledger.received(CHILD, 'case')).not.toContain('kept here')
  expect(stops(sites)).toEqual([reconcile, reconcile])
})

test.each([
  ['a heartbeat with another digest', 'heartbeat'],
  ['an answer with another digest', 'ack'],
  ['an answer to more than was written', 'too much'],
] as const)('%s stops a running link', (_title, kind) => {
  const sites = new TwoSites()
  sites.parent.ledger.write(CHILD, 'case', 'one')
  const peer = sites.dialAs()
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(10)
  const wrong = { lane: 'case', credit: 9 } as const
  const state = { ...wrong, received: 1, receivedDigest: 'ab'.repeat(32), written: 0 }
  if (kind === 'heartbeat') peer.say({ kind, clockMs: 5, lanes: [state], heard: null })
  else if (kind === 'ack') peer.say({ kind, ...wrong, number: 1, digest: 'ab'.repeat(32), results: [] })
  else peer.say({ kind: 'ack', ...wrong, number: 2, digest: ZERO_HASH, results: [] })
  sites.clock.advance(10)
  expect(peer.all('stop')).toMatchObject([{ code: reconcile }])
  expect(sites.parent.ledger.facts(CHILD).stopped).toBe(reconcile)
  expect(sites.parent.ledger.acknowledged(CHILD, 'case')).toBe(0)
})

/** Either both ends go on and the receiver has what the sender wrote, or both know that they disagree: never a silent loss. */
function silentLosses(sites: TwoSites): string[] {
  const [childStop, parentStop] = stops(sites)
  if (childStop !== null && parentStop !== null) return []
  const losses = childStop === parentStop ? [] : [`only one end stopped: ${childStop}, ${parentStop}`]
  for (const lane of LANES) {
    const up = [sites.child.ledger.written(PARENT, lane), sites.parent.ledger.received(CHILD, lane)]
    const down = [sites.parent.ledger.written(CHILD, lane), sites.child.ledger.received(PARENT, lane)]
    for (const [written, received] of [up, down])
      if (written?.join() !== received?.join()) losses.push(`${lane}: ${received?.join()} of ${written?.join()}`)
  }
  return losses
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1)

test.each(seeds)('whatever is set back to whenever, nothing is lost silently (seed %i)', (seed) => {
  const random = randomFrom(seed)
  const sites = new TwoSites({ random, faults: { delayMs: [0, 400], dropRate: 0.05 } })
  const snapshots: [TestSite, unknown][] = []
  for (let step = 0; step < 40; step++) {
    const site = random() < 0.5 ? 'child' : 'parent'
    const chance = random()
    if (chance < 0.5) sites.write(site, random() < 0.8 ? 'case' : 'bulk', texts(`${site} ${step}`, 1 + Math.floor(random() * 4)))
    else if (chance < 0.65) snapshots.push([sites[site], sites[site].ledger.snapshot()])
    else if (chance < 0.72 && step > 20) setBack(snapshots[Math.floor(random() * snapshots.length)])
    else sites.run(500 + random() * 5_000, 500)
  }
  sites.line.setFaults({ dropRate: 0 })
  sites.run(900_000, 5_000)
  expect(silentLosses(sites)).toEqual([])
})

function setBack(to: [TestSite, unknown] | undefined): void {
  if (to === undefined) return
  const [site, snapshot] = to
  site.hub.close('crash')
  site.ledger.restore(snapshot)
  site.restart()
}

/** A second program over a copy of the child's store. */
function cloneOf(sites: TwoSites): TestSite {
  const clone = new TestSite(CHILD, sites.clock)
  clone.ledger.restore(sites.child.ledger.snapshot())
  clone.restart()
  clone.restart()
  return clone
}

function dialFrom(site: TestSite, sites: TwoSites) {
  const { dialler, accepter } = memoryPair({ line: sites.line, child: CHILD, parent: PARENT })
  sites.parent.hub.accept(CHILD, accepter)
  const session = site.hub.connect(PARENT, dialler)
  sites.clock.advance(100)
  return session
}

test('of two copies of one store the first stays, however often the second dials', () => {
  const sites = new TwoSites()
  sites.run(1_000)
  const clone = cloneOf(sites)
  const first = dialFrom(sites.child, sites)
  const reasons = [1, 2, 3, 4].map(() => dialFrom(clone, sites).status().reason)
  expect(reasons).toEqual(['link/clone', 'link/clone', 'link/clone', 'link/clone'])
  expect(first.state).toBe('running')
  expect(sites.status('parent').drops.clone).toBe(4)
})

test('a copy that got in first by its number is refused once the other comes back', () => {
  const sites = new TwoSites()
  sites.run(1_000)
  const clone = cloneOf(sites)
  for (let i = 0; i < 3; i++) clone.ledger.beginSession(PARENT)
  const second = dialFrom(clone, sites)
  expect(second.state).toBe('running')
  expect(dialFrom(sites.child, sites).status().reason).toBe('link/clone')
  expect(second.state).toBe('running')
})

test('a program started again takes over from its session that nobody ended', () => {
  const sites = new TwoSites()
  sites.dial()
  sites.clock.advance(100)
  const before = sites.parent.hub.status()
  sites.line.cut()
  sites.child.restart()
  sites.line.heal()
  const { parent } = sites.dial()
  sites.write('child', 'case', ['after the restart'])
  sites.clock.advance(100)
  expect(before[0]).toMatchObject({ state: 'running', session: 1 })
  expect(parent).toMatchObject({ state: 'running', session: 2 })
  expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['after the restart'])
})
