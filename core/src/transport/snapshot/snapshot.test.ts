import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ItemVersion } from '../../domain/item.js'
import { publishItems } from '../../site/catalogue/publish-items.js'
import { asksAside, packAside, takeAside } from '../../site/contents/aside.js'
import { type Counter, openCounter } from '../../site/counter.testing.js'
import { carryLanes, join } from '../../site/lines.testing.js'
import { permit } from '../../site/lists-world.testing.js'
import { withDigest } from '../../wire/item.js'
import { GrpcStage } from '../grpc.testing.js'
import { fetchPacks } from './fetch.js'

let stage: GrpcStage
let city: Counter
let county: Counter
beforeEach(async () => {
  stage = await GrpcStage.open()
  city = openCounter('city', { items: [] })
  county = openCounter('a', { items: [], contentsAside: true })
})
afterEach(async () => {
  for (const close of stage.closing.toReversed()) await close()
  for (const { store } of [city, county]) store.close()
})

/** Some half a megabyte of contents. */
const many: readonly ItemVersion[] = Array.from({ length: 60 }, (_, at) =>
  withDigest({
    ...permit,
    id: `x${at}`,
    organ: null,
    guide: { ...permit.guide, area: '2' },
    form: { type: 'object', title: `${at} `.repeat(2_500) },
  }),
)
const publish = (items: readonly ItemVersion[]) => city.site.transact(() => publishItems(city.site, items, 'city-clerk'))
const held = () => county.store.items.entries().length

/** Both ways until nothing is left of the lanes. */
function pass(): void {
  for (let moved = 1; moved > 0; ) moved = carryLanes(city.site, county.site) + carryLanes(county.site, city.site)
}

function meet(): void {
  join(county.site, city.site)
  pass()
}

async function listen(pack = (ask: Uint8Array) => packAside(city.site, ask)): Promise<number> {
  const { server } = await stage.startCity({ snapshots: { pack, onBug: () => {} } })
  return server.port
}

const source = (port: number) => ({ address: `127.0.0.1:${port}`, tls: stage.county, parent: 'city' })

async function fetchAll(port: number): Promise<void> {
  const due = asksAside(county.site)
  const asks = due?.asks ?? []
  const take = (index: number, pack: Uint8Array) => takeAside(county.site, 'city', asks[index]?.row ?? 0, pack)
  await fetchPacks(
    source(port),
    asks.map(({ payload }) => payload),
    take,
    new AbortController().signal,
  )
}

const bulkKinds = () =>
  city.store.lanes.read('a', 'bulk', 1, 1 << 24, 10_000).map(({ kind, payload }) => ({ kind, sizeBytes: payload.byteLength }))

describe('a county that is far behind', () => {
  test('fetches contents beside its lanes, and proves them as any other', async () => {
    publish(many)
    meet()
    expect([held(), (asksAside(county.site)?.asks.length ?? 0) > 1]).toEqual([0, true])
    await fetchAll(await listen())
    pass()
    expect(held()).toBe(many.length)
    expect(asksAside(county.site)).toBeNull()
    expect(city.store.holdings.get('a', 'shared.city')).toMatchObject({ number: 1, missing: 0 })
    expect(bulkKinds().some(({ kind }) => kind === 'list-pack' || kind === 'content-pack')).toBe(false)
  })

  test('goes on where the line broke: what came is here, the rest is asked for again', async () => {
    publish(many)
    meet()
    const asked = asksAside(county.site)?.asks.length ?? 0
    let packs = 0
    const broken = await listen((ask) => {
      packs += 1
      if (packs > 3) throw new Error('the line breaks')
      return packAside(city.site, ask)
    })
    await expect(fetchAll(broken)).rejects.toMatchObject({ code: 'internal/bug' })
    expect(held()).toBeGreaterThan(0)
    expect(asksAside(county.site)?.asks).toHaveLength(asked - 3)
    packs = 0
    await fetchAll(await listen((ask) => ((packs += 1), packAside(city.site, ask))))
    expect([held(), packs]).toEqual([many.length, asked - 3])
  })

  test('believes nothing whose digest is another', async () => {
    publish(many)
    meet()
    const port = await listen((ask) => {
      const pack = Buffer.from(packAside(city.site, ask))
      pack.writeUInt8(pack.readUInt8(pack.byteLength - 40) ^ 1, pack.byteLength - 40)
      return pack
    })
    await fetchAll(port)
    expect(held()).toBeLessThan(many.length)
    expect(county.alarms).toContain('catalogue/damaged')
  })

  test('that is overtaken waits for the edition that is on its way, and asks for that', async () => {
    publish(many)
    meet()
    publish(many.map((item) => withDigest({ ...item, version: 2 })))
    const port = await listen()
    await fetchAll(port)
    expect([held(), asksAside(county.site)]).toEqual([0, null])
    pass()
    await fetchAll(port)
    pass()
    expect(held()).toBe(many.length)
    expect(city.store.holdings.get('a', 'shared.city')).toMatchObject({ number: 2, missing: 0 })
    expect(bulkKinds().some(({ kind }) => kind === 'list-pack' || kind === 'content-pack')).toBe(false)
  })

  test('and has little to fetch takes it from its lanes', () => {
    publish(many.slice(0, 2))
    meet()
    expect([held(), asksAside(county.site)]).toEqual([2, null])
  })
})

describe('the snapshot service', () => {
  test('answers nobody without a certificate of this network', async () => {
    const port = await listen()
    const stranger = { ...source(port), tls: { ...stage.foreign, authority: stage.county.authority } }
    await expect(fetchPacks(stranger, [Buffer.alloc(1)], () => {}, new AbortController().signal)).rejects.toMatchObject({
      code: 'link/parent-unreachable',
    })
  })

  test('answers nobody who may not dial in', async () => {
    const { server } = await stage.startCity({
      snapshots: { pack: () => Buffer.alloc(0), onBug: () => {} },
      admit: () => ({ kind: 'refused', code: 'link/revoked', detail: 'county' }),
    })
    await expect(fetchPacks(source(server.port), [], () => {}, new AbortController().signal)).rejects.toMatchObject({
      code: 'link/revoked',
    })
  })

  test('says what is wrong with an ask that cannot be read', async () => {
    const port = await listen()
    const fetching = fetchPacks(source(port), [Buffer.from('nonsense')], () => {}, new AbortController().signal)
    await expect(fetching).rejects.toMatchObject({ code: 'input/invalid' })
  })
})
