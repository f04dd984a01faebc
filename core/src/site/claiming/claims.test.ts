import type { Claim } from '../../domain/catalogue/base.js'
import { afterEach, describe, expect, test } from 'vitest'
import { ZERO_HASH } from '../../wire/hash.js'
import { encodeRosterChange } from '../../wire/roster.js'
import { versionInForce } from '../intake/item-standing.js'
import { openDelegation } from '../catalogue-work/bundles.js'
import { changeState } from '../catalogue-work/publish.js'
import { acting, clerk, type Counter } from '../counter.testing.js'
import { takeRosterChange } from '../inbound/roster.js'
import { settlePending } from '../pending.js'
import { takeBackClaims } from './arrival.js'
import { giveBase, inputOf, withdrawBase } from './base.testing.js'
import { summedUp, unassignedEntries } from './claim-status.js'
import { answerClaims, assignEntries, setDue } from './claims.js'

import { claimedPermit, closeGateways, gateway, hall, limit, lines, ok, told } from './claims.testing.js'

afterEach(closeGateways)

describe('an entry that came', () => {
  test('waits for the organ of its department until its day, and the city is told', () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ settleBy: '2026-03-10' }))
    expect(lines(site)).toMatchObject([{ organ: { id: 'a-bureau' }, state: 'unclaimed', due: '2026-03-10', late: 0 }])
    expect(told(site)).toMatchObject([{ organ: 'a-bureau', entry: 'b-1', state: 'unclaimed' }])
  })

  test('of a department nobody has here is given to an organ by the hall', async () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ department: '文物局' }))
    expect(lines(site)).toEqual([])
    expect(ok(unassignedEntries(site, hall))).toMatchObject([{ id: 'b-1' }])
    const wish = { organ: 'a-bureau', entries: ['b-1'] }
    expect(await assignEntries(site, acting('town-clerk', 'a-centre'), wish)).toMatchObject({ code: 'work/denied' })
    expect(await assignEntries(site, hall, { ...wish, organ: 'b-bureau' })).toMatchObject({ code: 'catalogue/unknown-organ' })
    ok(await assignEntries(site, hall, wish))
    expect(ok(unassignedEntries(site, hall))).toEqual([])
    expect(told(site)).toMatchObject([{ organ: 'a-bureau', state: 'unclaimed' }])
  })

  test('is answered by its organ, with a reason where there is no such function', async () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf(), inputOf({ id: 'b-2' }))
    const answer = (state: 'claimed' | 'no-function', reason: string | null) => ({
      organ: 'a-bureau',
      entries: ['b-1'],
      answer: { state, reason },
    })
    expect(await answerClaims(site, hall, answer('claimed', null))).toMatchObject({ code: 'work/denied' })
    expect(await answerClaims(site, clerk, answer('no-function', null))).toMatchObject({ code: 'work/reason-needed' })
    expect(await answerClaims(site, clerk, { ...answer('claimed', null), entries: ['b-9'] })).toMatchObject({
      code: 'claim/unknown',
    })
    ok(await answerClaims(site, clerk, answer('no-function', '由市局办理')))
    expect(told(site).map(({ entry, state, reason }) => [entry, state, reason])).toEqual([
      ['b-1', 'no-function', '由市局办理'],
      ['b-2', 'unclaimed', null],
    ])
  })

  test('is late by working days, and counted so', async () => {
    const { site, clock } = gateway()
    giveBase(site, 1, inputOf({ settleBy: '2026-03-06' }), inputOf({ id: 'b-2', settleBy: null }))
    clock.advance(9 * 24 * 3_600_000)
    expect(lines(site, { onlyLate: true })).toMatchObject([{ entry: { id: 'b-1' }, late: 3 }])
    const [summary] = summedUp(lines(site))
    expect(summary).toMatchObject({ counts: { unclaimed: 2 }, late: 1, latest: 3 })
  })

  test('has an earlier day where the hall sets one, never a later', async () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ settleBy: '2026-03-10' }))
    const wish = { organ: 'a-bureau', entries: ['b-1'] }
    expect(await setDue(site, hall, { ...wish, due: '2026-03-11' })).toMatchObject({ code: 'claim/late-date' })
    ok(await setDue(site, hall, { ...wish, due: '2026-03-04' }))
    giveBase(site, 1, inputOf({ id: 'b-3' }))
    expect(lines(site).find(({ entry }) => entry.id === 'b-1')?.due).toBe('2026-03-04')
  })

  test('taken up fills a draft, and is published with it', async () => {
    const counter = gateway()
    const work = await claimedPermit(counter)
    expect(work.items[0]?.content.materials.map(({ name }) => name)).toEqual(['权属证明', '照片'])
    expect(versionInForce(counter.site, 'homestead')).toMatchObject({
      legal: limit(20),
      guide: { base: { entry: 'b-1', version: 1 } },
    })
    expect(told(counter.site)).toMatchObject([{ state: 'published', item: 'homestead', baseVersion: 1, due: null }])
  })
})

