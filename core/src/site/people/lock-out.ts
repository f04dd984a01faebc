import { refused, type Refusal } from '../../domain/decider.js'
import type { PersonId } from '../../domain/values.js'
import { sha256Hex } from '../../wire/hash.js'
import type { Site } from '../site.js'

/** How many wrong attempts are free, how long the next ones wait, and when they are forgotten. */
interface Limit {
  readonly free: number
  readonly firstWaitMs: number
  readonly longestWaitMs: number
  readonly forgetAfterMs: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A person mistypes a few times; at the longest wait a guesser gets a hundred tries a day. */
const PERSON: Limit = { free: 5, firstWaitMs: 30_000, longestWaitMs: 15 * MINUTE_MS, forgetAfterMs: DAY_MS }
/** A hall may stand behind one address, so it is given much more, and its known browsers are not asked. */
const ADDRESS: Limit = { free: 50, firstWaitMs: MINUTE_MS, longestWaitMs: 15 * MINUTE_MS, forgetAfterMs: 60 * MINUTE_MS }

/** What an attempt is counted by. */
export interface Counted {
  readonly key: string
  readonly limit: Limit
}

/**
 * A browser in which the person signed in before is counted by itself: strangers' attempts, from whatever address, cannot lock the
 * person out there. Login names are kept as digests, since people type passwords into the wrong field.
 */
export function countedBy(login: string, address: string, knownMachine: string | null): readonly Counted[] {
  if (knownMachine !== null) return [{ key: `machine ${knownMachine} ${sha256Hex(login)}`, limit: PERSON }]
  return [
    { key: `login ${sha256Hex(login)}`, limit: PERSON },
    { key: `address ${address}`, limit: ADDRESS },
  ]
}

/** Whoever found a screen unlocked must not guess its password either. */
export function countedForChange(person: PersonId): readonly Counted[] {
  return [{ key: `change ${person}`, limit: PERSON }]
}

/** null, or how long to wait; the detail is whole seconds. */
export function lockedFor(site: Site, counted: readonly Counted[]): Refusal | null {
  const nowMs = site.nowRawMs()
  const waits = counted.map(({ key, limit }) => waitMs(site, key, limit, nowMs))
  const longest = Math.max(0, ...waits)
  return longest === 0 ? null : refused('sign-in/locked', String(Math.ceil(longest / 1000)))
}

function waitMs(site: Site, key: string, limit: Limit, nowMs: number): number {
  const found = site.store.people.attempts.of(key)
  if (found === null || found.count < limit.free) return 0
  const { count, lastMs } = found
  // A clock that was set back must not lock anybody for years: the wait begins anew, once.
  if (lastMs > nowMs) site.transact(() => site.store.people.attempts.restate(key, count, nowMs))
  const sinceMs = Math.max(0, nowMs - lastMs)
  if (sinceMs > limit.forgetAfterMs) return 0
  return Math.max(0, Math.min(limit.longestWaitMs, limit.firstWaitMs * 2 ** (count - limit.free)) - sinceMs)
}

/** Inside a transaction: one more wrong attempt; answers how many it were in a row. */
export function countWrong(site: Site, counted: readonly Counted[]): number {
  const { attempts } = site.store.people
  const nowMs = site.nowRawMs()
  attempts.forgetBefore(nowMs - DAY_MS)
  const counts = counted.map(({ key, limit }) => {
    const before = attempts.of(key)
    const count = before === null || nowMs - before.lastMs > limit.forgetAfterMs ? 1 : before.count + 1
    attempts.restate(key, count, nowMs)
    return count
  })
  return counts[0] ?? 0
}

/** Inside a transaction: who signed in is no guesser; the address stays counted, others may guess from there. */
export function forgiven(site: Site, counted: readonly Counted[]): void {
  for (const { key, limit } of counted) if (limit === PERSON) site.store.people.attempts.forget(key)
}
