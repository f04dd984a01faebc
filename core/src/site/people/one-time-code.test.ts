import { expect, test } from 'vitest'
import { codeAt, stepOfCode } from './one-time-code.js'

/** RFC 6238, appendix B: the seed of its table for SHA-1, and the last six of its eight digits. */
const seed = Buffer.from('12345678901234567890')

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is the one RFC 6238 names', (second, code) => {
  expect(codeAt(seed, second * 1000)).toBe(code)
  expect(stepOfCode(seed, code, second * 1000)).toBe(Math.floor(second / 30))
})

test('a code of the step before still serves, one of two steps before does not', () => {
  const code = codeAt(seed, 300_000)
  expect(stepOfCode(seed, code, 330_000)).toBe(10)
  expect(stepOfCode(seed, code, 360_000)).toBeNull()
})

test.each(['', '28708', '287082 ', '２８７０８２', 'x87082'])('%j is no code', (code) => {
  expect(stepOfCode(seed, code, 59_000)).toBeNull()
})
