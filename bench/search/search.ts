import { Random } from '../../test/network/random.js'
import type { Contestant, Workload } from '../harness/contest.js'
import { median, percentile } from '../harness/figures.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { ITEMS, listed, type Listed } from './counties.js'
import { floor } from './floor.js'
import { ours } from './ours.js'
import { makeQuery, type Query, type Way, WAYS } from './queries.js'

/** One side of the contest, its store filled. */
export interface Finder {
  readonly find: (query: Query) => number
  readonly close: () => Promise<void>
}

/** What a person does not notice waiting for. */
const AIM_MS = 50

/** Finding items in a station's own store, one question after the other: the median of each way of asking, and the slowest hundredth of all. */
export function search(quick: boolean): Workload {
  const asked = quick ? 30 : 200
  const all = listed(() => 'place-county')
  return {
    contests: [
      {
        metrics: [...WAYS.map((way) => ({ name: rowOf(way), unit: 'ms', better: 'lower' as const })), slowest],
        ours: trial('station', ours, all, asked),
        floor: trial('bare LIKE', floor, all, asked),
        peer: null,
        peerNote: null,
      },
    ],
    aims: [...WAYS.map(rowOf), slowest.name].map((row) => ({ row, figure: 'value', bound: 'at most', limit: AIM_MS })),
  }
}

const slowest = { name: `${ITEMS} items, any, p99`, unit: 'ms', better: 'lower' } as const

function rowOf(way: Way): string {
  return `${ITEMS} items, ${way}`
}

function trial(name: string, open: (folder: string, all: Listed) => Promise<Finder>, all: Listed, asked: number): Contestant {
  return () =>
    withFolder(async (folder) => {
      const finder = await open(folder, all)
      try {
        const { result, usage } = await whileMeasured({ [name]: process.pid }, async () => ask(finder, all, asked))
        const { times, missing } = result
        const medians = [...times].map(([way, times]) => [rowOf(way), median(times)] as const)
        const every = [...times.values()].flat()
        return { values: { ...Object.fromEntries(medians), [slowest.name]: percentile(every, 0.99) }, usage, missing }
      } finally {
        await finder.close()
      }
    })
}

/** Ways take turns, so that none meets a store that has just been asked the same. */
function ask(
  finder: Finder,
  all: Listed,
  asked: number,
): { readonly times: ReadonlyMap<Way, readonly number[]>; readonly missing: number } {
  let missing = 0
  const random = new Random(1)
  const times = new Map(WAYS.map((way): [Way, number[]] => [way, []]))
  for (let round = 0; round < asked; round += 1) {
    for (const [way, taken] of times) {
      const query = makeQuery(random, way, all)
      const before = performance.now()
      const found = finder.find(query)
      taken.push(performance.now() - before)
      if (found === 0 && query.mustFind) missing += 1
    }
  }
  return { times, missing }
}
