import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeAsk, encodePack, packContent } from '../../wire/catalogue/content.js'
import { sha256Hex } from '../../wire/hash.js'
import { encodeItem, withDigest } from '../../wire/item.js'
import { tendCatalogue } from '../catalogue/upkeep.js'
import { standingOfItem, versionInForce } from '../intake/item-standing.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { ledgerLines } from '../catalogue/ledger.js'
import { pruneLanes } from '../links/prune.js'
import { repair } from './check-copies.js'
import { askForMissing, wantContent } from './fetch.js'
import { carry, carryLanes, join } from '../lines.testing.js'
import { countyAndVillage, entryOf, permit, signedEdition, version } from '../lists-world.testing.js'

const world = countyAndVillage()
const { head, meet, pass, publish, say } = world

describe('contents', () => {
  const wanted = () => {
    join(world.village.site, world.county.site)
    say('catalogue-edition', signedEdition([entryOf(version(1))]))
  }

  test.each([
    ['that do not fit their digest', packContent(version(1).digest, encodeItem(version(2)), null)],
    ['that say a wrong size', { ...packContent(version(1).digest, encodeItem(version(1)), null), sizeBytes: 10 }],
  ])('%s are dropped, and asked for again after a while', (_name, packed) => {
    wanted()
    expect(say('content-pack', encodePack({ contents: [packed], lacking: [] }))).toMatchObject({
      kind: 'parked',
      code: 'catalogue/damaged',
    })
    expect([head()?.held, world.village.store.contents.has(version(1).digest)]).toEqual([0, false])
    const asks = () =>
      world.village.store.lanes.outgoing('a', 'bulk', 99).filter(({ kind }) => kind === 'content-ask' || kind === 'list-ask')
        .length
    tendCatalogue(world.village.site)
    expect(asks()).toBe(1)
    world.clock.advance(11 * 60_000)
    tendCatalogue(world.village.site)
    expect(asks()).toBe(2)
    expect(
      say('content-pack', encodePack({ contents: [packContent(version(1).digest, encodeItem(version(1)), null)], lacking: [] })),
    ).toEqual({ kind: 'applied' })
    expect(head()?.held).toBe(1)
  })

  test('of an organ that is not the publisher’s are dropped', () => {
    join(world.village.site, world.county.site)
    const foreign = version(1, { organ: 'b-bureau' })
    say('catalogue-edition', signedEdition([entryOf(foreign)]))
    const pack = encodePack({ contents: [packContent(foreign.digest, encodeItem(foreign), null)], lacking: [] })
    expect(say('content-pack', pack)).toMatchObject({ kind: 'parked', code: 'catalogue/damaged' })
    expect(standingOfItem(world.village.site, 'permit')?.item).toBeNull()
  })

  test('nobody asked for are not kept', () => {
    wanted()
    const stray = withDigest({ ...permit, id: 'stray' })
    const pack = encodePack({ contents: [packContent(stray.digest, encodeItem(stray), null)], lacking: [] })
    expect(say('content-pack', pack)).toEqual({ kind: 'applied' })
    expect(world.village.store.contents.has(stray.digest)).toBe(false)
  })

  test('asked for in vain are remembered and sent when they come; one asker cannot fill the store', () => {
    join(world.village.site, world.county.site)
    const digests = Array.from({ length: 2_000 }, (_, at) => sha256Hex(`${at}`))
    for (let at = 0; at < digests.length; at += 1000)
      say(
        'content-ask',
        encodeAsk(digests.slice(at, at + 1000).map((digest) => ({ digest, have: null }))),
        'a-village',
        world.county,
      )
    expect(world.county.store.contentWants.rememberedFor('a-village')).toBe(1024)
  })

  test('are asked for once, and what came before a restart is not asked for again', () => {
    const items = Array.from({ length: 40 }, (_, at) =>
      withDigest({ ...permit, id: `x${at}`, source: 'x'.repeat(190), form: { type: 'object', title: 'y'.repeat(20_000) } }),
    )
    publish(...items)
    join(world.village.site, world.county.site)
    carryLanes(world.county.site, world.village.site)
    carryLanes(world.village.site, world.county.site)
    carryLanes(world.county.site, world.village.site, 1)
    const here = world.village.store.items.entries().length
    expect(here).toBeGreaterThan(0)
    expect(here).toBeLessThan(items.length)
    tendCatalogue(world.village.site)
    const asked = world.village.store.contentWants.all()
    expect(asked.every(({ peer }) => peer === 'a')).toBe(true)
    expect(asked).toHaveLength(items.length - here)
    pass()
    expect(head()).toMatchObject({ held: head()?.number })
  })
})

