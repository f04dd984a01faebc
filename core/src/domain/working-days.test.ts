import { describe, expect, test } from 'vitest'
import { calendar } from './case/world.testing.js'
import { dateOfDay, dayNumber, isLocalDate, localDateOf, minuteOfDay, startOfDayMs, weekdayOf } from './civil-date.js'
import { addWorkingDays, clockUncertaintyMs, dueDate, isWorkingDay } from './working-days.js'

const noonOf = (date: string) => startOfDayMs(dayNumber(date)) + 12 * 3_600_000
const working = (days: number) => ({ amount: days, unit: 'working-day' as const })

describe('dates in China', () => {
  test('agree with the machine’s own calendar over four centuries', () => {
    const misread: string[] = []
    for (let day = dayNumber('1899-12-30'); day < dayNumber('2300-01-02'); day += 1) {
      const date = dateOfDay(day)
      const right = new Date(day * 86_400_000).toISOString().slice(0, 10)
      if (date !== right || dayNumber(right) !== day) misread.push(`${right} as ${date}`)
    }
    expect(misread).toEqual([])
  })

  test('begin eight hours before the day in Greenwich', () => {
    expect(localDateOf(Date.UTC(2026, 2, 1, 15, 59, 59, 999))).toBe('2026-03-01')
    expect(localDateOf(Date.UTC(2026, 2, 1, 16))).toBe('2026-03-02')
    expect(minuteOfDay(Date.UTC(2026, 2, 1, 16, 1))).toBe(1)
    expect(startOfDayMs(dayNumber('2026-03-02'))).toBe(Date.UTC(2026, 2, 1, 16))
  })

  test('know their weekday', () => {
    expect(['1970-01-01', '1969-12-29', '2026-03-02', '2026-03-08'].map((date) => weekdayOf(dayNumber(date)))).toEqual([
      4, 1, 1, 7,
    ])
  })

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', ''])('%s is none', (text) => {
    expect(isLocalDate(text)).toBe(false)
  })

  test('29 February is one in leap years', () => {
    expect([isLocalDate('2028-02-29'), isLocalDate('2000-02-29'), isLocalDate('1900-02-29')]).toEqual([true, true, false])
  })
})

describe('working days', () => {
  test.each([
    ['2025-01-24', 5, '2025-02-07'],
    ['2025-09-26', 5, '2025-10-10'],
    ['2025-09-26', 20, '2025-10-30'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-03-02', 0, '2026-03-02'],
    ['2026-03-07', 0, '2026-03-09'],
  ])('%s plus %i is %s', (from, days, to) => {
    expect(addWorkingDays(from, days, calendar)).toBe(to)
  })

  test('are weekdays without the holidays, and the weekend days worked in exchange', () => {
    expect(isWorkingDay('2025-01-26', calendar)).toBe(true)
    expect(isWorkingDay('2025-01-28', calendar)).toBe(false)
    expect(isWorkingDay('2026-03-07', calendar)).toBe(false)
    expect(isWorkingDay('2026-03-06', calendar)).toBe(true)
  })
})

describe('a due date', () => {
  test('does not count the first day and is one date when the start is sure', () => {
    expect(dueDate(working(5), noonOf('2025-09-26'), calendar, 0)).toEqual({
      date: '2025-10-10',
      latest: null,
      provisional: false,
    })
  })

  test('in calendar days ends on the next working day', () => {
    const limit = { amount: 5, unit: 'calendar-day' as const }
    expect(dueDate(limit, noonOf('2025-09-26'), calendar, 0).date).toBe('2025-10-09')
    expect(dueDate(limit, noonOf('2026-03-04'), calendar, 0).date).toBe('2026-03-09')
  })

  test('in hours is told as the day their last one lies in, and the start counts (民法典 201)', () => {
    const hours = (amount: number) => ({ amount, unit: 'hour' as const })
    const nine = startOfDayMs(dayNumber('2026-03-04')) + 9 * 3_600_000
    expect(dueDate(hours(14), nine, calendar, 0).date).toBe('2026-03-04')
    expect(dueDate(hours(15), nine, calendar, 0).date).toBe('2026-03-05')
    expect(dueDate(hours(14), nine, calendar, 3_600_000)).toEqual({
      date: '2026-03-04',
      latest: '2026-03-05',
      provisional: false,
    })
  })

  test('in hours that end on a day off is the next working day', () => {
    expect(dueDate({ amount: 24, unit: 'hour' }, noonOf('2026-03-06'), calendar, 0).date).toBe('2026-03-09')
  })

  test('is a range when the start may lie on another day', () => {
    const midnight = startOfDayMs(dayNumber('2026-03-04'))
    expect(dueDate(working(1), midnight, calendar, 1)).toEqual({ date: '2026-03-04', latest: '2026-03-05', provisional: false })
    expect(dueDate(working(1), noonOf('2026-03-04'), calendar, 1).latest).toBeNull()
  })

  test('is provisional past the last published year and before the first', () => {
    expect(dueDate(working(5), noonOf('2026-12-29'), calendar, 0)).toMatchObject({ date: '2027-01-05', provisional: true })
    expect(dueDate(working(2), noonOf('2026-12-29'), calendar, 0)).toMatchObject({ date: '2026-12-31', provisional: false })
    expect(dueDate(working(5), 0, calendar, 0).provisional).toBe(true)
  })
})

test('a clock is the less certain the less it was checked', () => {
  const order = (['reference', 'measured', 'carried', 'unsure'] as const).map(clockUncertaintyMs)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(order[0]).toBe(0)
})
