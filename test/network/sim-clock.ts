import type { Cancel, Clock } from '@liandong/core/runtime/clock.js'

/** The clock of one machine: the network's time with its own wrong date. Durations are right all the same. */
export class SimClock implements Clock {
  readonly #true: Clock
  #aheadMs = 0

  constructor(trueClock: Clock) {
    this.#true = trueClock
  }

  /** Somebody, or an empty battery, sets the date. */
  setDate(ms: number): void {
    this.#aheadMs = ms - this.#true.nowMs()
  }

  setAhead(ms: number): void {
    this.#aheadMs = ms
  }

  nowMs(): number {
    return this.#true.nowMs() + this.#aheadMs
  }

  monotonicMs(): number {
    return this.#true.monotonicMs()
  }

  setTimer(afterMs: number, run: () => void): Cancel {
    return this.#true.setTimer(afterMs, run)
  }
}
