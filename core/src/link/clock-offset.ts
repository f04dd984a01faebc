import type { ClockOffset } from './status.js'

/** Four times of one exchange, as in NTP: sent here, came in there, answered there, came in here. */
export interface Exchange {
  readonly sentMs: number
  readonly cameInMs: number
  readonly answeredMs: number
  readonly backMs: number
}

/** A peer answers with its next heartbeat; much longer than that, and a clock was set in between. */
const longestStayMs = 60_000

/** How far the peer's clock is ahead; half the round trip is the uncertainty. Null when a clock was set meanwhile. */
export function offsetOf({ sentMs, cameInMs, answeredMs, backMs }: Exchange): ClockOffset | null {
  const stayMs = answeredMs - cameInMs
  const roundTripMs = backMs - sentMs - stayMs
  if (stayMs < 0 || stayMs > longestStayMs || roundTripMs < 0) return null
  return { offsetMs: Math.round((cameInMs - sentMs + answeredMs - backMs) / 2), uncertaintyMs: Math.ceil(roundTripMs / 2) }
}

/** Below this a change is no news: deadlines run in days. */
const newsMs = 500

/** Whether a measurement is worth a write: the first, a much surer one, or one the last does not cover. */
export function isNews(last: ClockOffset | null, next: ClockOffset): boolean {
  if (last === null || next.uncertaintyMs * 2 < last.uncertaintyMs) return true
  return Math.abs(next.offsetMs - last.offsetMs) > Math.max(newsMs, next.uncertaintyMs)
}
