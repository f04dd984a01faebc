import { expect, test } from 'vitest'
import { Recent } from './recent.js'

test('the entry put longest ago goes first, and none beyond the limit stays', () => {
  const recent = new Recent<string, number>(2)
  recent.put('a', 1)
  recent.put('b', 2)
  recent.put('a', 3)
  recent.put('c', 4)
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([undefined, 2, 4])
  recent.clear()
  expect(recent.get('c')).toBeUndefined()
})
