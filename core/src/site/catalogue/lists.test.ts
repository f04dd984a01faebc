import { join as join_ } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ListEntry } from '../../domain/catalogue/list.js'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import type { ItemDraft, ItemVersion } from '../../domain/item.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { temporaryFolder } from '../../store/history.testing.js'
import { encodeAsk, encodePack, packContent } from '../../wire/catalogue/content.js'
import { encodeEdition, listDigest } from '../../wire/catalogue/edition.js'
import { encodeProof } from '../../wire/catalogue/proof.js'
import { encodeSigned, signBytes } from '../../wire/catalogue/signing.js'
import { encodeSnapshot } from '../../wire/catalogue/snapshot.js'
import { encodeStop } from '../../wire/catalogue/stop.js'
import { kindNumber, type MessageKind } from '../../wire/frame.js'
import { sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import { encodeItem, withDigest } from '../../wire/item.js'
import { type Counter, demoItems, openCounter } from '../counter.testing.js'
import { applyMessage } from '../inbound/apply.js'
import { standingOfItem, versionInForce, whyClosed } from '../intake/item-standing.js'
import { carry, carryLanes, join } from '../lines.testing.js'
import { signerFor } from '../lists.testing.js'
import { checkCopies } from './check-copies.js'
import { ledgerLines } from './ledger.js'
import { type PublishChange, publishEdition } from './publish.js'
import { publishItems } from './publish-items.js'
import { stopItems } from './stop-items.js'
import { tendCatalogue } from './upkeep.js'

const DAY_MS = 86_400_000
let clock: ManualClock
const base = demoItems.find(({ id }) => id === 'permit') as ItemDraft
const version = (number: number, changes: Partial<ItemDraft> = {}): ItemVersion =>
  withDigest({ ...base, version: number, name: `宅基地审批 ${number}`, ...changes })

let county: Counter
let village: Counter
beforeEach(() => {
  clock = new ManualClock(MONDAY_MS)
  county = openCounter('a', { items: [], clock })
  village = openCounter('a-village', { items: [], clock })
})
afterEach(() => {
  for (const { store } of [county, village]) store.close()
})

const publish = (...items: readonly ItemVersion[]) => county.site.transact(() => publishItems(county.site, items, 'a-clerk'))
const meet = () => (join(village.site, county.site), carry([village.site, county.site]))
const pass = () => carry([village.site, county.site])
const head = (of: Counter = village) => of.store.lists.head('items.a')
const say = (kind: MessageKind, payload: Uint8Array, from = 'a', to: Counter = village) =>
  to.site.transact(() => applyMessage(to.site, from, { kind, kindNumber: kindNumber(kind), payload }))
const change = (changes: Partial<PublishChange>): PublishChange => ({
  key: 'permit',
  version: 1,
  content: null,
  state: 'published',
  from: '2026-03-02',
  ...changes,
})
const edit = (changes: Partial<PublishChange>) =>
  county.site.transact(() => publishEdition(county.site, { kind: 'items', changes: [change(changes)], by: 'a-clerk' }))

function entryOf(item: ItemVersion, changes: Partial<ListEntry> = {}): ListEntry {
  const { id: key, version: number, digest } = item
  const sizeBytes = encodeItem(item).byteLength
  return { key, version: number, digest, sizeBytes, state: 'published', from: '2026-03-01', before: null, ...changes }
}

/** An edition as `signer` would publish it. */
function signedEdition(entries: readonly ListEntry[], changes: object = {}, signer = 'a'): Uint8Array {
  const edition = {
    list: 'items.a',
    number: 1,
    previousHash: ZERO_HASH,
    atMs: 1,
    by: 'x',
    changes: entries,
    listDigest: listDigest(entries),
    ...changes,
  }
  return encodeSigned(signBytes(signerFor(signer), encodeEdition(edition)))
}

describe('what a gateway publishes', () => {
  test('comes to its stations whole, and they prove it', () => {
    publish(version(1))
    meet()
    expect(versionInForce(village.site, 'permit')).toEqual(version(1))
    expect(head()).toMatchObject({ number: 1, held: 1 })
    expect(ledgerLines(county.site)).toContainEqual(
      expect.objectContaining({ site: 'a-village', list: 'items.a', held: 1, behindSinceMs: null }),
    )
    expect(ledgerLines(county.site)).toContainEqual(expect.objectContaining({ site: 'a-town', held: 0, missing: 1 }))
  })

  test('travels as the difference to what is there, and once for all that ask alike', () => {
    publish(version(1), ...Array.from({ length: 30 }, (_, at) => withDigest({ ...base, id: `x${at}` })))
    meet()
    publish(version(2))
    const before = county.store.lanes.marks('a-village').find(({ lane }) => lane === 'bulk')?.written ?? 0
    pass()
    const sent = county.store.lanes.read('a-village', 'bulk', before + 1, 1 << 20, before + 10)
    expect(sent.reduce((sum, { payload }) => sum + payload.byteLength, 0)).toBeLessThan(encodeItem(version(2)).byteLength / 4)
    expect(versionInForce(village.site, 'permit')?.version).toBe(2)
  })

  test('takes effect on its day, and what was in force goes on until then', () => {
    publish(version(1))
    edit({ version: 2, content: encodeItem(version(2)), from: '2026-03-04' })
    meet()
    expect(versionInForce(village.site, 'permit')?.version).toBe(1)
    clock.advance(2 * DAY_MS)
    tendCatalogue(village.site)
    expect(versionInForce(village.site, 'permit')?.version).toBe(2)
    expect(shown(village)).toEqual(['宅基地审批 2'])
    village.store.rebuild()
    expect(shown(village)).toEqual(['宅基地审批 2'])
  })

  test.each([
    ['suspended', 'item/suspended', ['宅基地审批 1']],
    ['cancelled', 'item/cancelled', []],
  ] as const)('can be %s', (state, code, names) => {
    publish(version(1))
    edit({ state })
    meet()
    const found = standingOfItem(village.site, 'permit')
    expect([found === null ? null : whyClosed(found), shown(village)]).toEqual([code, names])
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
    const shared = { kind: 'shared' as const, changes: [change({ content: encodeItem(version(1)) })], by: 'a-clerk' }
    const attempt = () => county.site.transact(() => publishEdition(county.site, shared))
    expect(attempt()).toMatchObject({ code: 'catalogue/wrong-list' })
    edit({ state: 'cancelled' })
    expect(attempt()).toMatchObject({ kind: 'done', list: 'shared.a' })
  })

  test('is nothing at a station, nor before its key is in the roster', () => {
    expect(village.site.transact(() => publishItems(village.site, [version(1)], 'x'))).toMatchObject([
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
    const outcome = county.site.transact(() => stopItems(county.site, { kind: 'items', keys: ['permit'], by: 'a-clerk' }))
    expect(outcome).toMatchObject({ kind: 'done' })
    pass()
    expect(standingOfItem(village.site, 'permit')?.state).toBe('suspended')
    publish(withDigest({ ...base, id: 'other' }))
    pass()
    expect(village.store.holdings.stopsOf('permit')).toEqual([])
    expect(standingOfItem(village.site, 'permit')?.state).toBe('suspended')
    edit({ state: 'published' })
    pass()
    expect(standingOfItem(village.site, 'permit')?.state).toBe('published')
  })

  test('of somebody else’s list does nothing', () => {
    publish(version(1))
    meet()
    const stop = encodeStop({ list: 'items.b', untilNumber: 9, keys: ['permit'], atMs: 1, by: 'x' })
    expect(say('item-stop', encodeSigned(signBytes(signerFor('b'), stop)))).toMatchObject({ kind: 'parked' })
    expect(standingOfItem(village.site, 'permit')?.state).toBe('published')
  })
})

describe('an edition', () => {
  const good = () => signedEdition([entryOf(version(1))])

  test.each([
    ['of a key nobody knows', () => signedEdition([entryOf(version(1))], {}, 'b'), 'roster/behind'],
    ['changed after it was signed', () => mutated(good()), 'catalogue/forged'],
    ['of a list that does not belong here', () => signedEdition([], { list: 'items.b' }, 'b'), 'catalogue/wrong-list'],
    ['published by a station', () => signedEdition([], { list: 'items.a-village' }), 'event/wrong-side'],
    ['that claims no beginning', () => signedEdition([], { previousHash: 'ab'.repeat(32) }), 'catalogue/forked'],
  ])('%s is set aside', (_name, payload, code) => {
    expect(say('catalogue-edition', payload())).toMatchObject({ kind: 'parked', code })
    expect(head()).toBeNull()
  })

  test('from a side where its publisher does not lie is set aside', () => {
    join(village.site, county.site)
    expect(say('catalogue-edition', good(), 'b-village', county)).toMatchObject({ kind: 'parked', code: 'event/wrong-side' })
  })

  test('heard twice changes nothing; another under its number is a fork', () => {
    join(village.site, county.site)
    for (const _ of [1, 2]) expect(say('catalogue-edition', good())).toEqual({ kind: 'applied' })
    const other = signedEdition([entryOf(version(2))])
    expect(say('catalogue-edition', other)).toMatchObject({ kind: 'parked', code: 'catalogue/forked' })
    expect(village.store.lists.entries('items.a').map(({ version: number }) => number)).toEqual([1])
  })

  test.each([
    ['that leaves a gap', { number: 3 }],
    ['whose list digest is not that of the list', { listDigest: 'cd'.repeat(32) }],
  ])('%s is answered by asking for the whole list', (_name, changes) => {
    publish(version(1))
    join(village.site, county.site)
    expect(say('catalogue-edition', signedEdition([entryOf(version(2))], changes))).toEqual({ kind: 'applied' })
    expect(head()).toBeNull()
    pass()
    expect(head()).toMatchObject({ number: 1, held: 1 })
  })

  test('that takes an item of another publisher’s is set aside', () => {
    say('catalogue-edition', signedEdition([entryOf(version(1))], { list: 'shared.city' }, 'city'))
    expect(say('catalogue-edition', good())).toMatchObject({ kind: 'parked', code: 'catalogue/wrong-list' })
  })
})

function mutated(payload: Uint8Array): Uint8Array {
  const bytes = Buffer.from(payload)
  const at = bytes.indexOf('permit')
  bytes.write('pERmit', at)
  return bytes
}

describe('a snapshot', () => {
  const signed = (entries: readonly ListEntry[], number: number, changes: object = {}) => {
    const edition = {
      list: 'items.a',
      number,
      previousHash: ZERO_HASH,
      atMs: 1,
      by: 'x',
      changes: entries,
      listDigest: listDigest(entries),
      ...changes,
    }
    return signBytes(signerFor('a'), encodeEdition(edition))
  }

  test('replaces what is here, and nothing older does', () => {
    join(village.site, county.site)
    const newer = [entryOf(version(2))]
    for (const [entries, number] of [
      [newer, 5],
      [[entryOf(version(1)), entryOf(withDigest({ ...base, id: 'z' }))], 4],
    ] as const) {
      for (const part of encodeSnapshot('items.a', number, entries, signed(entries, number)))
        expect(say('list-snapshot', part)).toEqual({ kind: 'applied' })
    }
    expect(head()).toMatchObject({ number: 5 })
    expect(village.store.lists.entries('items.a').map(({ key, version: number }) => [key, number])).toEqual([['permit', 2]])
  })

  test('of other entries than were signed for is set aside', () => {
    const parts = encodeSnapshot('items.a', 5, [entryOf(version(1))], signed([entryOf(version(2))], 5))
    expect(parts.map((part) => say('list-snapshot', part))).toMatchObject([{ kind: 'parked', code: 'catalogue/forged' }])
    expect(head()).toBeNull()
  })

  test('is not kept from a side where the publisher does not lie', () => {
    const [first = new Uint8Array()] = encodeSnapshot(
      'items.a',
      5,
      Array.from({ length: 600 }, (_, at) => entryOf(version(1), { key: `k${at}` })),
      signed([], 5),
    )
    expect(say('list-snapshot', first, 'b', county)).toMatchObject({ kind: 'parked', code: 'event/wrong-side' })
    expect(county.store.parcels.staged('items.a', 5)).toEqual([])
  })
})

describe('contents', () => {
  const wanted = () => {
    join(village.site, county.site)
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
    expect([head()?.held, village.store.contents.has(version(1).digest)]).toEqual([0, false])
    const asks = () => village.store.lanes.outgoing('a', 'bulk', 99).filter(({ kind }) => kind === 'content-ask').length
    tendCatalogue(village.site)
    expect(asks()).toBe(1)
    clock.advance(11 * 60_000)
    tendCatalogue(village.site)
    expect(asks()).toBe(2)
    expect(
      say('content-pack', encodePack({ contents: [packContent(version(1).digest, encodeItem(version(1)), null)], lacking: [] })),
    ).toEqual({ kind: 'applied' })
    expect(head()?.held).toBe(1)
  })

  test('of an organ that is not the publisher’s are dropped', () => {
    join(village.site, county.site)
    const foreign = version(1, { organ: 'b-bureau' })
    say('catalogue-edition', signedEdition([entryOf(foreign)]))
    const pack = encodePack({ contents: [packContent(foreign.digest, encodeItem(foreign), null)], lacking: [] })
    expect(say('content-pack', pack)).toMatchObject({ kind: 'parked', code: 'catalogue/damaged' })
    expect(standingOfItem(village.site, 'permit')?.item).toBeNull()
  })

  test('nobody asked for are not kept', () => {
    wanted()
    const stray = withDigest({ ...base, id: 'stray' })
    const pack = encodePack({ contents: [packContent(stray.digest, encodeItem(stray), null)], lacking: [] })
    expect(say('content-pack', pack)).toEqual({ kind: 'applied' })
    expect(village.store.contents.has(stray.digest)).toBe(false)
  })

  test('asked for in vain are remembered and sent when they come; one asker cannot fill the store', () => {
    join(village.site, county.site)
    const digests = Array.from({ length: 2_000 }, (_, at) => sha256Hex(`${at}`))
    for (let at = 0; at < digests.length; at += 1000)
      say('content-ask', encodeAsk(digests.slice(at, at + 1000).map((digest) => ({ digest, have: null }))), 'a-village', county)
    expect(county.store.contentWants.rememberedFor('a-village')).toBe(1024)
  })

  test('are asked for once, and what came before a restart is not asked for again', () => {
    const items = Array.from({ length: 40 }, (_, at) =>
      withDigest({ ...base, id: `x${at}`, source: 'x'.repeat(190), form: { type: 'object', title: 'y'.repeat(20_000) } }),
    )
    publish(...items)
    join(village.site, county.site)
    carryLanes(county.site, village.site)
    carryLanes(village.site, county.site)
    carryLanes(county.site, village.site, 1)
    const here = village.store.items.entries().length
    expect(here).toBeGreaterThan(0)
    expect(here).toBeLessThan(items.length)
    tendCatalogue(village.site)
    const asked = village.store.contentWants.all()
    expect(asked.every(({ peer }) => peer === 'a')).toBe(true)
    expect(asked).toHaveLength(items.length - here)
    pass()
    expect(head()).toMatchObject({ held: head()?.number })
  })
})

test('a damaged copy is found, proven missing, fetched again, and counted', () => {
  using folder = temporaryFolder()
  village.store.close()
  village = openCounter('a-village', { items: [], clock, folder: folder.path })
  publish(version(1))
  meet()
  const disk = new Database(join_(folder.path, 'site.db'))
  disk.prepare("UPDATE item_version SET json = replace(json, '宅', '窄')").run()
  disk.close()
  village.site.transact(() => checkCopies(village.site, ''))
  expect(village.alarms).toContain('catalogue/repaired')
  expect(village.store.contents.has(version(1).digest)).toBe(false)
  pass()
  expect(versionInForce(village.site, 'permit')).toEqual(version(1))
  const line = ledgerLines(county.site).find(({ site, list }) => site === 'a-village' && list === 'items.a')
  expect(line).toMatchObject({ held: 1, repaired: 1, missing: 0 })
  expect(village.store.verify()).toEqual([])
})

describe('a proof', () => {
  const proof = {
    list: 'items.a',
    site: 'a-village',
    number: 1,
    digest: null,
    missing: 1,
    repaired: 0,
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
    expect(say('list-proof', encodeProof({ ...proof, ...changes }), 'a-village', county)).toMatchObject({ kind: 'parked', code })
    expect(county.store.holdings.all()).toEqual([])
  })
})

describe('a copy that hears nothing', () => {
  test('is stale after the policy’s working days; only high-risk items are closed by it', () => {
    publish(version(1), withDigest({ ...base, id: 'risky', guide: { ...base.guide, highRisk: true } }))
    meet()
    const closed = () =>
      ['permit', 'risky'].map((id) => {
        const found = standingOfItem(village.site, id)
        return found === null ? null : [found.stale, whyClosed(found)]
      })
    expect(closed()).toEqual([
      [false, null],
      [false, null],
    ])
    clock.advance(8 * DAY_MS)
    expect(closed()).toEqual([
      [true, null],
      [true, 'item/stale'],
    ])
    village.site.transact(() => village.store.links.listsHeard('a', clock.nowMs()))
    expect(closed()).toEqual([
      [false, null],
      [false, null],
    ])
  })
})

test('a place that stays behind in its open hours raises one alarm for an edition', () => {
  publish(version(1))
  clock.advance(3 * 3_600_000)
  tendCatalogue(county.site)
  expect(county.alarms).not.toContain('catalogue/behind')
  clock.advance(2 * DAY_MS)
  for (const _ of [1, 2]) tendCatalogue(county.site)
  const open = county.alarms.filter((code) => code === 'catalogue/behind')
  expect(open.length).toBeGreaterThan(0)
  expect(open).toHaveLength(new Set(ledgerLines(county.site).map(({ site }) => site)).size)
})

test('what was rolled back is not published', () => {
  const attempt = () =>
    county.site.transact(() => {
      publishItems(county.site, [version(1)], 'a-clerk')
      throw new Error('rolled back')
    })
  expect(attempt).toThrow('rolled back')
  expect([head(county), county.store.items.newest('permit'), versionInForce(county.site, 'permit')]).toEqual([null, null, null])
})
