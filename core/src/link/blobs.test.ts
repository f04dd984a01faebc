import { expect, test } from 'vitest'
import { Fault } from '../domain/fault.js'
import { sha256Hex } from '../wire/hash.js'
import { SMALLEST_CHUNK_BYTES } from './papers/pulls.js'
import { randomFrom } from './testing/random.testing.js'
import { CHILD, PARENT, texts, TwoSites, type TwoSitesOptions } from './testing/two-sites.testing.js'

const caseId = 'c'.repeat(32)
const arose = { wantedIn: new Set([caseId]), settled: [] }

/** Bytes of which no two parts are alike. */
function scan(sizeBytes: number, seed = 1): Uint8Array {
  const bytes = Buffer.alloc(sizeBytes, `scan ${seed} `)
  for (let at = 0; at + 4 <= sizeBytes; at += 64) bytes.writeUInt32BE(at + seed, at)
  return bytes
}

/** The child holds a scan that the parent wants. */
function wanted(sizeBytes: number, options: TwoSitesOptions = {}) {
  const sites = new TwoSites(options)
  const bytes = scan(sizeBytes)
  const hash = sites.child.papers.hold(caseId, bytes)
  sites.parent.papers.want(caseId, hash, CHILD)
  const arrived = () => sites.parent.papers.held.get(`${caseId} ${hash}`)
  return { sites, bytes, hash, arrived }
}

test('a wanted paper comes whole, and its holder is told', () => {
  const { sites, bytes, hash, arrived } = wanted(300_000)
  sites.run(10_000)
  expect(Buffer.compare(arrived() ?? Buffer.alloc(0), bytes)).toBe(0)
  expect(sites.child.papers.gots).toEqual([`${PARENT} ${caseId} ${hash}`])
  expect(sites.status('parent').papers).toMatchObject({
    unanswered: 0,
    offered: 0,
    pulling: 0,
    outstandingPulls: 0,
    mismatches: 0,
  })
})

test('a paper wanted later is stated when it arises', () => {
  const sites = new TwoSites()
  sites.run(2_000)
  const hash = sites.parent.papers.hold(caseId, scan(1_000))
  sites.child.papers.want(caseId, hash, PARENT)
  sites.child.hub.papersChanged(arose)
  sites.clock.advance(100)
  expect(sites.child.papers.has(caseId, hash)).toBe(true)
})

test('a want that cannot be answered yet is answered when the paper comes', () => {
  const sites = new TwoSites()
  const bytes = scan(40_000)
  sites.parent.papers.want(caseId, sha256Hex(bytes), CHILD)
  sites.run(5_000)
  expect(sites.status('parent').papers).toMatchObject({ offered: 0, pulling: 0 })
  const hash = sites.child.papers.hold(caseId, bytes)
  sites.child.hub.papersChanged({ wantedIn: new Set(), settled: [{ caseId, hash }] })
  sites.clock.advance(1_000)
  expect(sites.parent.papers.has(caseId, sha256Hex(bytes))).toBe(true)
})

test('a want nobody spoke of, and an answer nobody spoke of, are found within two minutes', () => {
  const sites = new TwoSites()
  sites.run(2_000)
  const hash = sites.child.papers.hold(caseId, scan(1_000))
  sites.parent.papers.want(caseId, hash, CHILD)
  sites.clock.advance(120_000)
  expect(sites.parent.papers.has(caseId, hash)).toBe(true)
})

test('5 MB over a line cut three times sends at most 1.1 times its bytes', () => {
  const sizeBytes = 5 * 1024 * 1024
  const { sites, bytes, arrived } = wanted(sizeBytes, { faults: { bytesPerSecond: 400_000, delayMs: [60, 60] } })
  for (let cut = 0; cut < 3; cut++) {
    sites.run(3_500 + cut * 700, 100)
    expect(arrived()).toBeUndefined()
    sites.line.break()
  }
  sites.run(60_000, 100)
  expect(Buffer.compare(arrived() ?? Buffer.alloc(0), bytes)).toBe(0)
  expect(sites.line.passed.up.blobs.dropped).toBeGreaterThan(0)
  expect(sites.line.passed.up.blobs.bytes / sizeBytes).toBeLessThanOrEqual(1.1)
})

