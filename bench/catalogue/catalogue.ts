import type { Aim, Contest, Workload } from '../harness/contest.js'
import { firstSyncFloor } from './first-sync/floor.js'
import { firstSyncMetrics, firstSyncNames } from './first-sync/names.js'
import { ourFirstSync } from './first-sync/ours.js'
import { spreadFloor } from './floor/floor.js'
import { ourSpread } from './ours/ours.js'
import { growthOf } from './growth.js'
import { metricsOf, namesOf } from './names.js'
import { PULL_NOTE, pouchSpread } from './peer/peer.js'
import { type CitySize, cityOf, manyOf } from './sizes.js'

/** A change of the item catalogue on its way to every site, until each has proven that it holds it; and a whole one on a slow line. */
export function catalogue(quick: boolean): Workload {
  const [city, many] = [cityOf(quick), manyOf(quick)]
  const [ours, floor] = [growthOf(city, many, ourSpread), growthOf(city, many, spreadFloor)]
  const { metric } = ours
  return {
    contests: [
      { metrics: metricsOf(namesOf(city)), ours: ours.small, floor: floor.small, peer: pouchSpread(city), peerNote: PULL_NOTE },
      // Two thousand databases of a peer do not fit one machine, and it has no hollow ones.
      {
        metrics: [...metricsOf(namesOf(many)), metric],
        ours: ours.large,
        floor: floor.large,
        peer: null,
        peerNote: null,
      },
      firstSync(city),
    ],
    aims: [
      ...[city, many].map(bytesAim),
      { row: metric.name, figure: 'value', bound: 'at most', limit: 1 },
      ...firstSyncAims(city),
    ],
  }
}

/** Of the changed items' new contents, compressed in one stream. */
const MOST_BYTES = 1.2

function bytesAim(city: CitySize): Aim {
  return { row: namesOf(city).bytes, figure: 'value', bound: 'at most', limit: MOST_BYTES }
}

function firstSync(city: CitySize): Contest {
  const metrics = firstSyncMetrics(firstSyncNames(city.items))
  return { metrics, ours: ourFirstSync(city), floor: firstSyncFloor(city.items), peer: null, peerNote: null }
}

/** Beside the floor over the same line, and beside what the line takes for the bytes we sent. */
function firstSyncAims({ items }: CitySize): readonly Aim[] {
  const { seconds, line } = firstSyncNames(items)
  return [
    { row: seconds, figure: 'ratioToFloor', bound: 'at least', limit: 1 / LONGEST },
    { row: line, figure: 'value', bound: 'at most', limit: LONGEST },
  ]
}

/** Of the line's own time. */
const LONGEST = 1.3