describe('an ask by places', () => {
  const sent = (to: Counter, from: string, kind: string) =>
    to.store.lanes.read(from, 'bulk', 1, 1 << 20, 1_000).filter((message) => message.kind === kind)
  const bytesOf = (messages: readonly { readonly payload: Uint8Array }[]) =>
    messages.reduce((sum, { payload }) => sum + payload.byteLength, 0)
  const many = (name: string, number: number) =>
    Array.from({ length: 40 }, (_, at) => withDigest({ ...permit, id: `x${at}`, version: number, name: `${name} ${at}` }))

  test('and its answer are less than a tenth of what changed', () => {
    publish(...many('before', 1))
    meet()
    const asks = bytesOf(sent(world.village, 'a', 'list-ask'))
    const packs = bytesOf(sent(world.county, 'a-village', 'list-pack'))
    publish(...many('after', 2))
    pass()
    expect(head()).toMatchObject({ number: 2, held: 2 })
    const whole = many('after', 2).reduce((sum, item) => sum + encodeItem(item).byteLength, 0)
    expect(bytesOf(sent(world.village, 'a', 'list-ask')) - asks).toBeLessThan(40 * 2 + 40)
    expect(bytesOf(sent(world.county, 'a-village', 'list-pack')) - packs).toBeLessThan(whole / 10)
    expect(bytesOf(sent(world.village, 'a', 'content-ask'))).toBe(0)
  })

  test('is answered once for all that ask alike', () => {
    const town = openCounter('a-town', { items: [], clock: world.clock })
    publish(version(1))
    for (const { site } of [town, world.village]) {
      join(site, world.county.site)
      carryLanes(world.county.site, site)
      carryLanes(site, world.county.site)
    }
    const rows = ['a-village', 'a-town'].map((peer) =>
      world.county.store.lanes.outgoing(peer, 'bulk', 99).flatMap(({ kind, ref }) => (kind === 'list-pack' ? [ref] : [])),
    )
    expect(rows[0]).toHaveLength(1)
    expect(rows[0]).toEqual(rows[1])
    town.store.close()
  })

  test('of an edition that the neighbour has passed is made anew by digest', () => {
    publish(version(1))
    meet()
    publish(version(2))
    carryLanes(world.county.site, world.village.site)
    publish(version(3))
    pass()
    expect(versionInForce(world.village.site, 'permit')).toEqual(version(3))
    expect(head()).toMatchObject({ number: 3, held: 3 })
    expect(world.village.alarms).toEqual([])
  })

  test('whose answer does not fit, since the versions held are not the same, is made anew for the content alone', () => {
    publish(version(1))
    meet()
    const other = withDigest({ ...version(1), name: 'another content under the same number' })
    world.village.site.transact(() => {
      world.village.store.contents.erase(version(1).digest)
      world.village.store.items.put(other, 1)
    })
    publish(version(2))
    pass()
    expect(world.village.store.contents.has(version(2).digest)).toBe(false)
    world.clock.advance(11 * 60_000)
    tendCatalogue(world.village.site)
    pass()
    expect(versionInForce(world.village.site, 'permit')).toEqual(version(2))
  })

  test('several editions of one batch are asked for together', () => {
    meet()
    for (const number of [1, 2, 3]) publish(version(number), withDigest({ ...permit, id: `x${number}` }))
    pass()
    expect(head()).toMatchObject({ number: 3, held: 3 })
    expect(sent(world.village, 'a', 'list-ask')).toHaveLength(1)
    expect(sent(world.village, 'a', 'content-ask')).toHaveLength(0)
  })
})

