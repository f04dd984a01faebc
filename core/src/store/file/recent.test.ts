import { expect, test } from 'vitest'
import { Recent } from './recent.js'

test('what was put or asked for lately stays, and none beyond the limit', () => {
  const recent = new Recent<string, number>(4)
  for (const [index, key] of ['a', 'b', 'c'].entries()) recent.put(key, index)
  expect(recent.get('a')).toBe(0)
  for (const [index, key] of ['d', 'e'].entries()) recent.put(key, index)
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => recent.get(key))).toEqual([0, undefined, undefined, 0, 1])
  recent.clear()
  expect(recent.get('e')).toBeUndefined()
})

test('the value put last is the one found, also after the first was forgotten', () => {
  const recent = new Recent<string, number>(2)
  recent.put('a', 1)
  recent.put('b', 1)
  recent.put('a', 2)
  expect(recent.get('a')).toBe(2)
  recent.put('c', 1)
  expect(recent.get('a')).toBe(2)
})
