import type { Contest, Workload } from '../harness/contest.js'
import { visibleFloor } from './floor.js'
import { FIGURES, nameOf } from './names.js'
import { ourVisibility } from './ours.js'
import type { Load } from './timing.js'

/** From the acceptance of a case in a village to its commit in the city, at several rates. */
export function visible(quick: boolean): Workload {
  const loads: readonly Load[] = [
    { perSecond: 1, seconds: quick ? 3 : 20 },
    { perSecond: 50, seconds: quick ? 2 : 10 },
    { perSecond: 200, seconds: quick ? 2 : 10 },
  ]
  return {
    contests: loads.map(contest),
    // Under five times the sum of the raw hops.
    aims: [{ row: `${nameOf(50)}, p99`, figure: 'ratioToFloor', bound: 'at least', limit: 1 / 5 }],
  }
}

function contest(load: Load): Contest {
  return {
    metrics: FIGURES.map((figure) => ({ name: `${nameOf(load.perSecond)}, ${figure}`, unit: 'ms', better: 'lower' })),
    ours: ourVisibility(load),
    floor: visibleFloor(load),
    peer: null,
    peerNote: null,
  }
}
