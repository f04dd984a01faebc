import { startChild } from '../harness/child.js'
import type { Contestant, Workload } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { type CountyKeys, makeCountyKeys } from './keys.js'
import type { Returned, ReturnTask } from './tasks.js'

/** A county's stations all come back at once after an outage: full handshakes of mutual TLS, beside those of a bare TLS server. */
export function handshakes(quick: boolean): Workload {
  const count = quick ? 40 : 2_000
  const names = [`${count} handshakes`, `${count} dials let in`] as const
  let made: Promise<CountyKeys> | null = null
  const keys = () => (made ??= makeCountyKeys(count))
  const trial = (file: string, how: ReturnTask['how'], side: string): Contestant => {
    return () => withFolder((folder) => returnTo({ url: new URL(file, import.meta.url), how, side, folder }, keys, names))
  }
  return {
    contests: [
      {
        metrics: names.map((name) => ({ name, unit: 'ms', better: 'lower' })),
        ours: trial('./county-process.js', 'dial', 'county'),
        floor: trial('./floor-process.js', 'raw', 'tls server'),
        peer: null,
        peerNote: null,
      },
    ],
    // Half as long again as the bare handshakes.
    aims: [{ row: names[0], figure: 'ratioToFloor', bound: 'at least', limit: 1 / 1.5 }],
  }
}

interface Gateway {
  readonly url: URL
  readonly how: ReturnTask['how']
  readonly side: string
  readonly folder: string
}

async function returnTo({ url, how, side, folder }: Gateway, keys: () => Promise<CountyKeys>, names: readonly [string, string]) {
  const { county, stations } = await keys()
  await using gateway = startChild(url)
  await using machines = startChild(new URL('./stations-process.js', import.meta.url))
  const port = await gateway.ask<number>('start', { folder, keys: county, stations })
  const pids = { [side]: gateway.pid, stations: machines.pid }
  const { result, usage } = await whileMeasured(pids, () => machines.ask<Returned>('comeBack', { port, how, stations }))
  return { values: { [names[0]]: result.handshakesMs, [names[1]]: result.dialsMs }, usage, missing: result.missing }
}
