import { describe, expect, test } from 'vitest'
import * as lists from './code-lists.js'

const all = Object.entries(lists).flatMap(([name, list]) =>
  Array.isArray(list) ? [[name, list as lists.Listed[]] as const] : [],
)

describe('a code list', () => {
  test.each(all)('%s names each value and each code once, in both languages', (_, list) => {
    const once = (texts: readonly (string | null)[]) => new Set(texts).size === texts.length
    expect(once(list.map(({ value }) => value))).toBe(true)
    expect(once(list.flatMap(({ code }) => code ?? []))).toBe(true)
    expect(once(list.map(({ zh }) => zh))).toBe(true)
    expect(list.filter(({ zh, en }) => zh === '' || en === '')).toEqual([])
  })

  test('is read by code, by name and by value', () => {
    expect(lists.valueIn(lists.levels, '4')).toBe('county')
    expect(lists.valueIn(lists.levels, ' 村(社区)级 ')).toBe('village')
    expect(lists.valueIn(lists.materialFormats, '系统自动获取免提交')).toBe('automatic')
    expect(lists.valueIn(lists.itemTypes, '99')).toBeNull()
  })

  test('names a value, and leaves an unknown one as it is', () => {
    expect(lists.nameIn(lists.itemTypes, '20')).toBe('公共服务')
    expect(lists.nameIn(lists.itemTypes, '20', 'en')).toBe('public service')
    expect(lists.nameIn(lists.itemTypes, '33')).toBe('33')
  })
})