test('a cut that nobody is told of is made good by the next connection', () => {
  const { sites, bytes, arrived } = wanted(2_000_000, { faults: { bytesPerSecond: 200_000 } })
  sites.run(3_000, 100)
  sites.line.cut()
  sites.run(60_000)
  sites.line.heal()
  sites.run(60_000)
  expect(Buffer.compare(arrived() ?? Buffer.alloc(0), bytes)).toBe(0)
})

test('parts that get lost on a living line are asked for again', () => {
  const random = randomFrom(3)
  const { sites, bytes, arrived } = wanted(400_000, { random, faults: { delayMs: [10, 30] } })
  sites.run(1_000, 100)
  sites.line.setFaults({ dropRate: 0.15 })
  const other = sites.child.papers.hold(caseId, scan(600_000, 2))
  sites.parent.papers.want(caseId, other, CHILD)
  sites.parent.hub.papersChanged(arose)
  sites.run(60_000)
  sites.line.setFaults({ dropRate: 0 })
  sites.run(300_000)
  expect(Buffer.compare(arrived() ?? Buffer.alloc(0), bytes)).toBe(0)
  expect(sites.parent.papers.has(caseId, other)).toBe(true)
})

test('bytes that do not fit the name are an alarm, fetched again from the start, then ever more rarely', () => {
  const { sites, arrived } = wanted(100_000)
  const wrong = 'f'.repeat(64)
  sites.child.papers.hold(caseId, scan(50_000), wrong)
  sites.parent.papers.want(caseId, wrong, CHILD)
  sites.run(600_000)
  const { papers } = sites.status('parent')
  expect(papers?.mismatches).toBeGreaterThan(1)
  expect(papers?.mismatches).toBeLessThan(8)
  expect(arrived()).toBeDefined()
  expect(sites.line.passed.up.blobs.bytes).toBeLessThan(700_000)
})

test('a Have whose Got was lost is answered by a Got, and the copy may go', () => {
  const { sites, hash } = wanted(20_000)
  sites.run(2_000)
  sites.child.papers.gots.length = 0
  sites.child.papers.asked.set('again', { peer: PARENT, caseId, hash })
  sites.line.break()
  sites.run(2_000)
  expect(sites.child.papers.gots).toEqual([`${PARENT} ${caseId} ${hash}`])
})

test.each([1, 2, 3, 4, 5, 6])('a Got that gets lost on a living line comes in the end (seed %i)', (seed) => {
  const { sites, hash } = wanted(20_000, { random: randomFrom(seed) })
  sites.run(500)
  sites.line.setFaults({ dropRate: 0.5 })
  for (let paper = 0; paper < 8; paper++) {
    sites.parent.papers.want(caseId, sites.child.papers.hold(caseId, scan(1_000, paper)), CHILD)
    sites.parent.hub.papersChanged(arose)
    sites.run(1_000)
  }
  sites.line.setFaults({ dropRate: 0 })
  sites.run(180_000)
  expect(sites.parent.papers.has(caseId, hash)).toBe(true)
  expect([...sites.child.papers.asked]).toEqual([])
})

test('a site that may not have a paper gets nothing, and it is counted', () => {
  const { sites, arrived } = wanted(20_000)
  sites.child.papers.strangers.add(PARENT)
  sites.run(200_000)
  expect(arrived()).toBeUndefined()
  expect(sites.status('child').papers?.refused).toBeGreaterThan(0)
  expect(sites.line.passed.up.blobs.bytes).toBe(0)
})

test('a paper that its holder no longer has is wanted anew, and comes when it is there again', () => {
  const { sites, bytes, hash, arrived } = wanted(500_000, { faults: { bytesPerSecond: 100_000 } })
  sites.run(2_000, 100)
  sites.child.papers.held.delete(`${caseId} ${hash}`)
  sites.run(30_000)
  expect(arrived()).toBeUndefined()
  sites.child.papers.hold(caseId, bytes)
  sites.run(200_000)
  expect(arrived()).toBeDefined()
})

test('a full disk stops papers for a while, and cases go on', () => {
  const { sites, arrived } = wanted(100_000)
  sites.parent.papers.failure = new Fault('store/full')
  sites.run(5_000)
  expect(arrived()).toBeUndefined()
  sites.write('child', 'case', ['goes on'])
  sites.run(1_000)
  expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['goes on'])
  sites.run(60_000)
  expect(arrived()).toBeDefined()
  expect(sites.status('parent')).toMatchObject({ state: 'running', session: 1 })
})

