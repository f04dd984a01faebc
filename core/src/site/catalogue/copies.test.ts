import { join as joinPath } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../store/history.testing.js'
import { encodeProof } from '../../wire/catalogue/proof.js'
import { withDigest } from '../../wire/item.js'
import { type Counter, openCounter } from '../counter.testing.js'
import { standingOfItem, versionInForce, whyClosed } from '../intake/item-standing.js'
import { carry, join } from '../lines.testing.js'
import { countyAndVillage, permit, version } from '../lists-world.testing.js'
import { checkCopies } from '../contents/check-copies.js'
import { publishItems } from './publish-items.js'
import { ledgerLines } from './ledger.js'
import { tendCatalogue } from './upkeep.js'

const DAY_MS = 86_400_000

const world = countyAndVillage()
const { meet, pass, publish, say } = world

test('a damaged copy is found, proven missing, fetched again, and counted', () => {
  using folder = temporaryFolder()
  world.village.store.close()
  world.village = openCounter('a-village', { items: [], clock: world.clock, folder: folder.path })
  publish(version(1))
  meet()
  const disk = new Database(joinPath(folder.path, 'site.db'))
  disk.prepare("UPDATE item_version SET json = replace(json, '宅', '窄')").run()
  disk.close()
  world.village.site.transact(() => checkCopies(world.village.site, ''))
  expect(world.village.alarms).toContain('catalogue/repaired')
  expect(world.village.store.contents.has(version(1).digest)).toBe(false)
  pass()
  expect(versionInForce(world.village.site, 'permit')).toEqual(version(1))
  const line = ledgerLines(world.county.site).find(({ site, list }) => site === 'a-village' && list === 'items.a')
  expect(line).toMatchObject({ held: 1, repaired: 1, missing: 0 })
  expect(world.village.store.verify()).toEqual([])
})

describe('a proof', () => {
  const proof = {
    list: 'items.a',
    site: 'a-village',
    number: 1,
    digest: null,
    missing: 1,
    repaired: 0,
    held: 0,
    wantsSnapshot: false,
    atMs: 1,
  }

  test.each([
    ['for a site on another side', { site: 'b-village' }, 'event/wrong-side'],
    ['of a list its site is not to have', { list: 'items.b' }, 'catalogue/wrong-list'],
    ['of a publisher nobody knows', { list: 'shared.nowhere' }, 'roster/behind'],
    ['of another digest than the edition’s', { digest: 'ab'.repeat(32) }, 'catalogue/forked'],
  ])('%s is set aside', (_name, changes, code) => {
    publish(version(1))
    expect(say('list-proof', encodeProof({ ...proof, ...changes }), 'a-village', world.county)).toMatchObject({
      kind: 'parked',
      code,
    })
    expect(world.county.store.holdings.all()).toEqual([])
  })
})

describe('a copy that hears nothing', () => {
  test('is stale after the policy’s working days; only high-risk items are closed by it', () => {
    publish(version(1), withDigest({ ...permit, id: 'risky', guide: { ...permit.guide, highRisk: true } }))
    meet()
    const closed = () =>
      ['permit', 'risky'].map((id) => {
        const found = standingOfItem(world.village.site, id)
        return found === null ? null : [found.stale, whyClosed(found)]
      })
    expect(closed()).toEqual([
      [false, null],
      [false, null],
    ])
    world.clock.advance(8 * DAY_MS)
    expect(closed()).toEqual([
      [true, null],
      [true, 'item/stale'],
    ])
    world.village.site.transact(() => world.village.store.links.listsHeard('a', world.clock.nowMs()))
    expect(closed()).toEqual([
      [false, null],
      [false, null],
    ])
  })
})

test('a place that stays behind in its open hours raises one alarm for an edition', () => {
  publish(version(1))
  world.clock.advance(3 * 3_600_000)
  tendCatalogue(world.county.site)
  expect(world.county.alarms).not.toContain('catalogue/behind')
  world.clock.advance(2 * DAY_MS)
  for (const _ of [1, 2]) tendCatalogue(world.county.site)
  const open = world.county.alarms.filter((code) => code === 'catalogue/behind')
  expect(open.length).toBeGreaterThan(0)
  expect(open).toHaveLength(new Set(ledgerLines(world.county.site).map(({ site }) => site)).size)
})

test('a station below a county that is cut off knows that lists from above are old, its county’s own are not', () => {
  const city = openCounter('city', { items: [], clock: world.clock })
  join(world.county.site, city.site)
  const above = withDigest({ ...permit, id: 'above', organ: null, guide: { ...permit.guide, area: '2', highRisk: true } })
  city.site.transact(() => publishItems(city.site, [above], 'city-clerk'))
  publish(version(1))
  meet()
  const link = [world.county.site, city.site] as const
  carry(link, [world.village.site, world.county.site])
  const hear = (at: Counter, from: string) => at.site.transact(() => at.store.links.listsHeard(from, world.clock.nowMs()))
  const stale = () => ['above', 'permit'].map((id) => standingOfItem(world.village.site, id)?.stale)
  hear(world.county, 'city')
  world.clock.advance(9 * DAY_MS)
  tendCatalogue(world.county.site)
  pass()
  hear(world.village, 'a')
  expect(stale()).toEqual([true, false])
  const closed = standingOfItem(world.village.site, 'above')
  expect(closed === null ? null : whyClosed(closed)).toBe('item/stale')
  hear(world.county, 'city')
  tendCatalogue(world.county.site)
  pass()
  expect(stale()).toEqual([false, false])
  city.store.close()
})
