import { describe, expect, test } from 'vitest'
import { encodeSigned, signBytes } from '../../wire/catalogue/signing.js'
import { encodeStop } from '../../wire/catalogue/stop.js'
import { encodeItem, withDigest } from '../../wire/item.js'
import type { Counter } from '../counter.testing.js'
import { standingOfItem, versionInForce, whyClosed } from '../intake/item-standing.js'
import { changeOf, countyAndVillage, permit, version } from '../lists-world.testing.js'
import { signerFor } from '../lists.testing.js'
import { ledgerLines } from './ledger.js'
import { publishEdition } from './publish.js'
import { publishItems } from './publish-items.js'
import { stopItems } from './stop-items.js'
import { tendCatalogue } from './upkeep.js'

const DAY_MS = 86_400_000

const world = countyAndVillage()
const { edit, head, meet, pass, publish, say } = world

describe('what a gateway publishes', () => {
  test('comes to its stations whole, and they prove it', () => {
    publish(version(1))
    meet()
    expect(versionInForce(world.village.site, 'permit')).toEqual(version(1))
    expect(head()).toMatchObject({ number: 1, held: 1 })
    expect(ledgerLines(world.county.site)).toContainEqual(
      expect.objectContaining({ site: 'a-village', list: 'items.a', held: 1, behindSinceMs: null }),
    )
    expect(ledgerLines(world.county.site)).toContainEqual(expect.objectContaining({ site: 'a-town', held: 0, missing: 1 }))
  })

  test('travels as the difference to what is there, and once for all that ask alike', () => {
    publish(version(1), ...Array.from({ length: 30 }, (_, at) => withDigest({ ...permit, id: `x${at}` })))
    meet()
    publish(version(2))
    const before = world.county.store.lanes.marks('a-village').find(({ lane }) => lane === 'bulk')?.written ?? 0
    pass()
    const sent = world.county.store.lanes.read('a-village', 'bulk', before + 1, 1 << 20, before + 10)
    expect(sent.reduce((sum, { payload }) => sum + payload.byteLength, 0)).toBeLessThan(encodeItem(version(2)).byteLength / 4)
    expect(versionInForce(world.village.site, 'permit')?.version).toBe(2)
  })

  test('takes effect on its day, and what was in force goes on until then', () => {
    publish(version(1))
    edit({ version: 2, content: encodeItem(version(2)), from: '2026-03-04' })
    meet()
    expect(versionInForce(world.village.site, 'permit')?.version).toBe(1)
    world.clock.advance(2 * DAY_MS)
    tendCatalogue(world.village.site)
    expect(versionInForce(world.village.site, 'permit')?.version).toBe(2)
    expect(shown(world.village)).toEqual(['宅基地审批 2'])
    world.village.store.rebuild()
    expect(shown(world.village)).toEqual(['宅基地审批 2'])
  })

  test.each([
    ['suspended', 'item/suspended', ['宅基地审批 1']],
    ['cancelled', 'item/cancelled', []],
  ] as const)('can be %s', (state, code, names) => {
    publish(version(1))
    edit({ state })
    meet()
    const found = standingOfItem(world.village.site, 'permit')
    expect([found === null ? null : whyClosed(found), shown(world.village)]).toEqual([code, names])
  })

  test.each([
    ['for an organ that is not below it', () => publish(version(1, { organ: 'b-bureau' }))[0], 'catalogue/wrong-list'],
    ['under a number below the last', () => (publish(version(2)), publish(version(1))[0]), 'catalogue/broken'],
    ['twice under one number', () => (publish(version(1)), publish(version(1, { name: 'other' }))[0]), 'catalogue/broken'],
    ['without its content', () => edit({ version: 3 }), 'item/unknown'],
    ['under another id', () => edit({ key: 'other', content: encodeItem(version(1)) }), 'catalogue/broken'],
  ])('is refused %s', (_name, attempt, code) => {
    expect(attempt()).toMatchObject({ kind: 'refused', code })
  })

  test('stands in one list: another may not take the id while it is there', () => {
    publish(version(1))
    const shared = { kind: 'shared' as const, changes: [changeOf({ content: encodeItem(version(1)) })], by: 'a-clerk' }
    const attempt = () => world.county.site.transact(() => publishEdition(world.county.site, shared))
    expect(attempt()).toMatchObject({ code: 'catalogue/wrong-list' })
    edit({ state: 'cancelled' })
    expect(attempt()).toMatchObject({ kind: 'done', list: 'shared.a' })
  })

  test('is nothing at a station, nor before its key is in the roster', () => {
    expect(world.village.site.transact(() => publishItems(world.village.site, [version(1)], 'x'))).toMatchObject([
      { code: 'catalogue/no-key' },
    ])
  })
})

const shown = ({ store }: Counter) =>
  store.items
    .search({
      text: '',
      limit: 9,
      bearer: null,
      closed: [],
      takenInBy: null,
      organs: [],
      organ: null,
      topic: null,
      lifeEvent: null,
    })
    .map(({ name }) => name)

describe('a stop', () => {
  test('overtakes the edition that suspends, which the publisher makes of itself', () => {
    publish(version(1))
    meet()
    const outcome = world.county.site.transact(() =>
      stopItems(world.county.site, { kind: 'items', keys: ['permit'], by: 'a-clerk' }),
    )
    expect(outcome).toMatchObject({ kind: 'done' })
    pass()
    expect(standingOfItem(world.village.site, 'permit')?.state).toBe('suspended')
    publish(withDigest({ ...permit, id: 'other' }))
    pass()
    expect(world.village.store.holdings.stopsOf('permit')).toEqual([])
    expect(standingOfItem(world.village.site, 'permit')?.state).toBe('suspended')
    edit({ state: 'published' })
    pass()
    expect(standingOfItem(world.village.site, 'permit')?.state).toBe('published')
  })

  test('of somebody else’s list does nothing', () => {
    publish(version(1))
    meet()
    const stop = encodeStop({ list: 'items.b', untilNumber: 9, keys: ['permit'], atMs: 1, by: 'x' })
    expect(say('item-stop', encodeSigned(signBytes(signerFor('b'), stop)))).toMatchObject({ kind: 'parked' })
    expect(standingOfItem(world.village.site, 'permit')?.state).toBe('published')
  })
})

test('what was rolled back is not published', () => {
  const attempt = () =>
    world.county.site.transact(() => {
      publishItems(world.county.site, [version(1)], 'a-clerk')
      throw new Error('rolled back')
    })
  expect(attempt).toThrow('rolled back')
  expect([head(world.county), world.county.store.items.newest('permit'), versionInForce(world.county.site, 'permit')]).toEqual([
    null,
    null,
    null,
  ])
})
