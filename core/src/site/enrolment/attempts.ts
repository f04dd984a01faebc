import { Fault } from '../../domain/fault.js'
import type { Clock } from '../../runtime/clock.js'

/** A person mistypes a few times; a program guesses thousands of times. 99 bits are not found at either rate. */
const MOST_PER_ADDRESS = 10
const MOST_IN_ALL = 200
const WINDOW_MS = 10 * 60_000
/** Addresses remembered; past that only the count in all protects. */
const ADDRESSES = 10_000

/** Counts wrong codes, by address and in all, and shuts the door for a while. In memory: a restart costs a guesser more than it gives. */
export class Attempts {
  readonly #clock: Clock
  readonly #wrong = new Map<string, number[]>()
  #all: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Throws `enrolment/too-many` while the door is shut. */
  check(from: string): void {
    if (this.isShut(from)) throw new Fault('enrolment/too-many', from)
  }

  isShut(from: string): boolean {
    const since = this.#clock.monotonicMs() - WINDOW_MS
    this.#all = this.#all.filter((atMs) => atMs > since)
    const own = (this.#wrong.get(from) ?? []).filter((atMs) => atMs > since)
    if (own.length === 0) this.#wrong.delete(from)
    return own.length >= MOST_PER_ADDRESS || this.#all.length >= MOST_IN_ALL
  }

  wrong(from: string): void {
    const nowMs = this.#clock.monotonicMs()
    this.#all.push(nowMs)
    if (this.#wrong.size < ADDRESSES || this.#wrong.has(from)) {
      this.#wrong.set(from, [...(this.#wrong.get(from) ?? []).slice(1 - MOST_PER_ADDRESS), nowMs])
    }
  }
}
