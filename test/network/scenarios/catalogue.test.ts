import { kindOfNumber } from '@liandong/core/wire/frame.js'
import Database from 'better-sqlite3'
import { sha256Hex } from '@liandong/core/wire/hash.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { ledgerLines } from '@liandong/core/site/catalogue/ledger.js'
import { versionInForce } from '@liandong/core/site/intake/item-standing.js'
import { expect, test } from 'vitest'
import { withPublishingKeys } from '../../../core/src/site/lists.testing.js'
import { blankGuide } from '@liandong/core/domain/catalogue/blank.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import { Network } from '../network.js'
import { items, rosterFacts, shapes, START_MS } from '../sim/world.js'

const template = items.find(({ id }) => id === 'permit-a') as ItemVersion
const stations = shapes.filter(({ tier }) => tier === 'edge').map(({ id }) => id)
const own = (county: string) => stations.filter((id) => id.startsWith(`${county}-`))

/** An item of a county's own, offered only there, of a few kilobytes. */
const local = (county: string, at: number, version = 1): ItemVersion =>
  withDigest({
    ...template,
    id: `local-${county}-${at}`,
    organ: `${county}-bureau`,
    version,
    name: `事项 ${at} ${version}`,
    guide: { ...blankGuide, conditions: Array.from({ length: 60 }, (_, line) => sha256Hex(`${county} ${at} ${line}`)) },
  })

class City extends Network {
  constructor(seed: number) {
    super(shapes, seed, START_MS)
  }

  async found(): Promise<void> {
    await this.giveRoster(withPublishingKeys(rosterFacts), 'city-clerk')
    await this.pass(20_000)
  }

  publish(at: string, ...published: readonly ItemVersion[]): void {
    const { site, build } = this.sim(at)
    const outcomes = site.transact(() => build.publishItems(site, published, 'clerk'))
    if (outcomes.some(({ kind }) => kind !== 'done')) throw new Error(JSON.stringify(outcomes))
  }

  inForce(at: string, id: string): number | null {
    return versionInForce(this.site(at), id)?.version ?? null
  }

  behind(at: string): string[] {
    return ledgerLines(this.site(at)).flatMap(({ site, list, behindSinceMs }) =>
      behindSinceMs === null ? [] : [`${site} ${list}`],
    )
  }

  bulkBytes(from: string, to: string): number {
    const { store } = this.site(from)
    const written = store.lanes.marks(to).find(({ lane }) => lane === 'bulk')?.written ?? 0
    return written === 0
      ? 0
      : store.lanes.read(to, 'bulk', 1, 1e9, written).reduce((sum, { payload }) => sum + payload.byteLength, 0)
  }
}

test('a county’s items come to its stations and the city, what is offered everywhere to everybody, and all are proven', async () => {
  await using city = new City(7)
  await city.found()
  city.publish('a', ...Array.from({ length: 20 }, (_, at) => local('a', at)), template)
  city.publish('city', ...items.filter(({ organ }) => organ === 'city-bureau'))
  await city.pass(60_000)
  for (const id of ['city', 'a', ...own('a')]) expect([id, city.inForce(id, 'local-a-3')]).toEqual([id, 1])
  for (const id of ['b', ...own('b')])
    expect([id, city.inForce(id, 'local-a-3'), city.inForce(id, 'permit-a')]).toEqual([id, null, 1])
  expect(['city', 'a', 'b'].map((id) => city.behind(id))).toEqual([[], [], []])
  expect(city.alarms).toEqual([])
})

test('stations that are off line half the time end with the newest edition, having been sent little more than what changed', async () => {
  await using city = new City(8)
  await city.found()
  const all = Array.from({ length: 60 }, (_, at) => local('a', at))
  city.publish('a', ...all)
  await city.pass(60_000)
  const [off = '', on = ''] = own('a')
  const before = [off, on].map((id) => city.bulkBytes('a', id))
  for (let round = 2; round <= 5; round += 1) {
    city.line(off).cut()
    city.publish('a', ...[1, 2].map((at) => local('a', 7 * round + at, round)))
    await city.pass(15_000)
    expect(city.behind('a')).toEqual([`${off} items.a`])
    city.line(off).heal()
    await city.pass(15_000)
  }
  expect(city.behind('a')).toEqual([])
  const changed = 8 * Buffer.byteLength(JSON.stringify(all[0]))
  const sent = [off, on].map((id, at) => city.bulkBytes('a', id) - (before[at] ?? 0))
  for (const bytes of sent) expect(bytes).toBeLessThan(changed / 4)
})

const SENT_TO = 'SELECT kind FROM lane_out JOIN lane_mark ON lane_mark.key = lane_out.lane WHERE lane_mark.peer = ?'

test('a first sync cut by a restart goes on where it was: nothing that is here is sent again', async () => {
  await using city = new City(9)
  const station = own('a')[0] ?? ''
  for (const id of ['a', station]) city.use(id, { windowMessages: 1 })
  for (const id of ['a', station]) city.crash(id)
  city.line(station).setFaults({ delayMs: [400, 400] })
  await city.found()
  city.publish('a', ...Array.from({ length: 150 }, (_, at) => local('a', at)))
  const held = () => city.site(station).store.items.entries().length
  for (let waited = 0; held() === 0 && waited < 100; waited += 1) await city.pass(200)
  expect(held()).toBeGreaterThan(0)
  expect(held()).toBeLessThan(150)
  city.crash(station)
  city.crash('a')
  await city.pass(60_000)
  expect(held()).toBe(150)
  const { store } = city.site('a')
  // The packs themselves are gone once everybody has them; their entries stay.
  const sent = new Database(store.serialize().database)
  const kinds = sent.prepare<[string], { kind: number }>(SENT_TO).all(station)
  const packs = kinds.filter(({ kind }) => ['content-pack', 'list-pack'].includes(kindOfNumber(kind) ?? ''))
  sent.close()
  const asks = city
    .site(station)
    .store.lanes.read('a', 'bulk', 1, 1e9, 99)
    .filter(({ kind }) => kind === 'content-ask' || kind === 'list-ask')
  expect(packs).toHaveLength(asks.length)
  expect(city.behind('a')).toEqual([])
})

test('what a lane lost its place of is mended by the whole list', async () => {
  await using city = new City(10)
  await city.found()
  const station = own('a')[0] ?? ''
  city.publish('a', local('a', 1))
  await city.pass(10_000)
  // The county believes the station has an edition that it has not.
  const { site } = city.sim('a')
  site.transact(() => {
    site.store.parcels.send(station, 'items.a', 2)
  })
  city.publish('a', local('a', 2))
  city.publish('a', local('a', 3))
  await city.pass(20_000)
  expect([1, 2, 3].map((at) => city.inForce(station, `local-a-${at}`))).toEqual([1, 1, 1])
  expect(city.behind('a')).toEqual([])
})
