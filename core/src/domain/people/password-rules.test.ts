import { describe, expect, test } from 'vitest'
import { passwordProblems, pinProblems } from './password-rules.js'

describe('a password', () => {
  test.each(['Ri4-zhao-Gang', '麦田-Wheat-7788', 'a long walk along the sea', '一二三四五六七八九十一二三四五六甲乙丙丁'])(
    'may be %s',
    (password) => {
      expect(passwordProblems(password, 'wang.min', 'Other-4711x')).toEqual([])
    },
  )

  test.each([
    ['Ab3-xyz', 'too-short'],
    [`Ab3-${'x1y2z3'.repeat(30)}`, 'too-long'],
    ['abcdefghkl', 'too-simple'],
    ['aaaaAAAA1111----'.replaceAll('-', 'a'), 'too-simple'],
    ['wang.min-2026A', 'has-login'],
    ['Password-1', 'common'],
    ['Other-4711x', 'same'],
  ])('may not be %s', (password, problem) => {
    expect(passwordProblems(password, 'wang.min', 'Other-4711x')).toContain(problem)
  })
})

describe('a PIN', () => {
  test.each(['482913', '112358', '975310'])('may be %s', (pin) => {
    expect(pinProblems(pin)).toEqual([])
  })

  test.each([
    ['48291', 'not-six-digits'],
    ['4829a3', 'not-six-digits'],
    ['４８２９１３', 'not-six-digits'],
    ['000000', 'in-a-row'],
    ['123456', 'in-a-row'],
    ['654321', 'in-a-row'],
  ])('may not be %s', (pin, problem) => {
    expect(pinProblems(pin)).toEqual([problem])
  })
})
