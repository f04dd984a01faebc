import type { Cancel, Clock } from './clock.js'

interface Timer {
  readonly dueMs: number
  readonly run: () => void
}

/**
 * A clock that moves only when told. Timers fire in the order of their due times, equal ones in the order they were set,
 * each seeing the time it was due; a timer set by another one fires in the same `advance` when it is due by then.
 */
export class ManualClock implements Clock {
  #nowMs: number
  #monotonicMs = 0
  readonly #timers = new Set<Timer>()

  constructor(startMs = 0) {
    this.#nowMs = startMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return this.#monotonicMs
  }

  setTimer(afterMs: number, run: () => void): Cancel {
    const timer = { dueMs: this.#monotonicMs + Math.max(0, afterMs), run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** How long until the next timer fires, or `null` when none is set. */
  nextTimerMs(): number | null {
    const next = this.#next()
    return next === null ? null : next.dueMs - this.#monotonicMs
  }

  advance(byMs: number): void {
    const endMs = this.#monotonicMs + byMs
    for (let next = this.#next(); next !== null && next.dueMs <= endMs; next = this.#next()) {
      this.#moveTo(next.dueMs)
      this.#timers.delete(next)
      next.run()
    }
    this.#moveTo(endMs)
  }

  /** Someone sets the machine's date: timers and durations are not affected. */
  setDate(nowMs: number): void {
    this.#nowMs = nowMs
  }

  #moveTo(monotonicMs: number): void {
    this.#nowMs += monotonicMs - this.#monotonicMs
    this.#monotonicMs = monotonicMs
  }

  #next(): Timer | null {
    let next: Timer | null = null
    for (const timer of this.#timers) if (next === null || timer.dueMs < next.dueMs) next = timer
    return next
  }
}
