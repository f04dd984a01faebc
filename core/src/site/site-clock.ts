import type { ClockKnowledge } from '../domain/values.js'
import type { Clock } from '../runtime/clock.js'

/** Offset of true time against this machine's clock, as last measured against the parent. */
export interface MeasuredOffset {
  readonly offsetMs: number
  readonly uncertaintyMs: number
  /** This machine's clock when it was measured, ms since 1970 UTC. */
  readonly atRawMs: number
}

export interface TimeEstimate {
  readonly rawMs: number
  readonly estimateMs: number
  readonly known: ClockKnowledge
}

/** A clock set back by more than this since the last measurement is not the clock that was measured. */
const SET_BACK_TOLERANCE_MS = 5 * 60_000

/** The site's best idea of true time: the city's own clock, elsewhere the machine's plus the offset to the parent. */
export class SiteClock {
  readonly #clock: Clock
  readonly #isReference: boolean
  #offset: MeasuredOffset | null
  #measuredHere = false

  constructor(clock: Clock, isReference: boolean, carried: MeasuredOffset | null) {
    this.#clock = clock
    this.#isReference = isReference
    this.#offset = carried
  }

  get offset(): MeasuredOffset | null {
    return this.#offset
  }

  now(): TimeEstimate {
    const rawMs = Math.round(this.#clock.nowMs())
    return { rawMs, estimateMs: rawMs + (this.#offset?.offsetMs ?? 0), known: this.#known(rawMs) }
  }

  measured(offsetMs: number, uncertaintyMs: number): MeasuredOffset {
    this.#measuredHere = true
    this.#offset = {
      offsetMs: Math.round(offsetMs),
      uncertaintyMs: Math.ceil(uncertaintyMs),
      atRawMs: Math.round(this.#clock.nowMs()),
    }
    return this.#offset
  }

  #known(rawMs: number): ClockKnowledge {
    if (this.#isReference) return 'reference'
    if (this.#offset === null || rawMs < this.#offset.atRawMs - SET_BACK_TOLERANCE_MS) return 'unsure'
    return this.#measuredHere ? 'measured' : 'carried'
  }
}
