import { dateOfDay, localDayOf } from '../../domain/civil-date.js'
import { openMinutesBetween } from '../../domain/open-hours.js'
import { currentPlace, newest } from '../../domain/roster-view.js'
import { isWorkingDay } from '../../domain/working-days.js'
import type { LocalDate, PlaceId } from '../../domain/values.js'
import type { Site } from '../site.js'
import type { NetworkRow } from './rows.js'

/** Why a place needs a call; in the order of how soon. */
export type Concern =
  | 'stopped'
  | 'down'
  | 'overdue'
  | 'at-risk'
  | 'unopened'
  | 'waiting'
  | 'behind'
  | 'clock'
  | 'certificate'
  | 'overdue-key'

/** One reason, with the figures to be said. */
export interface Reason {
  readonly concern: Concern
  /** Since when; null where that says nothing. */
  readonly sinceMs: number | null
  /** Since then, in the place's open hours. */
  readonly openMinutes: number
  /** Cases, notices, messages, days or seconds, as the concern has it. */
  readonly count: number
  /** For engineers: a code. */
  readonly code: string | null
}

/** A place that needs a call, with every reason for it: one call does for all of them. */
export interface Call {
  readonly row: NetworkRow
  readonly reasons: readonly Reason[]
}

/** A restart, or a cable that is pulled and put back, is over by then. */
const DOWN_MINUTES = 10
/** Half an hour of work that does not move although the line is there. */
const WAITING_MINUTES = 30
/** A working day at the counter: until then its township rings. */
const UNOPENED_MINUTES = 8 * 60
/** Deadlines run in days, but receipts show minutes. */
const CLOCK_MS = 2 * 60_000
/** A key renews itself long before; when so few days are left, it could not. */
const CERTIFICATE_DAYS = 14

