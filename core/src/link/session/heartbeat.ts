import type { Clock } from '../../runtime/clock.js'
import type { Heartbeat, LaneState } from '../../wire/frame.js'
import type { ClockOffset } from '../status.js'

/** Often enough that a cut is noticed within half a minute, rare enough for a metered line. */
export const HEARTBEAT_MS = 10_000

/** Three heartbeats missed and some: the connection is dead whatever it says of itself. */
export const SILENCE_MS = 35_000

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

interface Beat {
  readonly clockMs: number
  readonly monotonicMs: number
}

/** Answers name the last heartbeat heard, so older ones than these are of no use. */
const beatsKept = 4
/** Above this the own clock was set between sending and hearing. */
const setClockMs = 1_000

/** The clock side of heartbeats: what was sent and heard, and the offset that follows. */
export class Heartbeats {
  readonly #clock: Clock
  readonly #report: (offset: ClockOffset) => void
  #sent: readonly Beat[] = []
  #heard: { readonly clockMs: number; readonly atMs: number } | null = null
  #offset: ClockOffset | null = null
  #reported: ClockOffset | null = null

  constructor(clock: Clock, report: (offset: ClockOffset) => void) {
    this.#clock = clock
    this.#report = report
  }

  get offset(): ClockOffset | null {
    return this.#offset
  }

  /** Notes the clock reading of a frame that leaves now. */
  stamp(): number {
    const clockMs = Math.round(this.#clock.nowMs())
    this.#sent = [...this.#sent.slice(1 - beatsKept), { clockMs, monotonicMs: this.#clock.monotonicMs() }]
    return clockMs
  }

  /** Whether a frame that left here lately had that reading. */
  said(clockMs: number): boolean {
    return this.#sent.some((beat) => beat.clockMs === clockMs)
  }

  next(lanes: readonly LaneState[]): Heartbeat {
    return { kind: 'heartbeat', clockMs: this.stamp(), lanes, heard: this.#heard }
  }

  /** A clock reading of the peer came in, with the reading of ours it answers, if any. */
  heard(peerClockMs: number, answer: { readonly clockMs: number; readonly atMs: number } | null): void {
    const backMs = Math.round(this.#clock.nowMs())
    this.#heard = { clockMs: peerClockMs, atMs: backMs }
    if (answer === null || !this.#isSteady(answer.clockMs, backMs)) return
    const offset = offsetOf({ sentMs: answer.clockMs, cameInMs: answer.atMs, answeredMs: peerClockMs, backMs })
    if (offset === null) return
    this.#offset = offset
    if (!isNews(this.#reported, offset)) return
    this.#reported = offset
    this.#report(offset)
  }

  #isSteady(sentMs: number, backMs: number): boolean {
    const beat = this.#sent.find(({ clockMs }) => clockMs === sentMs)
    if (beat === undefined) return false
    return Math.abs(backMs - sentMs - (this.#clock.monotonicMs() - beat.monotonicMs)) < setClockMs
  }
}
