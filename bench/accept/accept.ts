import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startChild } from '../harness/child.js'
import type { Contest, Contestant, Trial, Workload } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { httpContest } from './http.js'
import type { AcceptResult, AcceptTask } from './task.js'

/** Durable registration of cases of 2 KB at one site: called in its process, and over HTTP. */
export function accept(quick: boolean): Workload {
  return {
    contests: [
      direct(1, quick ? 200 : 2_000),
      direct(64, quick ? 1_000 : 10_000),
      httpContest(1, quick ? 200 : 2_000),
      httpContest(64, quick ? 1_000 : 10_000),
    ],
    aims: [{ row: 'accept, 64 callers', figure: 'ratioToFloor', bound: 'at least', limit: 0.5 }],
  }
}

function direct(callers: number, count: number): Contest {
  const name = callers === 1 ? 'accept, 1 caller' : `accept, ${callers} callers`
  const lean = `${name}, beside lean tables`
  const task = { callers, warmUp: count / 10, count }
  const ours = new URL('./site-process.js', import.meta.url)
  return {
    metrics: [
      { name, unit: 'cases/s', better: 'higher' },
      { name: `${name}, p99`, unit: 'ms', better: 'lower' },
      { name: lean, unit: 'cases/s', better: 'higher' },
    ],
    ours: () => withFolder(async (folder) => trialOf([name, lean], await timed(ours, 'site', { ...task, folder }))),
    floor: floorOf(name, lean, task),
    peer: null,
    peerNote: null,
  }
}

interface Timed {
  readonly result: AcceptResult
  readonly usage: Trial['usage']
}

/**
 * Two floors in one run. The first writes the very rows that our store wrote for as many cases, papers included, to the same tables
 * with the same commits; the second the least that could be called a registration: log, list and lane.
 */
function floorOf(name: string, lean: string, task: Omit<AcceptTask, 'folder'>): Contestant {
  return () =>
    withFolder(async (folder) => {
      const source = join(folder, 'source')
      await mkdir(source)
      await timed(new URL('./site-process.js', import.meta.url), 'site', { ...task, folder: source })
      const replay = await timed(new URL('./replay-process.js', import.meta.url), 'same rows', { ...task, folder, source })
      const least = await timed(new URL('./floor-process.js', import.meta.url), 'lean tables', { ...task, folder })
      const main = trialOf([name], replay)
      return {
        values: { ...main.values, [lean]: least.result.perSecond },
        usage: { ...main.usage, ...least.usage },
        missing: main.missing + least.result.missing,
      }
    })
}

/** Caller and store share a process: nothing but the store is measured. */
async function timed(file: URL, process: string, task: AcceptTask & { readonly source?: string }): Promise<Timed> {
  await using child = startChild(file)
  return await whileMeasured({ [process]: child.pid }, () => child.ask<AcceptResult>('run', task))
}

function trialOf(names: readonly string[], { result, usage }: Timed): Trial {
  const rates = names.map((name) => [name, result.perSecond] as const)
  return {
    values: { ...Object.fromEntries(rates), [`${names[0]}, p99`]: result.p99Ms },
    usage,
    missing: result.missing,
  }
}
