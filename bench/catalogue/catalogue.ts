import type { Contest, Workload } from '../harness/contest.js'
import { spreadFloor } from './floor/floor.js'
import { metricsOf, namesOf } from './names.js'
import { type CitySize, cityOf, manyOf } from './sizes.js'

/** A change of the item catalogue on its way to every site, until each has proven that it holds it. */
export function catalogue(quick: boolean): Workload {
  return { contests: [cityOf(quick), manyOf(quick)].map(contest), aims: [] }
}

function contest(city: CitySize): Contest {
  return { metrics: metricsOf(namesOf(city)), ours: null, floor: spreadFloor(city), peer: null, peerNote: null }
}
