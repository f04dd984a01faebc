import { describe, expect, test } from 'vitest'
import type { PaperName } from '../../site/ledger.js'
import { sha256Hex } from '../../wire/hash.js'
import { CHILD, TwoSites, type TwoSitesOptions } from '../testing/two-sites.testing.js'

/** All of one length. */
const contentOf = (number: number) => Buffer.from(`paper ${caseOf(number)}`)
const SIZE_BYTES = 38
const caseOf = (number: number) => number.toString(16).padStart(32, '0')

/** The parent wants small papers of as many cases; the child holds those `held` says. */
function manyWanted(count: number, held: (number: number) => boolean, options: TwoSitesOptions = {}) {
  const sites = new TwoSites(options)
  const papers = Array.from({ length: count }, (_, number): PaperName => {
    const bytes = contentOf(number)
    const hash = held(number) ? sites.child.papers.hold(caseOf(number), bytes) : sha256Hex(bytes)
    sites.parent.papers.want(caseOf(number), hash, CHILD)
    return { caseId: caseOf(number), hash }
  })
  const here = () => papers.filter(({ caseId, hash }) => sites.parent.papers.has(caseId, hash)).length
  const status = () => sites.status('parent').papers
  return { sites, papers, here, status }
}

/** A test speaks as the child and answers no want, or those it likes. */
function silentHolder(count: number) {
  const sites = new TwoSites()
  for (let number = 0; number < count; number += 1) sites.parent.papers.want(caseOf(number), sha256Hex(contentOf(number)), CHILD)
  const peer = sites.dialAs()
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(100)
  return { sites, peer, said: () => peer.papers('want').length }
}

describe('wants are stated', () => {
  test('a window of them at a time, and the next when nobody answered for a second', () => {
    const { sites, said } = silentHolder(2_000)
    expect(said()).toBe(512)
    sites.clock.advance(500)
    expect(said()).toBe(512)
    for (const expected of [1_024, 1_536, 2_000]) {
      sites.clock.advance(1_000)
      expect(said()).toBe(expected)
    }
    sites.clock.advance(20_000)
    expect(said()).toBe(2_000)
  })

  test('as answers come: each makes room for one more, and stands for those before it', () => {
    const { sites, peer, said } = silentHolder(2_000)
    const [, , third] = peer.papers('want')
    if (third === undefined) throw new Error('nothing was stated')
    // Offered, and so not waited for; what it was is pulled, and takes its own room until it is here.
    peer.sayPaper({ kind: 'have', caseId: third.caseId, hash: third.hash, sizeBytes: SIZE_BYTES })
    sites.clock.advance(10)
    // Three were answered; the one offered keeps its place until it is asked for.
    expect(said()).toBe(514)
  })

  test('again each minute, since word or answer may have been lost', () => {
    const { sites, peer, said } = silentHolder(3)
    expect(said()).toBe(3)
    const beat = { kind: 'heartbeat' as const, clockMs: 1_700_000_000_000, heard: null, lanes: [] }
    for (let seconds = 10; seconds < 60; seconds += 10) {
      sites.clock.advance(10_000)
      peer.say(beat)
    }
    expect(said()).toBe(3)
    sites.clock.advance(11_000)
    expect(said()).toBe(6)
    expect(peer.papers('want').map(({ caseId }) => caseId)).toEqual([0, 1, 2, 0, 1, 2].map(caseOf))
  })

  test('oldest first, and those that arise in between by turns with them', () => {
    const { sites, peer } = silentHolder(2_000)
    const late = caseOf(9_999)
    sites.parent.papers.want(late, sha256Hex('late'), CHILD)
    sites.parent.hub.papersChanged({ wantedIn: new Set([late]), settled: [] })
    sites.clock.advance(1_100)
    const place = peer.papers('want').findIndex(({ caseId }) => caseId === late)
    expect(place).toBeGreaterThan(511)
    expect(place).toBeLessThan(516)
  })
})

describe('papers the neighbour lacks', () => {
  test('hold up none behind them, though they fill several windows', () => {
    const { sites, here, status } = manyWanted(2_000, (number) => number >= 1_900)
    sites.run(10_000, 100)
    expect(here()).toBe(100)
    expect(status()).toMatchObject({ offered: 0, pulling: 0 })
  })

  test('are had when they come, while others are under way', () => {
    const { sites, papers, here } = manyWanted(1_200, (number) => number !== 0)
    sites.run(20_000, 100)
    expect(here()).toBe(1_199)
    const [first] = papers
    sites.child.papers.hold(caseOf(0), contentOf(0))
    sites.child.hub.papersChanged({ wantedIn: new Set(), settled: first === undefined ? [] : [first] })
    sites.run(1_000, 100)
    expect(here()).toBe(1_200)
  })
})

test('one paper whose bytes never come does not hold up the others', () => {
  const { sites, peer } = silentHolder(200)
  const wants = peer.papers('want')
  for (const { caseId, hash } of wants) peer.sayPaper({ kind: 'have', caseId, hash, sizeBytes: SIZE_BYTES })
  for (let round = 0; round < 50; round += 1) {
    sites.clock.advance(100)
    for (const { caseId, hash, offset } of peer.papers('pull')) {
      const number = Number.parseInt(caseId, 16)
      if (number !== 0 && !sites.parent.papers.has(caseId, hash))
        peer.sayPaper({ kind: 'chunk', caseId, hash, offset, data: contentOf(number) })
    }
  }
  expect(wants.filter(({ caseId, hash }) => sites.parent.papers.has(caseId, hash))).toHaveLength(199)
  expect(sites.status('parent').papers?.outstandingPulls).toBe(1)
})

test('many small papers travel together: a round trip does not cost one each', () => {
  const { sites, here, status } = manyWanted(640, () => true, { faults: { delayMs: [100, 100] } })
  let most = 0
  for (let step = 0; step < 60 && here() < 640; step += 1) {
    sites.run(100, 100)
    most = Math.max(most, status()?.outstandingPulls ?? 0)
  }
  // Ten round trips of 64 and what leads up to them take some three seconds; one by one they would take two minutes.
  expect(here()).toBe(640)
  expect(most).toBe(64)
})

test('what is wanted no more is let go, and the holder told', () => {
  const { sites, peer } = silentHolder(2)
  const [first] = peer.papers('want')
  if (first === undefined) throw new Error('nothing was stated')
  const { caseId, hash } = first
  sites.parent.papers.wants.delete(`${caseId} ${hash}`)
  sites.parent.hub.papersChanged({ wantedIn: new Set(), settled: [{ caseId, hash }] })
  sites.clock.advance(100)
  expect(peer.papers('got')).toMatchObject([{ caseId, hash }])
  expect(sites.status('parent').papers).toMatchObject({ unanswered: 1 })
})
