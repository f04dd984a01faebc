import { randomBytes } from 'node:crypto'
import { EVENT_BYTES } from '../floors/case-tables.js'
import { startChild } from '../harness/child.js'
import type { Contest, Trial } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { acting, makeRegistration } from '../ours/world.js'
import type { LoadResult, LoadTask } from './load-process.js'
import { signIn } from '../ours/signed-in.js'
import { missingIn } from '../ours/read-back.js'

/** The same registration over HTTP, loaded from a second process, beside a route that keeps nothing. */
export function httpContest(connections: number, count: number): Contest {
  const name = `accept over HTTP, ${connections} connection${connections === 1 ? '' : 's'}`
  return {
    metrics: [
      { name, unit: 'cases/s', better: 'higher' },
      { name: `${name}, p99`, unit: 'ms', better: 'lower' },
    ],
    ours: () => withFolder((folder) => counterTrial(name, connections, count, folder)),
    floor: () => emptyRouteTrial(name, connections, count),
    peer: null,
    peerNote: null,
  }
}

async function counterTrial(name: string, connections: number, count: number, folder: string): Promise<Trial> {
  await using site = startChild(new URL('./http-site-process.js', import.meta.url))
  await using load = startChild(new URL('./load-process.js', import.meta.url))
  const base = await site.ask<string>('start', folder)
  const url = `${base}/api/cases`
  const headers = await signIn(base, acting.person, acting.place)
  const task = (bodies: readonly string[]): LoadTask => ({ url, connections, bodies, headers })
  const warm = await load.ask<LoadResult>('run', task(made(count / 10, registrationBody)))
  const pids = { site: site.pid, load: load.pid }
  const bodies = made(count, registrationBody)
  const { result, usage } = await whileMeasured(pids, () => load.ask<LoadResult>('run', task(bodies)))
  await site.ask('stop')
  const caseIds = [...warm.answers, ...result.answers].map((answer) => (JSON.parse(answer) as { caseId: string }).caseId)
  return trialOf(name, result, usage, missingIn(folder, caseIds))
}

async function emptyRouteTrial(name: string, connections: number, count: number): Promise<Trial> {
  await using route = startChild(new URL('./empty-route-process.js', import.meta.url))
  await using load = startChild(new URL('./load-process.js', import.meta.url))
  const url = `${await route.ask<string>('start')}/cases`
  const task = (bodies: readonly string[]): LoadTask => ({ url, connections, bodies, headers: {} })
  await load.ask('run', task(made(count / 10, emptyBody)))
  const pids = { 'empty route': route.pid, load: load.pid }
  const bodies = made(count, emptyBody)
  const { result, usage } = await whileMeasured(pids, () => load.ask<LoadResult>('run', task(bodies)))
  return trialOf(name, result, usage, 0)
}

function trialOf(name: string, { perSecond, p99Ms }: LoadResult, usage: Trial['usage'], missing: number): Trial {
  return { values: { [name]: perSecond, [`${name}, p99`]: p99Ms }, usage, missing }
}

function made(count: number, body: () => string): readonly string[] {
  return Array.from({ length: count }, body)
}

function registrationBody(): string {
  const { application, requestId } = makeRegistration()
  return JSON.stringify({ application, requestId })
}

function emptyBody(): string {
  const caseId = randomBytes(16).toString('hex')
  return JSON.stringify({ caseId, form: 'x'.repeat(EVENT_BYTES - caseId.length) })
}
