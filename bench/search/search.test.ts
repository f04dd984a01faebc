import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Bearer, mayRegister } from '@liandong/core/domain/acts/authority.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { ItemQuery } from '@liandong/core/store/catalogue/item-search.js'
import { openStore } from '@liandong/core/store/open.js'
import { withDigest } from '@liandong/core/wire/item.js'
import { Random } from '../../test/network/random.js'
import { changed } from '../../tools/plausible-city/plausible-city.js'
import { ITEMS, listed } from './counties.js'

// A machine with much else to do takes its time to fill a store; that is no fault.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Found here by looking at every item, where the store looks at columns it keeps. */
const { items, organs } = listed((county) => `hall-${county}`)
const revised = changed(items, 1, 0.03, '2026-07-01')
const folder = mkdtempSync(join(tmpdir(), 'finding-'))
const store = openStore(folder)
const drawn = new Random(1)
const ask: ItemQuery = {
  text: '',
  limit: ITEMS,
  bearer: null,
  closed: [],
  takenInBy: null,
  organs,
  organ: null,
  topic: null,
  lifeEvent: null,
}

/** These versions are in force from now on. */
function show(drafts: typeof items): void {
  store.transact(() =>
    drafts.map(withDigest).forEach((item) => {
      store.items.put(item, 1)
      store.items.show(item.digest)
    }),
  )
}

beforeAll(() => {
  show(items)
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const find = (query: Partial<ItemQuery>) => store.items.search({ ...ask, ...query })
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).sort((one, other) => (one < other ? -1 : 1))
const named = (fits: (name: string) => boolean) => ids(items.filter(({ name }) => fits(name)))
const plain = (name: string) => pinyin(name, { toneType: 'none', separator: '', v: true })
const firsts = (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', separator: '' })

describe(`among ${ITEMS} items`, () => {
  test('each is listed once, in the version of the day', () => {
    expect(ids(find({}))).toEqual(ids(items))
    expect(find({}).every(({ version }) => version === 1)).toBe(true)
    show(revised)
    const later = find({})
    expect(ids(later)).toEqual(ids(items))
    expect(ids(later.filter(({ version }) => version === 2))).toEqual(ids(revised))
    show(items)
  })

  test.each(['公积金', '登记', '许可证', '养老', '老'])(
    '%s finds every name that holds it, those that begin with it first',
    (text) => {
      const found = find({ text })
      const holding = named((name) => name.includes(text))
      expect(holding.length).toBeGreaterThan(3)
      expect(ids(found.slice(0, holding.length))).toEqual(holding)
      const begins = found.map(({ name }) => name.startsWith(text))
      expect(begins.lastIndexOf(true) + 1).toBe(begins.filter(Boolean).length)
    },
  )

  test.each(['gongjijin', 'yanglao', 'xukezheng', 'gjj', 'xkz', 'bdc', 'jyxkz'])('%s finds every name that sounds so', (text) => {
    const sounding = named((name) => plain(name).includes(text) || firsts(name).includes(text))
    expect(ids(find({ text }))).toEqual(expect.arrayContaining(sounding))
  })

  test('each of fifty items is found by a piece of its name, its pinyin and its initials', () => {
    for (let round = 0; round < 50; round += 1) {
      const item = drawn.pick(items)
      const start = drawn.below(item.name.length - 2)
      const piece = item.name.slice(start, start + 2 + drawn.below(4))
      for (const text of [piece, plain(item.name), firsts(item.name)]) expect(ids(find({ text }))).toContain(item.id)
    }
  })

  test('two words find what holds both', () => {
    const both = named((name) => name.includes('公积金') && name.includes('提取'))
    expect(both.length).toBeGreaterThan(5)
    expect(ids(find({ text: '提取 公积金' }))).toEqual(both)
    expect(ids(find({ text: 'TIQU,公积金' }))).toEqual(both)
  })

  test('a department finds all its items, and only those where nothing else fits', () => {
    const organ = organs.find(({ name }) => name === '莒县统计局')
    const its = ids(items.filter((item) => item.organ === organ?.id))
    expect(its.length).toBeGreaterThan(5)
    expect([ids(find({ text: '莒县统计局' })), ids(find({ organ: organ?.id ?? '' }))]).toEqual([its, its])
  })

  test('a life event and a topic find what belongs to them', () => {
    expect(ids(find({ lifeEvent: '婚姻' }))).toEqual(ids(items.filter(({ guide }) => guide.lifeEvents.includes('婚姻'))))
    expect(ids(find({ topic: '不动产登记' }))).toEqual(ids(items.filter(({ guide }) => guide.topics.includes('不动产登记'))))
    expect(ids(find({ text: '创业' }))).toEqual(
      expect.arrayContaining(ids(items.filter(({ guide }) => guide.lifeEvents.includes('创业')))),
    )
  })

  test('everyday words find what they stand for', () => {
    const meant = named((name) => name.includes('最低生活保障'))
    expect(meant.length).toBeGreaterThan(5)
    for (const text of ['低保', 'dibao', 'db']) expect(ids(find({ text }))).toEqual(expect.arrayContaining(meant))
    expect(ids(find({ text: '低保' }))).toEqual(meant)
  })

  test('what can be done here is what the kernel lets those who serve here take in', () => {
    const hall = organs.filter(({ place }) => place === 'hall-2').map((organ): Bearer => ({ level: organ.level, organ }))
    const places: readonly (readonly Bearer[])[] = [
      [{ level: 'village', organ: null }],
      [{ level: 'township', organ: null }],
      [{ level: 'county', organ: null }],
      [{ level: 'county', organ: null }, ...hall],
    ]
    for (const bearers of places) {
      const may = items.filter((item) => bearers.some((who) => mayRegister({ ...item, digest: '' } as ItemVersion, who) === null))
      expect(ids(find({ takenInBy: bearers }))).toEqual(ids(may))
      const [who = null] = bearers
      const offered = items.filter((item) => who !== null && mayRegister({ ...item, digest: '' } as ItemVersion, who) === null)
      expect(ids(find({ bearer: who }).filter((line) => line.offered))).toEqual(ids(offered))
    }
    expect(ids(find({ takenInBy: [{ level: 'village', organ: null }] })).length).toBeLessThan(ITEMS)
  })

  test('nothing is found that nobody wrote', () => {
    for (const text of ['%', '_', '\\', 'zzzz', '外星人', 'null']) expect(find({ text })).toEqual([])
  })
})