describe('who else may have it', () => {
  const shared = withDigest({ ...version(1), guide: { ...permit.guide, area: '2' } })
  let city: Counter
  let other: Counter
  beforeEach(() => {
    city = openCounter('city', { items: [], clock: world.clock })
    other = openCounter('b', { items: [], clock: world.clock })
    for (const { site } of [world.county, other]) join(site, city.site)
  })
  afterEach(() => {
    for (const { store } of [city, other]) store.close()
  })
  const bulkAsks = ({ store }: Counter, peer: string) =>
    store.lanes.outgoing(peer, 'bulk', 999).filter(({ kind }) => kind === 'content-ask' || kind === 'list-ask').length

  test('is asked when the county that published it is silent: a damaged copy at the city comes from another county', () => {
    publish(shared)
    carry([world.county.site, city.site], [other.site, city.site])
    city.site.transact(() => repair(city.site, shared.digest))
    expect([bulkAsks(city, 'a'), bulkAsks(city, 'b')]).toEqual([1, 0])
    carry([other.site, city.site])
    world.clock.advance(11 * 60_000)
    tendCatalogue(city.site)
    carry([other.site, city.site])
    expect(city.store.contents.has(shared.digest)).toBe(true)
  })

  test('is asked, too, when the clock was set back since the silent one was', () => {
    publish(shared)
    carry([world.county.site, city.site], [other.site, city.site])
    city.site.transact(() => repair(city.site, shared.digest))
    world.clock.setDate(0)
    tendCatalogue(city.site)
    world.clock.advance(11 * 60_000)
    tendCatalogue(city.site)
    carry([other.site, city.site])
    expect(city.store.contents.has(shared.digest)).toBe(true)
  })

  test('is asked at a silent gateway’s turn after ten minutes, not after a day', () => {
    const unlisted = withDigest({ ...permit, id: 'unlisted' })
    other.site.transact(() => other.store.items.put(unlisted, 1))
    city.site.transact(() => {
      wantContent(city.site, unlisted.digest)
      askForMissing(city.site)
    })
    expect([bulkAsks(city, 'a'), bulkAsks(city, 'b')]).toEqual([1, 0])
    world.clock.advance(11 * 60_000)
    tendCatalogue(city.site)
    carry([other.site, city.site])
    expect(city.store.contents.has(unlisted.digest)).toBe(true)
  })
})

test('an edition that was overtaken before all of it came counts as held when it came, and the county sees it', () => {
  const town = withDigest({ ...permit, id: 'first' })
  join(world.village.site, world.county.site)
  publish(town)
  carryLanes(world.county.site, world.village.site)
  publish(version(1))
  carryLanes(world.county.site, world.village.site)
  say('content-pack', encodePack({ contents: [packContent(town.digest, encodeItem(town), null)], lacking: [] }))
  expect(head()).toMatchObject({ number: 2, held: 1 })
  carryLanes(world.village.site, world.county.site)
  const line = ledgerLines(world.county.site).find(({ site }) => site === 'a-village')
  expect(line).toMatchObject({ held: 1, newest: 2, missing: 1 })
  expect(line?.behindSinceMs).not.toBeNull()
})

test('packs and snapshots go once no lane needs them, and are made anew for whoever asks later', () => {
  publish(version(1))
  meet()
  const parcels = () => {
    const rows = world.county.store.lanes.read('a-village', 'bulk', 1, 1 << 20, 99)
    return rows.filter(({ kind }) => kind === 'list-pack' || kind === 'list-snapshot').length
  }
  expect(parcels()).toBe(2)
  const drop = (beforeMs: number) => world.county.site.transact(() => world.county.store.parcels.drop(beforeMs, 99))
  expect(drop(Number.MAX_SAFE_INTEGER)).toBe(0)
  world.clock.advance(86_400_000)
  let pieces = 0
  for (const _ of pruneLanes(world.county.site, 1_000)) pieces += 1
  expect(pieces).toBeGreaterThan(0)
  expect(drop(Number.MAX_SAFE_INTEGER)).toBe(0)
  const town = openCounter('a-town', { items: [], clock: world.clock })
  join(town.site, world.county.site)
  carry([town.site, world.county.site])
  expect(versionInForce(town.site, 'permit')).toEqual(version(1))
  town.store.close()
})
