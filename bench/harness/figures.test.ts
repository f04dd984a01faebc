import { expect, test } from 'vitest'
import { median, percentile, ratio, rounded, spread } from './figures.js'

test('the median is the middle run, or the mean of the two middle ones', () => {
  expect(median([30, 10, 20])).toBe(20)
  expect(median([40, 10, 30, 20])).toBe(25)
  expect(median([7])).toBe(7)
})

test('the median does not follow a single disturbed run', () => {
  expect(median([100, 101, 99, 100, 9])).toBe(100)
})

test('runs are ordered as numbers, not as text', () => {
  expect(median([9, 100, 20])).toBe(20)
})

test('no runs at all are an error, never a zero', () => {
  expect(() => median([])).toThrow('no values')
  expect(() => percentile([], 0.5)).toThrow('no values')
})

test('the spread is the distance between the lowest and the highest run as a part of the median', () => {
  expect(spread([90, 100, 120])).toBeCloseTo(0.3)
  expect(spread([5, 5, 5])).toBe(0)
})

test.each([
  [0.5, 50],
  [0.95, 95],
  [0.99, 99],
  [1, 100],
  [0, 1],
])('the percentile %d of 1 to 100 is %d', (share, expected) => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(percentile(values, share)).toBe(expected)
})

test.each([
  ['higher', 200, 100, 2],
  ['higher', 50, 100, 0.5],
  ['lower', 50, 100, 2],
  ['lower', 200, 100, 0.5],
  ['lower', 100, 100, 1],
] as const)(
  'where %s is better, %d beside %d is a ratio of %d: above 1 is always the better one',
  (better, value, other, expected) => {
    expect(ratio(value, other, better)).toBe(expected)
  },
)

test('figures keep four significant digits', () => {
  expect(rounded(12345.678)).toBe(12350)
  expect(rounded(0.123456)).toBe(0.1235)
})
