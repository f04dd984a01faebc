import { describe, expect, test } from 'vitest'
import type { Limit } from '../values.js'
import { guided, permit, told } from './item.testing.js'
import { permitsTakeTwentyDays, promiseIsWithinTheLaw } from './limits.js'

const limit = (amount: number, unit: Limit['unit']): Limit => ({ amount, unit })

describe('优化营商环境条例 36: a promise', () => {
  test.each([
    [limit(21, 'working-day'), limit(20, 'working-day'), 'refusal'],
    [limit(20, 'working-day'), limit(20, 'working-day'), null],
    [limit(10, 'working-day'), limit(9, 'calendar-day'), 'refusal'],
    [limit(28, 'calendar-day'), limit(20, 'working-day'), 'warning'],
    [limit(20, 'calendar-day'), limit(20, 'working-day'), null],
    [limit(1, 'working-day'), limit(8, 'hour'), 'refusal'],
    [limit(24, 'hour'), limit(1, 'working-day'), null],
    [limit(25, 'hour'), limit(1, 'working-day'), 'warning'],
    [limit(48, 'hour'), limit(24, 'hour'), 'refusal'],
  ])('of %o beside a legal limit of %o: %s', (promised, legal, severity) => {
    const findings = promiseIsWithinTheLaw({ ...permit, promised, legal })
    expect(told(findings)).toEqual(severity === null ? [] : [`${severity} promise-too-long /promised`])
  })

  test('stands alone where the law sets no limit', () => {
    expect(told(promiseIsWithinTheLaw({ ...permit, promised: limit(99, 'working-day'), legal: null }))).toEqual([])
  })
})

test('行政许可法 42: a permit that takes more than twenty working days by law says by which', () => {
  const long = { ...permit, legal: limit(60, 'calendar-day') }
  expect(told(permitsTakeTwentyDays(long))).toEqual(['warning legal-limit-long /legal'])
  expect(told(permitsTakeTwentyDays(guided({ legalExplain: '社会团体登记管理条例 12' }, long)))).toEqual([])
  expect(told(permitsTakeTwentyDays({ ...long, type: '07' }))).toEqual([])
})
