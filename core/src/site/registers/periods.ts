import { dateOfDay, dayNumber, weekdayOf, yearOf } from '../../domain/civil-date.js'
import type { LocalDate } from '../../domain/values.js'

export const PERIODS = ['week', 'month', 'half-year'] as const
export type PeriodKind = (typeof PERIODS)[number]

/** Days from one to another, both included. */
export interface Span {
  readonly from: LocalDate
  readonly until: LocalDate
}

/** A span registers are kept for, and the rows it has: a week's days, else its weeks, cut where the period begins and ends. */
export interface Period extends Span {
  readonly rows: readonly Span[]
}

const WEEK_DAYS = 7

/** The week (from Monday), month or half-year the date lies in. */
export function periodAround(kind: PeriodKind, date: LocalDate): Period {
  const day = dayNumber(date)
  if (kind === 'week') {
    const monday = day - weekdayOf(day) + 1
    return period(monday, monday + WEEK_DAYS - 1, 1)
  }
  const [year, month] = [yearOf(date), Number(date.slice(5, 7))]
  const isMonth = kind === 'month'
  const first = isMonth ? month : month <= 6 ? 1 : 7
  const after = first + (isMonth ? 1 : 6)
  const end = after > 12 ? `${year + 1}-01-01` : `${year}-${two(after)}-01`
  return period(dayNumber(`${year}-${two(first)}-01`), dayNumber(end) - 1, WEEK_DAYS)
}

function period(from: number, until: number, rowDays: number): Period {
  const rows: Span[] = []
  for (let day = from; day <= until; ) {
    const last = rowDays === 1 ? day : Math.min(until, day + WEEK_DAYS - weekdayOf(day))
    rows.push({ from: dateOfDay(day), until: dateOfDay(last) })
    day = last + 1
  }
  return { from: dateOfDay(from), until: dateOfDay(until), rows }
}

function two(month: number): string {
  return String(month).padStart(2, '0')
}
