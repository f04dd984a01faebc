/** Stops a timer that has not fired; harmless afterwards. */
export type Cancel = () => void

/** All that the product asks of time, so that a test or a simulation can hold its own. */
export interface Clock {
  /** The machine's idea of the date; it may jump either way. */
  nowMs(): number
  /** Never goes back; only differences mean anything. */
  monotonicMs(): number
  setTimer(afterMs: number, run: () => void): Cancel
}

/** Node fires a longer timer at once, so a longer wait is made of several. */
const longestTimerMs = 2 ** 31 - 1

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer: startTimer,
}

function startTimer(afterMs: number, run: () => void): Cancel {
  let handle: NodeJS.Timeout
  const arm = (leftMs: number) => {
    const stepMs = Math.min(leftMs, longestTimerMs)
    handle = setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : run()), stepMs)
  }
  arm(Math.max(0, afterMs))
  return () => clearTimeout(handle)
}
