import type { BaseEntry, Claim, ClaimState } from '../catalogue/base.js'
import { dateOfDay, dayNumber } from '../civil-date.js'
import { refused, type Refusal } from '../decider.js'
import type { Organ } from '../roster.js'
import type { ItemId, LocalDate, OrganId, PersonId } from '../values.js'
import { type Calendar, isWorkingDay } from '../working-days.js'

/** What an organ answers: it takes the entry up, or its level has no such function. */
export interface ClaimAnswer {
  readonly state: 'claimed' | 'no-function'
  readonly reason: string | null
}

/** Who answers, and when. */
export interface Answering {
  readonly by: PersonId
  readonly atMs: number
}

export function claimKey(organ: OrganId, entry: string): string {
  return `${organ}/${entry}`
}

/** 未认领: the entry waits for this organ. */
export function unclaimed(organ: OrganId, entry: BaseEntry, { by, atMs }: Answering): Claim {
  const answer = { state: 'unclaimed' as const, reason: null, item: null }
  return { organ, entry: entry.id, baseVersion: entry.version, ...answer, due: entry.settleBy, by, atMs }
}

/** 认领, or 本级无此职能 with its reason. What is published stays so: it is cancelled by cancelling the item. */
export function answered(claim: Claim, entry: BaseEntry, answer: ClaimAnswer, { by, atMs }: Answering): Claim | Refusal {
  const reason = answer.reason?.trim() ?? ''
  if (answer.state === 'no-function' && reason === '') return refused('work/reason-needed', '本级无此职能')
  if (claim.state === 'published') return refused('work/wrong-stage', `${claimKey(claim.organ, claim.entry)} published`)
  const due = answer.state === 'no-function' ? null : claim.due
  const stated = { state: answer.state, reason: reason === '' ? null : reason, due, by, atMs }
  return { ...claim, ...stated, baseVersion: entry.version }
}

/** 已发布: by publishing an item that names this version of the entry. */
export function published(claim: Claim, item: ItemId, baseVersion: number, entry: BaseEntry, { by, atMs }: Answering): Claim {
  const due = baseVersion >= entry.version ? null : claim.due
  return { ...claim, state: 'published', reason: null, item, baseVersion, due, by, atMs }
}

/** The entry has a newer version: the organ has to look at it again by its date. */
export function reopened(claim: Claim, entry: BaseEntry): Claim {
  return { ...claim, due: entry.settleBy }
}

/** The entry is no more: who published from it cancels its item by the entry's date, or at once where that is past. */
export function withdrawn(claim: Claim, entry: BaseEntry, today: LocalDate): Claim {
  const due = entry.settleBy !== null && entry.settleBy > today ? entry.settleBy : today
  return claim.state === 'published' ? { ...claim, due } : claim
}

/** The organ's own date, never after the one set above. */
export function withDue(claim: Claim, due: LocalDate, entry: BaseEntry): Claim | Refusal {
  const isLate = entry.settleBy !== null && due > entry.settleBy
  return isLate ? refused('claim/late-date', `${due} > ${entry.settleBy}`) : { ...claim, due }
}

const SETTLED: readonly ClaimState[] = ['no-function', 'published']

/** Nothing of the newest version is left to do. */
export function isSettled({ state, baseVersion }: Claim, newest: number): boolean {
  return SETTLED.includes(state) && baseVersion >= newest
}

/** Working days past the date (行政许可法 82); 0 while in time, settled, or without a date. `newest` is null of an entry that is no more. */
export function lateDays(claim: Claim, newest: number | null, today: LocalDate, calendar: Calendar): number {
  if (claim.due === null || claim.due >= today || (newest !== null && isSettled(claim, newest))) return 0
  let count = 0
  for (let day = dayNumber(claim.due) + 1; day <= dayNumber(today); day += 1)
    if (isWorkingDay(dateOfDay(day), calendar)) count += 1
  return count
}

/** The organ of a level that takes an entry's department up: of the same name, or of that name after a place's (五莲县自然资源局). */
export function organFor({ department, levels }: BaseEntry, organs: readonly Organ[]): readonly Organ[] {
  const named = organs.filter(({ level, name }) => levels.includes(level) && name.endsWith(department))
  const exact = named.filter(({ name }) => name === department)
  return exact.length > 0 ? exact : named
}
