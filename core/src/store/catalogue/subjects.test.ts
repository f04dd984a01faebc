import { afterEach, expect, test } from 'vitest'
import { blankGuide } from '../../domain/catalogue/blank.js'
import { permit } from '../../domain/case/world.testing.js'
import type { Guide } from '../../domain/catalogue/guide.js'
import { withDigest } from '../../wire/item.js'
import { openStore } from '../open.js'
import type { Store } from '../store.js'
import { listItem } from './list-item.testing.js'
import { showItem } from './show-item.js'

const DAY = '2026-06-01'
const open: Store[] = []
afterEach(() => {
  for (const store of open.splice(0)) store.close()
})

function withItems(...guides: readonly Partial<Guide>[]): Store {
  const store = openStore(':memory:')
  open.push(store)
  for (const [index, guide] of guides.entries()) listItem(store, version(`item-${index}`, 1, guide), DAY)
  return store
}

function version(id: string, number: number, guide: Partial<Guide>) {
  const { digest: _, ...draft } = permit
  return withDigest({ ...draft, id, version: number, guide: { ...blankGuide, ...guide } })
}

test('topics and life events are counted apart, those of most items first', () => {
  const { items } = withItems(
    { topics: ['户籍', '婚姻'], lifeEvents: ['婚姻'] },
    { topics: ['婚姻'], lifeEvents: [] },
    { topics: [], lifeEvents: ['身后'] },
  )
  expect(items.subjects('topic')).toEqual([
    { name: '婚姻', items: 2 },
    { name: '户籍', items: 1 },
  ])
  expect(items.subjects('life-event').map(({ name }) => name)).toEqual(['婚姻', '身后'])
})

test('spellings that look the same are one word, and an item that says it twice counts once', () => {
  const { items } = withItems({ topics: ['开办企业A', '开办企业A'] }, { topics: ['开办企业a'] })
  expect(items.subjects('topic')).toEqual([{ name: '开办企业A', items: 2 }])
})

test('only the version in force counts', () => {
  const store = withItems({ topics: ['旧'] })
  listItem(store, version('item-0', 2, { topics: ['新'] }), DAY)
  expect(store.items.subjects('topic')).toEqual([{ name: '新', items: 1 }])
  store.items.hide('item-0')
  expect(store.items.subjects('topic')).toEqual([])
  showItem(store, 'item-0', DAY)
  expect(store.items.subjects('topic')).toEqual([{ name: '新', items: 1 }])
})