/** 今天该给谁打电话: the most pressing first. */
export function callsOf(site: Site, rows: readonly NetworkRow[]): readonly Call[] {
  const unopened = unopenedByPlace(site)
  const due = dueByPlace(site, rows)
  return rows
    .map((row) => ({
      row,
      reasons: [
        ...lineReasons(site, row),
        ...(due.get(row.id) ?? []),
        ...reasonsOf(unopened.get(row.id)),
        ...stateReasons(site, row),
      ],
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => urgencyOf(a) - urgencyOf(b) || minutesOf(b) - minutesOf(a))
}

const order: readonly Concern[] = [
  'stopped',
  'down',
  'overdue',
  'unopened',
  'overdue-key',
  'at-risk',
  'waiting',
  'behind',
  'certificate',
  'clock',
]
const tiers = { city: 0, county: 0, township: 1, village: 2 }

/** What stops many people comes first: a gateway that is down before a village. */
function urgencyOf({ row, reasons }: Call): number {
  const first = Math.min(...reasons.map(({ concern }) => order.indexOf(concern)))
  return first * 10 + (row.level === null ? 3 : tiers[row.level])
}

function minutesOf({ reasons }: Call): number {
  return Math.max(...reasons.map(({ openMinutes }) => openMinutes))
}

function reasonsOf(reason: Reason | undefined): readonly Reason[] {
  return reason === undefined ? [] : [reason]
}

function lineReasons(site: Site, row: NetworkRow): readonly Reason[] {
  const { line, downMinutes, sinceMs, reason: code } = row
  if (row.hostedBy !== null) return []
  if (line === 'stopped') return [{ concern: 'stopped', sinceMs, openMinutes: openSince(site, row.id, sinceMs), count: 0, code }]
  if (line === 'down' && downMinutes >= DOWN_MINUTES)
    return [{ concern: 'down', sinceMs, openMinutes: downMinutes, count: 0, code }]
  return []
}

/** Only of a machine that can be heard: of one that is off these would be old news. */
function stateReasons(site: Site, row: NetworkRow): readonly Reason[] {
  if (row.hostedBy !== null || row.site === site.id) return []
  const isUp = row.line === 'up' || row.line === 'maintenance'
  return [...(isUp ? [...waiting(row), ...behind(site, row), ...clock(row)] : []), ...certificate(row)]
}

function waiting({ lagMinutes, waitingDown, asOfMs }: NetworkRow): readonly Reason[] {
  if (lagMinutes === null || lagMinutes < WAITING_MINUTES) return []
  return [
    {
      concern: 'waiting',
      sinceMs: asOfMs === null ? null : asOfMs - lagMinutes * 60_000,
      openMinutes: lagMinutes,
      count: waitingDown ?? 0,
      code: null,
    },
  ]
}

function behind(site: Site, { id, catalogue }: NetworkRow): readonly Reason[] {
  const sinceMs = catalogue?.behindSinceMs ?? null
  if (catalogue === null || sinceMs === null) return []
  const openMinutes = openSince(site, id, sinceMs)
  if (openMinutes < site.roster.policy.catalogueBehindOpenHours * 60) return []
  return [{ concern: 'behind', sinceMs, openMinutes, count: catalogue.newest - catalogue.held, code: null }]
}

function clock({ offsetMs }: NetworkRow): readonly Reason[] {
  if (offsetMs === null || Math.abs(offsetMs) < CLOCK_MS) return []
  return [{ concern: 'clock', sinceMs: null, openMinutes: 0, count: Math.round(offsetMs / 60_000), code: null }]
}

function certificate({ certificateDays, line }: NetworkRow): readonly Reason[] {
  if (certificateDays === null || certificateDays > CERTIFICATE_DAYS || line === 'cut') return []
  const concern = certificateDays < 0 ? 'overdue-key' : 'certificate'
  return [{ concern, sinceMs: null, openMinutes: 0, count: certificateDays, code: null }]
}

function openSince(site: Site, place: PlaceId, sinceMs: number | null): number {
  const hours = currentPlace(site.roster, place)?.hours
  return hours === undefined || sinceMs === null ? 0 : openMinutesBetween(hours, sinceMs, site.clock.now().estimateMs)
}

/** Notices nobody at the station has opened for a working day of the station. */
function unopenedByPlace(site: Site): ReadonlyMap<PlaceId, Reason> {
  const found = new Map<PlaceId, Reason>()
  for (const { id } of newest(site.roster.places)) {
    const waiting = site.store.notices
      .waitingAt(id)
      .filter(({ openedMs, issuedMs }) => openedMs === null && openSince(site, id, issuedMs) >= UNOPENED_MINUTES)
    const [first] = waiting
    if (first === undefined) continue
    const { issuedMs: sinceMs } = first
    found.set(id, { concern: 'unopened', sinceMs, openMinutes: openSince(site, id, sinceMs), count: waiting.length, code: null })
  }
  return found
}

/** More than a page shows of one place; the count then says "as many or more". */
const MOST_DUE = 1_000

/** Cases past their date, or due on the next working day, by the place of the machine that has them in hand. */
function dueByPlace(site: Site, rows: readonly NetworkRow[]): ReadonlyMap<string, readonly Reason[]> {
  const today = localDayOf(site.clock.now().estimateMs)
  const dueBy = nextWorkingDay(site, today)
  const hands = new Map(rows.filter(({ hostedBy }) => hostedBy === null).map(({ site: machine, id }) => [machine, id]))
  const counts = new Map<string, { late: number; soon: number }>()
  for (const { custodian, promisedDue, legalDue } of site.store.caseList.pageByDue({ dueBy }, MOST_DUE, 0)) {
    const place = hands.get(custodian)
    if (place === undefined) continue
    const count = counts.get(place) ?? { late: 0, soon: 0 }
    const first = [promisedDue, legalDue].flatMap((date) => date ?? []).sort()[0] ?? dueBy
    counts.set(place, first < dateOfDay(today) ? { ...count, late: count.late + 1 } : { ...count, soon: count.soon + 1 })
  }
  const reason = (concern: Concern, count: number): readonly Reason[] =>
    count === 0 ? [] : [{ concern, sinceMs: null, openMinutes: 0, count, code: null }]
  return new Map([...counts].map(([place, { late, soon }]) => [place, [...reason('overdue', late), ...reason('at-risk', soon)]]))
}

function nextWorkingDay({ calendar }: Site, today: number): LocalDate {
  let day = today + 1
  // No holiday is longer; a calendar without a working day must not hang a page.
  while (day < today + 20 && !isWorkingDay(dateOfDay(day), calendar)) day += 1
  return dateOfDay(day)
}
