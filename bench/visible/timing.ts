import { percentile } from '../harness/figures.js'

/** Case ids with a moment each, in ms of the machine's monotonic clock, which all processes share. */
export type Moments = ReadonlyMap<string, number>

export interface Load {
  readonly perSecond: number
  readonly seconds: number
}

/** Cases before the clock starts. */
export const WARM_UP: Load = { perSecond: 50, seconds: 2 }

/** The machine's monotonic clock; `performance.now()` would begin anew in every process. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/**
 * Starts `accept` at even distances whether or not earlier ones have ended: a slow side is not spared by slower callers. Answers when
 * each was due, which is where its wait begins.
 */
export async function atRate(load: Load, accept: (index: number) => Promise<string>): Promise<Moments> {
  const count = Math.round(load.perSecond * load.seconds)
  const begin = machineMs()
  const moments = new Map<string, number>()
  const accepted: Promise<void>[] = []
  for (let index = 0; index < count; index += 1) {
    const due = begin + (index * 1000) / load.perSecond
    await until(due)
    accepted.push(accept(index).then((caseId) => void moments.set(caseId, due)))
  }
  await Promise.all(accepted)
  return moments
}

/** Timers fire up to a millisecond late, which a fast side would notice: the last stretch is waited out awake. */
async function until(due: number): Promise<void> {
  const restMs = Math.floor(due - machineMs()) - 1
  if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs))
  while (machineMs() < due) await new Promise(setImmediate)
}

export interface Delays {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Accepted at one end and not seen committed at the other. */
  readonly missing: number
}

/** From acceptance to commit at the other end, of all cases accepted. */
export function delaysBetween(accepted: Moments, committed: Moments): Delays {
  const delays = [...accepted].flatMap(([caseId, ms]) => {
    const end = committed.get(caseId)
    return end === undefined ? [] : [end - ms]
  })
  const at = (share: number) => percentile(delays, share)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), missing: accepted.size - delays.length }
}
