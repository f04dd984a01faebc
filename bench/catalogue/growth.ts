import type { Contestant, Metric } from '../harness/contest.js'
import { namesOf } from './names.js'
import type { CitySize } from './sizes.js'

/** Two cities of one contestant: what the county spends on a site of the large one, against a site of the small one. */
export interface Growth {
  readonly small: Contestant
  readonly large: Contestant
  readonly metric: Metric
}

/** Each run of the large city stands beside the run of the small one that was made in the same command, or makes one. */
export function growthOf(small: CitySize, large: CitySize, spread: (city: CitySize) => Contestant): Growth {
  const metric = growthMetric(small, large)
  const seen: number[] = []
  const runSmall = async () => {
    const trial = await spread(small)()
    seen.push(trial.values[namesOf(small).cpu] ?? Number.NaN)
    return trial
  }
  const runLarge = async () => {
    if (seen.length === 0) await runSmall()
    const trial = await spread(large)()
    const growth = (trial.values[namesOf(large).cpu] ?? Number.NaN) / (seen.shift() ?? Number.NaN)
    return { ...trial, values: { ...trial.values, [metric.name]: growth } }
  }
  return { small: runSmall, large: runLarge, metric }
}

/** Above 1 the county's work grows faster than sites × items. */
function growthMetric(small: CitySize, large: CitySize): Metric {
  const name = `${namesOf(large).cpu}, to that at ${small.sites} sites`
  return { name, unit: '×', better: 'lower' }
}
