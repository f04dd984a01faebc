import type { LocalDate } from './values.js'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** China Standard Time is UTC+8 the whole year since 1992. */
const OFFSET_MS = 8 * 60 * MINUTE_MS
/** Days of a 400-year era of the Gregorian calendar, and from 0000-03-01 to 1970-01-01. */
const ERA_DAYS = 146_097
const EPOCH_SHIFT = 719_468

/** Days since 1970-01-01; years begin in March so that the leap day comes last. */
export function dayNumber(date: LocalDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * ERA_DAYS + dayOfEra - EPOCH_SHIFT
}

/** The date of a day number. */
export function dateOfDay(day: number): LocalDate {
  const shifted = day + EPOCH_SHIFT
  const era = Math.floor(shifted / ERA_DAYS)
  const dayOfEra = shifted - era * ERA_DAYS
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1, 2)}`
}

/** Day number in China of an instant. */
export function localDayOf(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / DAY_MS)
}

/** Date in China of an instant. */
export function localDateOf(ms: number): LocalDate {
  return dateOfDay(localDayOf(ms))
}

/** The instant a day begins in China. */
export function startOfDayMs(day: number): number {
  return day * DAY_MS - OFFSET_MS
}

/** Minutes after local midnight, whole ones. */
export function minuteOfDay(ms: number): number {
  return Math.floor((ms - startOfDayMs(localDayOf(ms))) / MINUTE_MS)
}

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}

/** True only for a date that exists. */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfDay(dayNumber(text)) === text
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
