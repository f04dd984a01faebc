import chineseDays from 'chinese-days'
import type { CalendarOverride } from '../domain/roster.js'
import type { LocalDate } from '../domain/values.js'
import type { Calendar } from '../domain/working-days.js'

/** The library is CommonJS in a form whose names Node does not see. */
const { getDayDetail } = chineseDays
const DAY_MS = 86_400_000
/** 行政许可法 came into force in 2004; no older case can be open. */
const FIRST_YEAR = 2004
/** Plans appear at most about fourteen months ahead, so looking a century on finds every published year. */
const LAST_YEAR_TRIED = 2100

const days = (year: number): LocalDate[] => {
  const first = Date.UTC(year, 0, 1)
  const count = (Date.UTC(year + 1, 0, 1) - first) / DAY_MS
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10))
}

/** The library marks a named day as `English,中文,days`; it calls every day of an unpublished year a plain weekday. */
const isPublished = (year: number): boolean => getDayDetail(`${year}-01-01`).name.includes(',')

const isWeekend = (date: LocalDate): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

let published: Calendar | null = null

/** 国务院办公厅 publishes each year's plan late in the year before; the library carries those published so far. Worked out once. */
export function publishedCalendar(): Calendar {
  published ??= readPublished()
  return published
}

function readPublished(): Calendar {
  const workdays = new Set<LocalDate>()
  const holidays = new Set<LocalDate>()
  let year = FIRST_YEAR
  for (; year <= LAST_YEAR_TRIED && isPublished(year); year++) {
    for (const date of days(year)) {
      const { work } = getDayDetail(date)
      if (work && isWeekend(date)) workdays.add(date)
      if (!work && !isWeekend(date)) holidays.add(date)
    }
  }
  return { version: `published-${year - 1}`, publishedFromYear: FIRST_YEAR, publishedToYear: year - 1, workdays, holidays }
}

/** The roster's overrides replace whole years and may publish further ones. */
export function withOverrides(base: Calendar, overrides: Iterable<CalendarOverride>): Calendar {
  let calendar = base
  for (const override of [...overrides].sort((a, b) => a.year - b.year)) calendar = overridden(calendar, override)
  return calendar
}

function overridden(base: Calendar, { year, version, workdays, holidays }: CalendarOverride): Calendar {
  const otherYears = (date: LocalDate) => !date.startsWith(`${year}-`)
  return {
    version: `${base.version}+${version}`,
    publishedFromYear: base.publishedFromYear,
    publishedToYear: Math.max(base.publishedToYear, year),
    workdays: new Set([...[...base.workdays].filter(otherYears), ...workdays]),
    holidays: new Set([...[...base.holidays].filter(otherYears), ...holidays]),
  }
}
