import { percentile } from '../harness/figures.js'

export interface CallResult {
  readonly perSecond: number
  readonly p99Ms: number
  /** What callers were told is safe; kept by them, outside every store. */
  readonly acknowledged: readonly string[]
}

/** Lets `callers` work off the ids side by side, each calling again as soon as it was answered. */
export async function callAll(
  ids: readonly string[],
  callers: number,
  call: (id: string, index: number) => Promise<void>,
): Promise<CallResult> {
  const acknowledged: string[] = []
  const latencies: number[] = []
  let next = 0
  const caller = async () => {
    for (let index = next++; index < ids.length; index = next++) {
      const id = ids[index] ?? ''
      const startMs = performance.now()
      await call(id, index)
      latencies.push(performance.now() - startMs)
      acknowledged.push(id)
    }
  }
  const startMs = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - startMs) / 1000
  return { perSecond: ids.length / seconds, p99Ms: percentile(latencies, 0.99), acknowledged }
}
