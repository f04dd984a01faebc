import { describe, expect, test } from 'vitest'
import { periodAround } from './periods.js'

describe('a period of the registers', () => {
  test('of a week runs from Monday to Sunday, a row a day', () => {
    const { from, until, rows } = periodAround('week', '2026-03-01')
    expect([from, until, rows.length]).toEqual(['2026-02-23', '2026-03-01', 7])
    expect(rows[6]).toEqual({ from: '2026-03-01', until: '2026-03-01' })
    expect(periodAround('week', '2026-03-02').from).toBe('2026-03-02')
  })

  test('of a month has a row a week, cut at both ends', () => {
    const { from, until, rows } = periodAround('month', '2026-04-15')
    expect([from, until]).toEqual(['2026-04-01', '2026-04-30'])
    expect([rows[0], rows.at(-1)]).toEqual([
      { from: '2026-04-01', until: '2026-04-05' },
      { from: '2026-04-27', until: '2026-04-30' },
    ])
    expect(periodAround('month', '2026-12-31').until).toBe('2026-12-31')
  })

  test('of a half-year begins in January or July and leaves no day out', () => {
    for (const [date, from, until] of [
      ['2026-06-30', '2026-01-01', '2026-06-30'],
      ['2026-07-01', '2026-07-01', '2026-12-31'],
    ] as const) {
      const half = periodAround('half-year', date)
      expect([half.from, half.until]).toEqual([from, until])
      const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
      expect(half.rows.slice(1).map((row) => row.from)).toEqual(half.rows.slice(0, -1).map((row) => dayAfter(row.until)))
    }
  })
})
