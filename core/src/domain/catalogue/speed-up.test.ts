import { describe, expect, test } from 'vitest'
import { permit } from '../case/world.testing.js'
import type { Limit } from '../values.js'
import { daysCut, type Figure, promiseRate, speedUp } from './speed-up.js'

function valueOf(figures: readonly Figure[], name: string): number | null | undefined {
  return figures.find((figure) => figure.name === name)?.value
}

const days = (amount: number, unit: Limit['unit'] = 'working-day'): Limit => ({ amount, unit })
const pair = (old: Limit | null, next: Limit | null) => ({
  old: { ...permit, promised: old },
  new: { ...permit, promised: next },
})

describe('days cut', () => {
  test('are what Yiwu told in 2011: 380 days over 133 items, 2.86 each, 31.38 % of 1 211', () => {
    expect(daysCut(380, 1211, 133).map(({ value }) => value)).toEqual([380, 2.86, 31.38])
  })

  test('are told with formula and base', () => {
    expect(daysCut(380, 1211, 133)[2]).toEqual({
      name: '提速率',
      formula: 'Σ(原−现) ÷ Σ原',
      value: 31.38,
      unit: '%',
      base: { 'Σ(原−现)': 380, Σ原: 1211, 项数: 133 },
    })
  })

  test('of nothing are no rate', () => {
    expect(daysCut(0, 0, 0).map(({ value }) => value)).toEqual([0, null, null])
  })

  test('are summed over versions, and the whole over the whole, not the mean of rates', () => {
    const { figures, items } = speedUp([pair(days(20), days(10)), pair(days(5), days(5))])
    expect([items, valueOf(figures, '压缩承诺时限'), valueOf(figures, '平均每项压缩'), valueOf(figures, '提速率')]).toEqual([
      2, 10, 5, 40,
    ])
  })

  test('leave out, by name, what is not in working days or has no limit', () => {
    const { figures, leftOut } = speedUp([
      pair(days(20), days(10)),
      pair(days(20, 'calendar-day'), days(10)),
      pair(null, days(3)),
    ])
    expect(leftOut.map(({ reason }) => reason)).toEqual(['不以工作日计', '一方未定时限'])
    expect(valueOf(figures, '压缩承诺时限')).toBe(10)
  })

  test('are negative where a promise was lengthened', () => {
    expect(valueOf(speedUp([pair(days(5), days(8))]).figures, '压缩承诺时限')).toBe(-3)
  })
})

describe('the rate of promises', () => {
  test('is how far they lie below the law', () => {
    expect(promiseRate(40, 10, 2)).toMatchObject({ value: 75, base: { Σ法定: 40, Σ承诺: 10, 项数: 2 } })
    // permit: 5 of 20 working days.
    expect(valueOf(speedUp([pair(days(20), days(5))]).figures, '承诺提速率')).toBe(75)
  })
})

describe('papers and fees cut', () => {
  test('count required papers and fees before and after', () => {
    const fee = { name: '工本费', standard: '10元', reducible: false, reductionBasis: null }
    const basis = { law: '法', documentNumber: null, clause: null, text: null }
    const old = { ...permit, guide: { ...permit.guide, fees: [{ ...fee, basis }] } }
    const { figures } = speedUp([{ old, new: { ...permit, materials: permit.materials.slice(1) } }])
    expect([valueOf(figures, '减少必要材料'), valueOf(figures, '取消收费')]).toEqual([1, 1])
    expect(figures.find(({ name }) => name === '取消收费')?.base).toEqual({ Σ原: 1, Σ现: 0, 项数: 1 })
  })
})
