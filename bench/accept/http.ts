import { randomBytes } from 'node:crypto'
import { startChild } from '../harness/child.js'
import type { Contest, Contestant } from '../harness/contest.js'
import { whileMeasured } from '../harness/usage.js'
import { EVENT_BYTES } from '../floors/case-tables.js'
import type { LoadResult, LoadTask } from './load-process.js'

/** The same registration over HTTP, beside a route that keeps nothing. */
export function httpContest(connections: number, count: number): Contest {
  const name = `accept over HTTP, ${connections} connection${connections === 1 ? '' : 's'}`
  return {
    metrics: [
      { name, unit: 'cases/s', better: 'higher' },
      { name: `${name}, p99`, unit: 'ms', better: 'lower' },
    ],
    ours: null,
    floor: emptyRoute(name, connections, count),
    peer: null,
    peerNote: null,
  }
}

function emptyRoute(name: string, connections: number, count: number): Contestant {
  return async () => {
    await using server = startChild(new URL('./empty-route-process.js', import.meta.url))
    await using load = startChild(new URL('./load-process.js', import.meta.url))
    const address = await server.ask<string>('start')
    const task = (bodies: readonly string[]): LoadTask => ({ url: `${address}/cases`, connections, bodies, headers: {} })
    await load.ask('run', task(emptyBodies(count / 10)))
    const bodies = emptyBodies(count)
    const { result, usage } = await whileMeasured({ site: server.pid, load: load.pid }, () =>
      load.ask<LoadResult>('run', task(bodies)),
    )
    return { values: { [name]: result.perSecond, [`${name}, p99`]: result.p99Ms }, usage, missing: 0 }
  }
}

function emptyBodies(count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    const caseId = randomBytes(16).toString('hex')
    return JSON.stringify({ caseId, form: 'x'.repeat(EVENT_BYTES - 60) })
  })
}
