import { percentile } from '../harness/figures.js'

export interface CallResult {
  readonly perSecond: number
  readonly p99Ms: number
  /** What callers were told is safe; kept by them, outside every store. */
  readonly acknowledged: readonly string[]
}

/** Lets `callers` make `count` calls side by side, each calling again as soon as it was answered with the case's id. */
export async function callAll(count: number, callers: number, call: (index: number) => Promise<string>): Promise<CallResult> {
  const acknowledged: string[] = []
  const latencies: number[] = []
  let next = 0
  const caller = async () => {
    for (let index = next++; index < count; index = next++) {
      const startMs = performance.now()
      const id = await call(index)
      latencies.push(performance.now() - startMs)
      acknowledged.push(id)
    }
  }
  const startMs = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - startMs) / 1000
  return { perSecond: count / seconds, p99Ms: percentile(latencies, 0.99), acknowledged }
}
