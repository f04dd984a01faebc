import { parseNumber } from '../../domain/case/number.js'
import type { CaseState } from '../../domain/case/state.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { loadCase } from '../execute.js'
import { isQueryCode, makeVerifier } from '../intake/receipt.js'
import { codeOfAbsentCase } from '../requests/not-here-yet.js'
import type { Site } from '../site.js'
import { shownToPublic, type PublicCase } from './shown.js'

/** What a villager types from the receipt, and from where. */
export interface PublicQuestion {
  readonly number: string
  readonly code: string
  /** The caller's address. */
  readonly from: string
}

/** A villager mistypes a few times. The code has 31^8 values, so ten an hour find one in nine million years. */
const WRONG_PER_NUMBER = 10
/** A kiosk or a street behind one address. */
const WRONG_PER_ADDRESS = 30
const HOUR_MS = 3_600_000

/**
 * 公众查询: a case for whoever holds its receipt. A wrong code and a number nobody ever had get the same answer after the same work;
 * "not here yet" is told of a number's place and day alone, whether or not there is such a case. Wrong questions are counted by
 * address and by number in the store, so that a restart gives a guesser nothing.
 */
export function askPublicly(site: Site, question: PublicQuestion): Promise<PublicCase | Refusal> {
  const number = question.number.trim().toUpperCase()
  const counted = [`query address ${question.from}`, ...(parseNumber(number) === null ? [] : [`query number ${number}`])]
  return site.commit(() => {
    if (isShut(site, counted)) return refused('query/too-many')
    const found = open(site, number, question.code)
    if (found !== null) return shownToPublic(site, found)
    const nowMs = site.clock.now().estimateMs
    for (const key of counted) countWrong(site, key, nowMs)
    const isUnknown = codeOfAbsentCase(site, number) === 'case/unknown'
    return refused(isUnknown ? 'query/no-match' : 'case/not-here-yet')
  })
}

/** Whether one of those asked wrongly too often within the hour; what lies longer back is forgotten. */
function isShut({ store, clock }: Site, keys: readonly string[]): boolean {
  const { attempts } = store.people
  const nowMs = clock.now().estimateMs
  return keys.some((key) => {
    const { count, lastMs } = attempts.of(key) ?? { count: 0, lastMs: nowMs }
    // Also where the clock was ahead for a while: nobody stays shut out for years.
    const isOver = Math.abs(nowMs - lastMs) > HOUR_MS
    if (isOver) attempts.forget(key)
    return !isOver && count >= (key.startsWith('query number') ? WRONG_PER_NUMBER : WRONG_PER_ADDRESS)
  })
}

function countWrong({ store }: Site, key: string, nowMs: number): void {
  const { attempts } = store.people
  attempts.restate(key, (attempts.of(key)?.count ?? 0) + 1, nowMs)
}

/** Where there is no such number, another case and another verifier are read, so that the time taken tells nothing. */
function open(site: Site, number: string, code: string): CaseState | null {
  const { caseList } = site.store
  const views = caseList.byNumber(number)
  const read = (views.length > 0 ? views : caseList.page({}, 1)).map(({ caseId }) => loadCase(site, caseId))
  const opened = read.filter((state) => isQueryCode(state?.queryVerifier ?? nobodys, code))
  return views.length > 0 ? (opened[0] ?? null) : null
}

const nobodys = makeVerifier('', '0'.repeat(64))
