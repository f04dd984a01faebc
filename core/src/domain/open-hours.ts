import { dayNumber, localDayOf, minuteOfDay, startOfDayMs, weekdayOf } from './civil-date.js'
import type { OpeningHours, OpenSpan } from './roster.js'
import type { LocalDate, PlaceId } from './values.js'

const MINUTE_MS = 60_000
/** Ages beyond this many days are shown as "over a year"; it bounds the walk when a clock says 1970. */
const MAX_DAYS = 400

/** The closure in force on a date, or null; with the place that stands in. */
export function closureOn(hours: OpeningHours, date: LocalDate): OpeningHours['closures'][number] | null {
  return hours.closures.find((closure) => closure.from <= date && date <= closure.to) ?? null
}

/** Who serves instead while the place is closed for days; null when it is not, or nobody does. */
export function standInOn(hours: OpeningHours, date: LocalDate): PlaceId | null {
  return closureOn(hours, date)?.standIn ?? null
}

export function isOpenAt(hours: OpeningHours, ms: number): boolean {
  const minute = minuteOfDay(ms)
  return spansOn(hours, localDayOf(ms)).some((span) => span.fromMinute <= minute && minute < span.toMinute)
}

/** Whole minutes the place was open between two instants: the age of a thing that waits there. */
export function openMinutesBetween(hours: OpeningHours, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0
  const lastDay = localDayOf(toMs)
  let openMs = 0
  for (let day = Math.max(localDayOf(fromMs), lastDay - MAX_DAYS); day <= lastDay; day += 1) {
    for (const span of spansOn(hours, day)) openMs += overlapMs(day, span, fromMs, toMs)
  }
  return Math.floor(openMs / MINUTE_MS)
}

function spansOn(hours: OpeningHours, day: number): readonly OpenSpan[] {
  if (hours.closures.some((closure) => dayNumber(closure.from) <= day && day <= dayNumber(closure.to))) return []
  return hours.week[weekdayOf(day) - 1] ?? []
}

function overlapMs(day: number, span: OpenSpan, fromMs: number, toMs: number): number {
  const start = startOfDayMs(day)
  const opens = Math.max(start + span.fromMinute * MINUTE_MS, fromMs)
  const closes = Math.min(start + span.toMinute * MINUTE_MS, toMs)
  return Math.max(0, closes - opens)
}
