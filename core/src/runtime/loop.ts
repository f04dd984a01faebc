import { systemClock, type Clock } from './clock.js'
import { wait } from './wait.js'

export interface LoopOptions {
  readonly name: string
  readonly signal: AbortSignal
  /** One round of work. It is given the signal to end early; it may throw. */
  readonly step: (signal: AbortSignal) => void | Promise<void>
  /** Rest between two rounds that went well. */
  readonly pauseMs: number
  readonly onFailure: (failure: LoopFailure) => void
  readonly backOff?: BackOff
  readonly clock?: Clock
  readonly random?: () => number
}

export interface LoopFailure {
  readonly loop: string
  readonly error: unknown
  /** Rounds that failed since the last one that went well; a caller reports louder as it grows. */
  readonly failureCount: number
  readonly retryAfterMs: number
}

export interface BackOff {
  readonly firstMs: number
  readonly longestMs: number
}

/** The first is short for a peer that restarts; the longest keeps a dead peer's return noticed within half a minute. */
const usualBackOff: BackOff = { firstMs: 200, longestMs: 30_000 }

/** Runs until the signal is aborted; never rejects. After it has ended no step of it is running. */
export async function loop(options: LoopOptions): Promise<void> {
  const clock = options.clock ?? systemClock
  let failureCount = 0
  while (!options.signal.aborted) {
    const error = await failureOf(options)
    if (options.signal.aborted) return
    failureCount = error === null ? 0 : failureCount + 1
    const pauseMs = error === null ? options.pauseMs : retryDelayMs(failureCount, options)
    if (error !== null) {
      options.onFailure({ loop: options.name, error: error.cause, failureCount, retryAfterMs: pauseMs })
    }
    await wait(clock, pauseMs, options.signal)
  }
}

async function failureOf({ step, signal }: LoopOptions): Promise<{ readonly cause: unknown } | null> {
  try {
    await step(signal)
    return null
  } catch (cause) {
    return { cause }
  }
}

/** Doubles up to the longest, then takes a random part of its upper half, so that a hundred stations do not return as one. */
function retryDelayMs(failureCount: number, { backOff = usualBackOff, random = Math.random }: LoopOptions): number {
  const fullMs = Math.min(backOff.longestMs, backOff.firstMs * 2 ** Math.min(failureCount - 1, 30))
  return Math.round(fullMs * (0.5 + random() / 2))
}
