import { expect, it } from 'vitest'
import { publishedCalendar, withOverrides } from './calendar.js'

it('knows the weekend days worked and the weekdays off of 2026', () => {
  const calendar = publishedCalendar()
  expect(calendar.workdays).toContain('2026-02-14')
  expect(calendar.holidays).toContain('2026-10-01')
  expect(calendar.workdays).not.toContain('2026-02-21')
})

it('does not claim a year nobody has published', () => {
  const calendar = publishedCalendar()
  expect(calendar.publishedToYear).toBeGreaterThanOrEqual(2026)
  expect([...calendar.holidays].some((date) => date.startsWith(`${calendar.publishedToYear + 1}`))).toBe(false)
})

it('lets the roster publish a further year and correct a known one', () => {
  const base = publishedCalendar()
  const next = base.publishedToYear + 1
  const calendar = withOverrides(base, [
    { version: 'a', year: next, workdays: [`${next}-01-03`], holidays: [`${next}-01-01`] },
    { version: 'b', year: 2026, workdays: [], holidays: ['2026-10-01'] },
  ])
  expect(calendar.publishedToYear).toBe(next)
  expect(calendar.holidays).toContain(`${next}-01-01`)
  expect(calendar.workdays).not.toContain('2026-02-14')
  expect(calendar.version).not.toBe(base.version)
})
