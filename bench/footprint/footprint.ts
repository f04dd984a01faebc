import { fileURLToPath } from 'node:url'
import type { Contest, Contestant, Workload } from '../harness/contest.js'
import { bundled } from './bundle.js'
import { freePort, startProgram } from './program.js'

type ProgramName = 'agent' | 'gateway'

/** An idle program settles within that time: first requests are compiled, start-up garbage is collected. */
const SETTLE_MS = 2_000

/** What the two programs cost before they do anything, beside a process that only loads the same libraries. */
export function footprint(): Workload {
  return {
    contests: [contest('agent'), contest('gateway')],
    aims: [
      { row: 'agent, resident when empty', figure: 'value', bound: 'at most', limit: 120 },
      { row: 'agent, ready', figure: 'value', bound: 'at most', limit: 1.5 },
    ],
  }
}

function contest(program: ProgramName): Contest {
  return {
    metrics: [
      { name: `${program}, ready`, unit: 's', better: 'lower' },
      { name: `${program}, resident when empty`, unit: 'MB', better: 'lower' },
    ],
    ours: null,
    floor: librariesOnly(program),
    peer: null,
    peerNote: null,
  }
}

/** The agent's floor is one bundle like the agent itself; a gateway runs from its folder of modules. */
function librariesOnly(program: ProgramName): Contestant {
  return async () => {
    const entry = new URL(`./floor-${program}-program.js`, import.meta.url)
    const file = program === 'agent' ? await bundled(entry, 'floor-agent') : fileURLToPath(entry)
    const port = await freePort()
    await using started = await startProgram({
      file,
      nodeFlags: [],
      env: { PORT: String(port) },
      url: `http://127.0.0.1:${port}/healthz`,
    })
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const usage = started.usage()
    const values = { [`${program}, ready`]: started.readyMs / 1000, [`${program}, resident when empty`]: usage.rssMB }
    return { values, usage: { [program]: usage }, missing: 0 }
  }
}
