import { describe, expect, test } from 'vitest'
import { blankItem } from '../catalogue-item/blank-item.js'
import { isSame, mergeWritten } from './merge.js'

const base = blankItem({ id: 'x', name: '原名', organ: null, today: '2026-03-02' })

describe('two people in one item', () => {
  test('both keep what only they wrote', () => {
    const theirs = { ...base, guide: { ...base.guide, hours: '周一至周五' } }
    const mine = { ...base, name: '新名' }
    const merged = mergeWritten(base, theirs, mine)
    expect(merged.content).toEqual({ ...base, name: '新名', guide: { ...base.guide, hours: '周一至周五' } })
    expect(merged).toMatchObject({ followed: [['guide', 'hours']], clashes: [] })
  })

  test('are asked where both wrote, and mine stays before the eyes meanwhile', () => {
    const merged = mergeWritten(base, { ...base, name: '甲' }, { ...base, name: '乙' })
    expect(merged.clashes).toEqual([{ path: ['name'], theirs: '甲', mine: '乙' }])
    expect(merged.content.name).toBe('乙')
  })

  test('are not asked where both wrote the same', () => {
    const both = { ...base, name: '同名' }
    expect(mergeWritten(base, both, both)).toEqual({ content: both, followed: [], clashes: [] })
  })
})

test('the order of keys makes no difference', () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true)
  expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false)
  expect(isSame([1, 2], [2, 1])).toBe(false)
})
