import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import type { ItemVersion } from '../../domain/item.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { encodeProof } from '../../wire/catalogue/proof.js'
import { kindNumber } from '../../wire/frame.js'
import { withDigest } from '../../wire/item.js'
import { acting, type Counter, openCounter } from '../counter.testing.js'
import { applyMessage } from '../inbound/apply.js'
import { versionInForce } from '../intake/item-standing.js'
import { carry, carryLanes, join } from '../lines.testing.js'
import { permit, version } from '../lists-world.testing.js'
import { publishFirst, publishItems } from './publish-items.js'
import { saidNewer, setAsideSaidNewer } from './recover.js'
import { tendCatalogue } from './upkeep.js'

let clock: ManualClock
let city: Counter
let county: Counter
let village: Counter
const open = (id: 'city' | 'a' | 'a-village', generation = 1) => openCounter(id, { items: [], clock, generation })
beforeEach(() => {
  clock = new ManualClock(MONDAY_MS)
  ;[city, county, village] = [open('city'), open('a'), open('a-village')]
})
afterEach(() => {
  for (const { store } of [city, county, village]) store.close()
})

const publish = (...items: readonly ItemVersion[]) => county.site.transact(() => publishItems(county.site, items, 'a-clerk'))
const pass = () => carry([county.site, city.site], [village.site, county.site])
const head = ({ store }: Counter) => store.lists.head('items.a')

function meetCity(): void {
  join(county.site, city.site)
  carry([county.site, city.site])
  for (const [one, other] of [
    [county, 'city'],
    [city, 'a'],
  ] as const)
    one.site.transact(() => one.store.links.listsHeard(other, clock.nowMs()))
}

/** Another machine takes the county's place: nothing is on it but what it was installed with. */
function replace(): void {
  county.store.close()
  county = open('a', 2)
}

function publishTwice(): void {
  meetCity()
  join(village.site, county.site)
  publish(version(1), withDigest({ ...permit, id: 'other' }))
  publish(version(2))
  pass()
}

describe('a county whose machine was replaced', () => {
  test('publishes nothing before its list is back, and goes on from there', () => {
    publishTwice()
    replace()
    expect(publish(version(3))).toMatchObject([{ code: 'catalogue/recovering' }])
    expect(county.site.transact(() => publishFirst(county.site, [version(1)], 'a-clerk'))).toBe('waiting')
    meetCity()
    expect(head(county)).toMatchObject({ number: 2, held: 2, hash: head(city)?.hash })
    expect(versionInForce(county.site, 'permit')).toEqual(version(2))
    expect(county.site.transact(() => publishFirst(county.site, [version(1)], 'a-clerk'))).toBe('there')
    expect(publish(version(3))).toMatchObject([{ kind: 'done', number: 3 }])
    pass()
    expect(head(city)).toMatchObject({ number: 3, held: 3 })
    expect([city.alarms, county.alarms]).toEqual([[], []])
  })

  test('gets its list and contents back from a station while the city is away', () => {
    publishTwice()
    replace()
    join(village.site, county.site)
    carry([village.site, county.site])
    expect(head(county)).toMatchObject({ number: 2, held: 2 })
    expect(versionInForce(county.site, 'permit')).toEqual(version(2))
    expect(publish(version(3))).toMatchObject([{ code: 'catalogue/recovering' }])
    meetCity()
    expect(publish(version(3))).toMatchObject([{ kind: 'done', number: 3 }])
  })

  test('asks the next who proved its list when the first gives nothing', () => {
    publishTwice()
    replace()
    join(county.site, city.site)
    carryLanes(city.site, county.site)
    join(village.site, county.site)
    carry([village.site, county.site])
    expect(head(county)).toBeNull()
    for (const _ of ['the list', 'its contents']) {
      clock.advance(11 * 60_000)
      tendCatalogue(county.site)
      carry([village.site, county.site])
    }
    expect(head(county)).toMatchObject({ number: 2, held: 2 })
  })

  test('publishes for the first time once its city has said what it knows', () => {
    replace()
    expect(publish(version(1))).toMatchObject([{ code: 'catalogue/recovering' }])
    meetCity()
    expect(publish(version(1))).toMatchObject([{ kind: 'done', number: 1 }])
  })
})

test('a publisher takes nothing back that another key signed, nor anything older', () => {
  publishTwice()
  const before = head(county)
  const proof = { list: 'items.a', site: 'a-village', number: 2, held: 2, digest: null, missing: 0, repaired: 0, atMs: 1 }
  const payload = encodeProof({ ...proof, site: 'a', wantsSnapshot: true })
  village.site.transact(() =>
    applyMessage(village.site, 'a', { kind: 'list-proof', kindNumber: kindNumber('list-proof'), payload }),
  )
  pass()
  expect(head(county)).toEqual(before)
  expect(county.alarms).toEqual([])
})

describe('a station that says it holds an edition nobody published', () => {
  const proof = { list: 'items.a', site: 'a-village', held: 9, digest: 'ab'.repeat(32), missing: 0, repaired: 0, atMs: 1 }
  const say = (number: number) => {
    const payload = encodeProof({ ...proof, number, wantsSnapshot: false })
    county.site.transact(() =>
      applyMessage(county.site, 'a-village', { kind: 'list-proof', kindNumber: kindNumber('list-proof'), payload }),
    )
  }
  const setAside = (number: number) =>
    county.site.transact(() =>
      setAsideSaidNewer(
        county.site,
        { list: 'items.a', site: 'a-village', number },
        acting('a-clerk', 'a-hall'),
        '从未发布第九版',
      ),
    )

  test('is asked for it, and when it gives nothing people are told', () => {
    publishTwice()
    say(9)
    expect(saidNewer(county.site)).toEqual([{ list: 'items.a', site: 'a-village', number: 9 }])
    expect(publish(version(3))).toMatchObject([{ code: 'catalogue/recovering' }])
    tendCatalogue(county.site)
    expect(county.alarms).not.toContain('catalogue/recovering')
    clock.advance(11 * 60_000)
    tendCatalogue(county.site)
    expect(county.alarms).toContain('catalogue/recovering')
  })

  test('keeps its county from publishing only until somebody answers for it with a reason', () => {
    publishTwice()
    say(9)
    expect(setAside(8)).toMatchObject({ code: 'input/invalid' })
    expect(publish(version(3))).toMatchObject([{ code: 'catalogue/recovering' }])
    expect(setAside(9)).toEqual({ list: 'items.a', site: 'a-village', number: 9 })
    expect(publish(version(3))).toMatchObject([{ kind: 'done', number: 3 }])
    expect(setAside(9)).toMatchObject({ code: 'input/invalid' })
    const [entry] = county.store.audit.search({ kind: 'site' }, 10, null).map((found) => found.entry)
    expect(entry).toMatchObject({ person: 'a-clerk', subject: 'list items.a 9 said by a-village', reason: '从未发布第九版' })
  })

  test('may say it again, but a higher number counts anew', () => {
    publishTwice()
    say(9)
    setAside(9)
    say(9)
    expect(saidNewer(county.site)).toEqual([])
    say(10)
    expect(publish(version(3))).toMatchObject([{ code: 'catalogue/recovering' }])
  })
})
