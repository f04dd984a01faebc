import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, startOfDayMs } from './civil-date.js'
import { closureOn, isOpenAt, openMinutesBetween, standInOn } from './open-hours.js'
import type { OpeningHours } from './roster.js'

/** Monday to Friday 8:30–12:00 and 14:00–17:00, closed 4 to 5 March 2026. */
const day = [
  { fromMinute: 510, toMinute: 720 },
  { fromMinute: 840, toMinute: 1020 },
]
const hours: OpeningHours = {
  week: [day, day, day, day, day],
  closures: [{ from: '2026-03-04', to: '2026-03-05', standIn: 'neighbour' }],
}
const at = (date: string, hour: number, minute = 0) => startOfDayMs(dayNumber(date)) + (hour * 60 + minute) * 60_000

describe('opening hours', () => {
  test.each([
    ['2026-03-02', 8, 29, false],
    ['2026-03-02', 8, 30, true],
    ['2026-03-02', 12, 0, false],
    ['2026-03-02', 16, 59, true],
    ['2026-03-07', 9, 0, false],
    ['2026-03-04', 9, 0, false],
    ['2026-03-06', 9, 0, true],
  ])('on %s at %i:%i: open is %s', (date, hour, minute, open) => {
    expect(isOpenAt(hours, at(date, hour, minute))).toBe(open)
  })

  test('of a closed place name who stands in', () => {
    expect(standInOn(hours, '2026-03-05')).toBe('neighbour')
    expect(standInOn(hours, '2026-03-06')).toBeNull()
    expect(closureOn(hours, '2026-03-04')?.to).toBe('2026-03-05')
  })

  test('count an age: lunch, nights, weekends and closures do not', () => {
    expect(openMinutesBetween(hours, at('2026-03-02', 11), at('2026-03-02', 15))).toBe(120)
    expect(openMinutesBetween(hours, at('2026-03-02', 16), at('2026-03-03', 9))).toBe(90)
    expect(openMinutesBetween(hours, at('2026-03-03', 17), at('2026-03-06', 8, 30))).toBe(0)
    expect(openMinutesBetween(hours, at('2026-03-06', 0), at('2026-03-09', 24))).toBe(780)
  })

  test('count nothing backwards, and stop counting after a year', () => {
    expect(openMinutesBetween(hours, at('2026-03-03', 9), at('2026-03-02', 9))).toBe(0)
    const always: OpeningHours = { week: Array.from({ length: 7 }, () => [{ fromMinute: 0, toMinute: 1440 }]), closures: [] }
    expect(openMinutesBetween(always, 0, at('2026-03-02', 0))).toBe(400 * 1440)
  })

  test('add up over any cut', () => {
    const moment = fc.integer({ min: at('2026-02-27', 0), max: at('2026-03-12', 0) }).map((ms) => ms - (ms % 60_000))
    fc.assert(
      fc.property(fc.tuple(moment, moment, moment), (moments) => {
        const [from, cut, to] = [...moments].sort((a, b) => a - b) as [number, number, number]
        const parts = openMinutesBetween(hours, from, cut) + openMinutesBetween(hours, cut, to)
        expect(parts).toBe(openMinutesBetween(hours, from, to))
      }),
    )
  })
})
