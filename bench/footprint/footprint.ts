import type { Contest, Workload } from '../harness/contest.js'
import { librariesOnly } from './floor.js'
import { programTrial } from './ours.js'
import { nameOf, type ProgramName, type Size } from './names.js'

/** What the two programs cost when they do nothing, empty and with many cases, beside a process that only loads the same libraries. */
export function footprint(quick: boolean): Workload {
  const sizes: readonly Size[] = quick ? [0, 1_000] : [0, 10_000, 100_000]
  return {
    contests: (['agent', 'gateway'] as const).flatMap((program) => sizes.map((size) => contest(program, size))),
    aims: [
      { row: `${nameOf('agent', 0)}, resident`, figure: 'value', bound: 'at most', limit: 120 },
      { row: `${nameOf('agent', 0)}, ready`, figure: 'value', bound: 'at most', limit: 1.5 },
    ],
  }
}

function contest(program: ProgramName, size: Size): Contest {
  const name = nameOf(program, size)
  return {
    metrics: [
      { name: `${name}, ready`, unit: 's', better: 'lower' },
      { name: `${name}, resident`, unit: 'MB', better: 'lower' },
    ],
    ours: programTrial(program, size),
    floor: librariesOnly(program, size),
    peer: null,
    peerNote: null,
  }
}