test('while cases wait, one small pull at a time goes on; it never stops', () => {
  const { sites } = wanted(4_000_000, { faults: { bytesPerSecond: 50_000 } })
  sites.write('child', 'case', texts('case', 3_000, 1_000))
  sites.run(5_000, 100)
  let most = 0
  for (let step = 0; step < 200; step++) {
    sites.run(100, 100)
    most = Math.max(most, sites.status('parent').papers?.outstandingPulls ?? 0)
  }
  expect(most).toBe(1)
  const cases = sites.line.passed.up.messages.deliveredBytes
  const papers = sites.line.passed.up.blobs.deliveredBytes
  expect(papers).toBeGreaterThan(3 * SMALLEST_CHUNK_BYTES)
  expect(papers).toBeLessThan(cases / 2)
})

test('chunks grow over a quick line and shrink over a thin one, so that heartbeats pass', () => {
  const quick = wanted(30_000_000, { faults: { delayMs: [20, 20] } })
  quick.sites.run(1_000, 100)
  expect(quick.sites.status('parent').papers?.chunkBytes).toBe(256 * 1024)
  const thin = wanted(2_000_000, { faults: { bytesPerSecond: 8_000 } })
  thin.sites.run(120_000)
  expect(thin.sites.status('parent')).toMatchObject({
    state: 'running',
    session: 1,
    papers: { chunkBytes: SMALLEST_CHUNK_BYTES },
  })
})

test('two cases that share one paper get it each for itself', () => {
  const { sites, bytes, hash } = wanted(50_000)
  const other = 'd'.repeat(32)
  sites.child.papers.hold(other, bytes)
  sites.parent.papers.want(other, hash, CHILD)
  sites.run(10_000)
  expect([sites.parent.papers.has(caseId, hash), sites.parent.papers.has(other, hash)]).toEqual([true, true])
})

/** A test that speaks as the child about papers. */
function speaking() {
  const sites = new TwoSites()
  const hash = sites.parent.papers.hold(caseId, scan(100_000))
  const peer = sites.dialAs()
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(10)
  return { sites, hash, peer }
}

test('paper frames of another link, of no use, or nobody asked for are dropped and counted', () => {
  const { sites, hash, peer } = speaking()
  peer.sayPaper({ kind: 'want', caseId, hash }, { linkId: 'other' })
  peer.sayPaper({ kind: 'want', caseId, hash }, { session: 5 })
  peer.sayPaper({ kind: 'chunk', caseId, hash, offset: 0, data: scan(10) })
  peer.sayPaper({ kind: 'have', caseId, hash: 'e'.repeat(64), sizeBytes: 5 })
  peer.sayPaper({ kind: 'ask', caseId, from: 1, to: 2 })
  sites.clock.advance(10)
  expect(sites.status('parent')).toMatchObject({ state: 'running', drops: { paper: 5 } })
  // Who offers what nobody here wants need not keep it.
  expect(peer.heardPapers).toMatchObject([{ body: { kind: 'got', hash: 'e'.repeat(64) } }])
})

test('a peer that asks for everything at once is served a few parts, none larger than 256 KiB', () => {
  const sites = new TwoSites({ faults: { bufferBytes: 1 } })
  const hash = sites.parent.papers.hold(caseId, scan(1_000_000))
  const peer = sites.dialAs()
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(10)
  sites.line.setFaults({ bytesPerSecond: 1_000_000 })
  for (let part = 0; part < 100; part++) peer.sayPaper({ kind: 'pull', caseId, hash, offset: part, length: 10_000_000 })
  sites.clock.advance(60_000)
  const sizes = peer.papers('chunk').map(({ data }) => data.byteLength)
  expect(Math.max(...sizes)).toBe(256 * 1024)
  expect(sizes.length).toBeGreaterThan(10)
  expect(sizes.length).toBeLessThanOrEqual(20)
})

test('garbage on the channel of papers ends the connection', () => {
  const sites = new TwoSites()
  const sessions = sites.dial()
  sites.clock.advance(100)
  const peer = sites.dialAs()
  peer.session = 9
  peer.linkId = sites.parent.ledger.facts(CHILD).linkId
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(10)
  peer.sayPaperBytes(Uint8Array.from([255, 255, 255]))
  sites.clock.advance(10)
  expect(peer.all('stop')).toMatchObject([{ code: 'link/malformed-frame' }])
  expect(sessions.parent.state).toBe('closed')
})
