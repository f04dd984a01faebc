import type { Contest, Workload } from '../harness/contest.js'
import { firstSyncFloor } from './first-sync/floor.js'
import { firstSyncMetrics, firstSyncNames } from './first-sync/names.js'
import { spreadFloor } from './floor/floor.js'
import { ourSpread } from './ours/ours.js'
import { metricsOf, namesOf } from './names.js'
import { PULL_NOTE, pouchSpread } from './peer/peer.js'
import { type CitySize, cityOf, manyOf } from './sizes.js'

/** A change of the item catalogue on its way to every site, until each has proven that it holds it. */
export function catalogue(quick: boolean): Workload {
  const [city, many] = [cityOf(quick), manyOf(quick)]
  return {
    contests: [
      { ...contest(city), peer: pouchSpread(city), peerNote: PULL_NOTE },
      // Two thousand databases of a peer do not fit one machine, and it has no hollow ones.
      { ...contest(many), peer: null, peerNote: null },
      firstSync(city.items),
    ],
    aims: [city, many].map((size) => ({ row: namesOf(size).bytes, figure: 'value', bound: 'at most', limit: MOST_BYTES })),
  }
}

/** Of the changed items' new contents, compressed in one stream. */
const MOST_BYTES = 1.2

function contest(city: CitySize): Omit<Contest, 'peer' | 'peerNote'> {
  return { metrics: metricsOf(namesOf(city)), ours: ourSpread(city), floor: spreadFloor(city) }
}

function firstSync(items: number): Contest {
  const metrics = firstSyncMetrics(firstSyncNames(items))
  return { metrics, ours: null, floor: firstSyncFloor(items), peer: null, peerNote: null }
}