describe('an entry that is withdrawn above', () => {
  test.each([
    ['is to be given up by its day', '2026-03-05', '2026-03-05', 0, 2],
    ['is to be given up at once where its day is past', '2026-02-27', '2026-03-02', 0, 5],
  ])('%s, and late after it', async (_name, settleBy, due, lateNow, lateThen) => {
    const counter = gateway()
    await claimedPermit(counter)
    withdrawBase(counter.site, 1, inputOf({ settleBy }))
    expect(lines(counter.site)).toMatchObject([{ withdrawn: true, due, late: lateNow }])
    expect(told(counter.site)).toMatchObject([{ state: 'published', due }])
    counter.clock.advance(7 * 86_400_000)
    expect(lines(counter.site, { onlyLate: true })).toMatchObject([{ withdrawn: true, late: lateThen }])
  })
})

test('a replaced county takes its claims back from the list that it published', async () => {
  const counter = gateway()
  await claimedPermit(counter)
  const before = lines(counter.site)
  expect(before).toMatchObject([{ state: 'published' }])
  counter.site.transact(() => {
    counter.store.catalogueWork.claims.put({ ...claimIn(counter), state: 'unclaimed', item: null })
    takeBackClaims(counter.site)
  })
  expect(lines(counter.site)).toEqual(before)
  expect(counter.store.catalogueWork.claims.untold()).toEqual([])
})

function claimIn({ store }: Counter): Claim {
  const [claim] = store.catalogueWork.claims.all()
  if (claim === undefined) throw new Error('no claim')
  return claim
}

describe('an item that is cancelled', () => {
  test('leaves its entry to its organ again, or nothing where the entry is gone too', async () => {
    const counter = gateway()
    await claimedPermit(counter)
    ok(await changeState(counter.site, hall, { change: 'cancel', items: ['homestead'], reason: '事项取消' }))
    expect(told(counter.site)).toMatchObject([{ state: 'claimed', item: null, due: '2026-03-31' }])
    expect(
      await openDelegation(counter.site, hall, { kind: 'delegation', title: '下放', rows: [handed('homestead')] }),
    ).toMatchObject({
      rows: [{ fault: 'unknown-item' }],
    })
  })
})

function handed(item: string) {
  return { item, to: 'a-government', power: 'receive', source: '2', from: '2026-04-01' } as const
}

describe('an organ the roster names later', () => {
  test('is given the entries of its department that came before it', () => {
    const { site } = gateway()
    giveBase(site, 1, inputOf({ department: '文物局' }))
    const organ = {
      id: 'relics',
      name: '五莲县文物局',
      level: 'county',
      nature: 'administrative',
      place: 'a-hall',
      creditCode: null,
    } as const
    const change = { version: site.roster.version + 1, atMs: 1, by: 'city-clerk', facts: [{ kind: 'organ', organ }] } as const
    const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(site.roster.version) ?? ZERO_HASH)
    site.transact(() => {
      takeRosterChange(site, change, bytes, hash)
      settlePending(site)
    })
    expect(lines(site)).toMatchObject([{ organ: { id: 'relics' }, state: 'unclaimed' }])
  })
})
