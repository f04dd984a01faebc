import type { Contest, Contestant, Workload } from '../harness/contest.js'
import { startChild } from '../harness/child.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { httpContest } from './http.js'
import type { AcceptResult } from './task.js'

/** Durable registration of cases of 2 KB at one site: called in its process, and over HTTP. */
export function accept(quick: boolean): Workload {
  return {
    contests: [
      direct(1, quick ? 500 : 5_000),
      direct(64, quick ? 4_000 : 40_000),
      httpContest(1, quick ? 500 : 4_000),
      httpContest(64, quick ? 2_000 : 20_000),
    ],
    aims: [{ row: 'accept, 64 callers', figure: 'ratioToFloor', bound: 'at least', limit: 0.5 }],
  }
}

function direct(callers: number, count: number): Contest {
  const name = callers === 1 ? 'accept, 1 caller' : `accept, ${callers} callers`
  return {
    metrics: [
      { name, unit: 'cases/s', better: 'higher' },
      { name: `${name}, p99`, unit: 'ms', better: 'lower' },
    ],
    ours: inProcess(new URL('./site-process.js', import.meta.url), name, callers, count),
    floor: inProcess(new URL('./floor-process.js', import.meta.url), name, callers, count),
    peer: null,
    peerNote: null,
  }
}

/** Caller and store share a process: nothing but the store is measured. */
function inProcess(file: URL, name: string, callers: number, count: number): Contestant {
  return () =>
    withFolder(async (folder) => {
      await using site = startChild(file)
      const task = { folder, callers, warmUp: count / 10, count }
      const { result, usage } = await whileMeasured({ site: site.pid }, () => site.ask<AcceptResult>('run', task))
      return { values: { [name]: result.perSecond, [`${name}, p99`]: result.p99Ms }, usage, missing: result.missing }
    })
}
