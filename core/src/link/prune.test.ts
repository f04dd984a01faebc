import { encodeProof } from '../wire/catalogue/proof.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { application, type Counter, newRequestId, openCounter, proxy } from '../site/counter.testing.js'
import { registerCase } from '../site/intake/register.js'
import { carry, join } from '../site/lines.testing.js'
import { linkLedger } from '../site/links/link-ledger.js'
import { pruneLanes } from '../site/links/prune.js'
import { journeyOf } from '../site/query/journey.js'
import { writeLetter } from '../site/log/forward.js'
import { captureLog } from '../runtime/captured-log.js'
import { Scope } from '../runtime/scope.js'
import { keepUp } from './linked-site.js'
import { laneStates } from './session/handshake.js'
import { judgeLanes } from './merge.js'

const DAY_MS = 86_400_000

let village: Counter
let county: Counter
let caseId: string

beforeEach(async () => {
  ;[village, county] = [openCounter('a-village'), openCounter('a')]
  join(village.site, county.site)
  caseId = await register()
  carry([village.site, county.site])
})

afterEach(() => {
  for (const { store } of [village, county]) store.close()
})

async function register(): Promise<string> {
  const form = { application: application(), acting: proxy, requestId: newRequestId(), draft: null }
  const taken = await registerCase(village.site, form)
  if (taken.kind !== 'registered') throw new Error('not registered')
  return taken.receipt.caseId
}

const prune = () => [...pruneLanes(village.site, 30 * DAY_MS)]
const ownSide = () => ({
  role: 'accepter' as const,
  facts: linkLedger(village.site).facts('a'),
  marks: linkLedger(village.site).marks('a'),
  digestAt: linkLedger(village.site).digestAt.bind(null, 'a'),
})
const statedByCounty = () => laneStates(linkLedger(county.site).marks('a-village'), 100)

describe('what a neighbour acknowledged', () => {
  test('is kept for the retention, and forgotten after it', () => {
    village.clock.advance(30 * DAY_MS - 1)
    expect(prune()).toEqual([])
    village.clock.advance(1)
    expect(prune()).toEqual([1, 4])
    expect(village.store.verify()).toEqual([])
  })

  test('is no longer only here though its entry is gone', () => {
    village.clock.advance(31 * DAY_MS)
    prune()
    const state = village.store.cases.state(caseId)
    const journey = state === null ? null : journeyOf(village.site, state)
    expect(journey?.onlyHere).toBeNull()
    expect(journey?.stops.map(({ durable, sinceMs }) => [durable, sinceMs])).toEqual([
      ['here', expect.any(Number)],
      ['acknowledged', null],
      ['passed-on', null],
    ])
  })
})

test('what waits for a neighbour is never forgotten, however old', async () => {
  await register()
  village.clock.advance(400 * DAY_MS)
  expect(prune()).toEqual([1, 4])
  carry([village.site, county.site])
  expect(county.store.events.caseIds()).toHaveLength(2)
})

test('a session goes on from a pruned lane where both ends agree, and messages follow', async () => {
  village.clock.advance(31 * DAY_MS)
  prune()
  expect(judgeLanes(ownSide(), statedByCounty())).toMatchObject({ kind: 'run', lanes: [{ lane: 'case', from: 2 }, {}] })
  await register()
  carry([village.site, county.site])
  expect([county.store.events.caseIds().length, county.store.inbox.parked()]).toEqual([2, []])
})

test('a neighbour that states less than was pruned needs reconciliation', () => {
  const before = statedByCounty().map((lane) => ({ ...lane, received: 0, receivedDigest: '0'.repeat(64) }))
  village.clock.advance(31 * DAY_MS)
  prune()
  expect(judgeLanes(ownSide(), before)).toMatchObject({ kind: 'stop', code: 'link/needs-reconciliation', recorded: true })
})

test('much is forgotten piece by piece', () => {
  const held = { number: 1, held: 0, digest: null, missing: 0, repaired: 0, wantsSnapshot: false, atMs: 0 }
  const proof = encodeProof({ list: 'items.a', site: 'a-village', ...held })
  village.site.transact(() => {
    for (let count = 0; count < 600; count += 1) writeLetter(village.site, 'a', 'bulk', 'list-proof', '', proof)
  })
  carry([village.site, county.site])
  village.clock.advance(31 * DAY_MS)
  expect(prune()).toEqual([1, 500, 604])
})

test('a program forgets by itself, every hour', async () => {
  const { site, clock, store } = village
  await using scope = new Scope({ onFailure: (step, error) => expect.unreachable(`${step}: ${String(error)}`), clock })
  keepUp(site, 30, { clock, logger: captureLog().logger }, scope)
  const isPruned = () => store.lanes.isPruned('a', 'case')
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  await turn()
  for (let hours = 0; hours < 30 * 24; hours += 1) {
    expect(isPruned()).toBe(false)
    clock.advance(3_600_000)
    await turn()
  }
  expect(isPruned()).toBe(true)
})
