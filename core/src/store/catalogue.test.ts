import { nothingAside } from '../domain/catalogue-work/migration.js'
import { blankGuide } from '../domain/catalogue/blank.js'
import { expect, test } from 'vitest'
import type { RosterFact } from '../domain/roster.js'
import { personAt } from '../domain/roster-view.js'
import { ZERO_HASH } from '../wire/hash.js'
import { encodeItem, withDigest } from '../wire/item.js'
import type { ItemDraft } from '../domain/item.js'
import { encodeRosterChange } from '../wire/roster.js'
import { listItem } from './catalogue/list-item.testing.js'
import { openStore } from './open.js'

function item(id: string, name: string, version = 1): ReturnType<typeof withDigest> {
  const draft: ItemDraft = {
    id,
    version,
    name,
    type: '20',
    level: 'county',
    organ: 'o1',
    handling: 'instant',
    promised: null,
    legal: null,
    withdrawable: true,
    hasResult: false,
    grants: [{ level: 'county', organ: 'o1', power: 'decide' }],
    steps: [],
    materials: [],
    scenarioGroups: [],
    form: { type: 'object' },
    effectiveFrom: '2026-01-01',
    guide: blankGuide,
    source: '样例',
    invented: [],
  }
  return withDigest(draft)
}

const names = { 'social-card': '社保卡申领', licence: '个体工商户登记', pension: '城乡居民养老保险参保', rate: '费率 100%_核定' }

const all = { bearer: null, closed: [], takenInBy: null, organs: [], organ: null, topic: null, lifeEvent: null }

function catalogue() {
  const store = openStore(':memory:')
  for (const [id, name] of Object.entries(names)) listItem(store, item(id, name))
  return store
}

test.each([
  ['社保卡', ['social-card']],
  ['社保', ['pension', 'social-card']],
  ['登记', ['licence']],
  ['shebaoka', ['social-card']],
  ['SBK', ['social-card']],
  ['gtgsh', ['licence']],
  [' 养老 ', ['pension']],
  ['100%_', ['rate']],
  ['%', ['rate']],
  ['没有', []],
  ['', Object.keys(names).sort()],
])('searching %j finds %j', (text, expected) => {
  expect(
    catalogue()
      .items.search({ ...all, text, limit: 10 })
      .map(({ id }) => id)
      .sort(),
  ).toEqual(expected)
})

test('a search gives at most so many, and only the version in force of each', () => {
  const store = catalogue()
  const { items } = store
  listItem(store, item('licence', '个体工商户设立登记', 2))
  expect(items.search({ ...all, text: '登记', limit: 10 })).toEqual([
    {
      id: 'licence',
      version: 2,
      name: '个体工商户设立登记',
      type: '20',
      level: 'county',
      organ: 'o1',
      handling: 'instant',
      effectiveFrom: '2026-01-01',
      offered: false,
    },
  ])
  expect(items.search({ ...all, text: '', limit: 2 })).toHaveLength(2)
})

test('a version is found by digest, by number and as the newest, and stays as it came', () => {
  const { items } = catalogue()
  const [first, second] = [item('x', '甲'), item('x', '乙', 2)]
  items.put(first, 1)
  items.put(second, 2, encodeItem(second))
  items.put(second, 3)
  expect(items.byDigest(first.digest)).toEqual(first)
  expect([items.byVersion('x', 1), items.newest('x'), items.byVersion('x', 3), items.newest('y')]).toEqual([
    first,
    second,
    null,
    null,
  ])
  expect([items.has(second.digest), items.has('a'.repeat(64)), items.rowOf('a'.repeat(64))]).toEqual([true, false, null])
  expect(items.entries()).toHaveLength(6)
  expect(items.entries().at(-1)).toEqual({ id: 'x', version: 2, digest: second.digest, sizeBytes: encodeItem(second).byteLength })
})

test('an item read in a transaction that was rolled back is not believed afterwards', () => {
  const store = openStore(':memory:')
  const lost = item('x', '甲')
  const work = () =>
    store.transact(() => {
      store.items.put(lost, 1)
      expect(store.items.byDigest(lost.digest)).toEqual(lost)
      throw new Error('rolled back')
    })
  expect(work).toThrow('rolled back')
  expect(store.items.byDigest(lost.digest)).toBeNull()
})

test('the roster is the fold of its versions', () => {
  const { roster } = openStore(':memory:')
  expect([roster.newest(), roster.versions(), roster.load().version, roster.hashOf(1)]).toEqual([0, [], 0, null])
  let previous = ZERO_HASH
  for (const [index, name] of ['张三', '李四'].entries()) {
    const fact: RosterFact = { kind: 'person', person: { id: 'a', name, phone: null, posts: [], active: true } }
    const encoded = encodeRosterChange({ version: index + 1, atMs: 1, by: 'a', facts: [fact] }, previous)
    roster.append(index + 1, encoded.hash, encoded.bytes, 5)
    previous = encoded.hash
  }
  const loaded = roster.load()
  expect([loaded.version, personAt(loaded, 'a')?.name, personAt(loaded, 'a', 1)?.name]).toEqual([2, '李四', '张三'])
  expect([roster.versions(), roster.hashOf(2), roster.bytesOf(3)]).toEqual([[1, 2], previous, null])
})

test('drafts are kept, changed, listed by place and thrown away', () => {
  const { drafts } = openStore(':memory:')
  const draft = {
    id: 'd',
    place: 'p',
    person: 'a',
    item: 'i',
    title: '张三',
    createdMs: 1,
    changedMs: 1,
    itemVersion: 1,
    aside: nothingAside,
    content: { step: 1, form: { 姓名: '张三' } },
  }
  drafts.put(draft)
  drafts.put({ ...draft, id: 'e', changedMs: 5 })
  drafts.put({ ...draft, person: 'b', changedMs: 9, createdMs: 9, content: { step: 2 } })
  expect(drafts.get('d')).toEqual({ ...draft, person: 'b', changedMs: 9, content: { step: 2 } })
  expect(drafts.ofPlace('p').map(({ id }) => id)).toEqual(['d', 'e'])
  expect(drafts.ofPlace('q')).toEqual([])
  drafts.delete('d')
  expect(drafts.get('d')).toBeNull()
})

test('single facts of the store', () => {
  const { meta } = openStore(':memory:')
  expect([meta.get('x'), meta.number('x'), meta.clockOffset()]).toEqual([null, null, null])
  meta.put('x', '7')
  meta.putClockOffset({ offsetMs: -5, uncertaintyMs: 2, atRawMs: 9 })
  expect([meta.number('x'), meta.clockOffset()]).toEqual([7, { offsetMs: -5, uncertaintyMs: 2, atRawMs: 9 }])
})
