import type { DueDate } from './case/event.js'
import { dateOfDay, dayNumber, localDateOf, weekdayOf, yearOf } from './civil-date.js'
import type { ClockKnowledge, Limit, LocalDate } from './values.js'

/**
 * Official working days (行政许可法 82): weekdays, less statutory holidays, plus the weekend days
 * worked in exchange (调休). Years outside `published` have only their weekends, so dates there are provisional.
 */
export interface Calendar {
  readonly version: string
  readonly publishedFromYear: number
  readonly publishedToYear: number
  /** Weekend days worked. */
  readonly workdays: ReadonlySet<LocalDate>
  /** Weekdays off. */
  readonly holidays: ReadonlySet<LocalDate>
}

export function isWorkingDay(date: LocalDate, calendar: Calendar): boolean {
  if (calendar.workdays.has(date)) return true
  if (calendar.holidays.has(date)) return false
  return weekdayOf(dayNumber(date)) <= 5
}

/** The n-th working day after `date`; the first day is not counted (民法典 201). */
export function addWorkingDays(date: LocalDate, days: number, calendar: Calendar): LocalDate {
  let day = dayNumber(date)
  for (let left = days; left > 0; ) {
    day += 1
    if (isWorkingDay(dateOfDay(day), calendar)) left -= 1
  }
  return onWorkingDay(dateOfDay(day), calendar)
}

/** A period that would end on a day off ends on the next working day (民法典 203). */
function onWorkingDay(date: LocalDate, calendar: Calendar): LocalDate {
  let day = dayNumber(date)
  while (!isWorkingDay(dateOfDay(day), calendar)) day += 1
  return dateOfDay(day)
}

const HOUR_MS = 3_600_000

/** Days are counted from the day after the start, hours from the start itself (民法典 201); an hour's end is told as its day. */
function endOf({ amount, unit }: Limit, startMs: number, calendar: Calendar): LocalDate {
  if (unit === 'hour') return onWorkingDay(localDateOf(startMs + amount * HOUR_MS), calendar)
  const start = localDateOf(startMs)
  return unit === 'working-day'
    ? addWorkingDays(start, amount, calendar)
    : onWorkingDay(dateOfDay(dayNumber(start) + amount), calendar)
}

/** When a period ends. The start may be off by `uncertaintyMs` either way: if that matters the date is a range. */
export function dueDate(limit: Limit, startMs: number, calendar: Calendar, uncertaintyMs: number): DueDate {
  const date = endOf(limit, startMs - uncertaintyMs, calendar)
  const latest = endOf(limit, startMs + uncertaintyMs, calendar)
  const provisional =
    yearOf(latest) > calendar.publishedToYear || yearOf(localDateOf(startMs - uncertaintyMs)) < calendar.publishedFromYear
  return { date, latest: latest === date ? null : latest, provisional }
}

const SECOND_MS = 1000
/**
 * How far a clock may be off. Measured: half a slow line's round trip. Carried: ten days at 300 ppm, worse than a poor
 * office PC. Unsure: three days, the largest error seen on machines whose battery still runs.
 */
const UNCERTAINTY_MS: Readonly<Record<ClockKnowledge, number>> = {
  reference: 0,
  measured: 2 * SECOND_MS,
  carried: 260 * SECOND_MS,
  unsure: 3 * 24 * 3600 * SECOND_MS,
}

/** Uncertainty of a time written with that knowledge of the clock. */
export function clockUncertaintyMs(known: ClockKnowledge): number {
  return UNCERTAINTY_MS[known]
}
