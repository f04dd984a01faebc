import type { TFunction } from 'i18next'
import type { Age } from './shapes.js'

/** The whole network lives in one zone, whatever a PC is set to. */
const zone = 'Asia/Shanghai'
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
const second = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })

/** 2026-03-02 10:00 */
export function timeText(ms: number): string {
  return minute.format(ms)
}

/** 2026-03-02 10:00:05, where seconds matter. */
export function exactTimeText(ms: number): string {
  return second.format(ms)
}

/** How long something has waited, in open hours. */
export function ageText(t: TFunction, { openMinutes }: Age): string {
  const [hours, minutes] = [Math.floor(openMinutes / 60), openMinutes % 60]
  if (openMinutes < 1) return t('age.now')
  if (hours === 0) return t('age.minutes', { minutes })
  return minutes === 0 ? t('age.hours', { hours }) : t('age.hoursMinutes', { hours, minutes })
}

/** A due date; one whose start is uncertain is a range until confirmed. */
export function dueText(t: TFunction, due: { date: string; latest: string | null; provisional: boolean } | null): string {
  if (due === null) return t('none')
  const isRange = due.latest !== null && due.latest !== due.date
  const range = isRange ? t('due.range', { from: due.date, to: due.latest }) : due.date
  return due.provisional ? t('due.provisional', { range }) : range
}

/** A clock's difference with its sign; seconds where milliseconds say nothing more. */
export function offsetText({ offsetMs, uncertaintyMs }: { offsetMs: number; uncertaintyMs: number }): string {
  return `${signed(offsetMs)} ± ${amount(uncertaintyMs)}`
}

function signed(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${amount(ms)}`
}

function amount(ms: number): string {
  const size = Math.abs(ms)
  return size < 1000 ? `${Math.round(size)} ms` : `${(size / 1000).toFixed(1)} s`
}
