import type { Site } from '../site.js'

const DAY_MS = 86_400_000
/** Long enough to send somebody out, short enough to be believed. */
const WARN_MS = 5 * DAY_MS

/** How long people may still sign in without word from the parent. */
export interface Contact {
  readonly lastMs: number
  readonly untilMs: number
  /** The end is days away. */
  readonly isNearEnd: boolean
  readonly isOver: boolean
}

/**
 * By this machine's clock, as it was when the parent last told the time; null at the city, and where no parent was met yet. A
 * clock that was set back makes it longer: a PC that lost its battery shall still serve people, and whoever set it needs a
 * password besides.
 */
export function contactOf(site: Site): Contact | null {
  const lastMs = site.clock.offset?.atRawMs ?? null
  if (site.parent === null || lastMs === null) return null
  const untilMs = lastMs + site.roster.policy.offlineSignInDays * DAY_MS
  const nowMs = site.nowRawMs()
  return { lastMs, untilMs, isNearEnd: nowMs > untilMs - WARN_MS, isOver: nowMs > untilMs }
}
