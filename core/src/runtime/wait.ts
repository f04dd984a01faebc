import type { Clock } from './clock.js'

/** Ends after the time, or at once when the signal is aborted; which of the two, the signal tells. */
export function wait(clock: Clock, forMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const cancel = clock.setTimer(forMs, end)
    signal.addEventListener('abort', end)
    function end(): void {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
  })
}
