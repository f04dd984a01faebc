import { makeKeys } from '../../floors/keys.js'
import { startChild } from '../../harness/child.js'
import type { Contestant } from '../../harness/contest.js'
import { withFolder } from '../../harness/temp.js'
import { namesOf, stationNames, valuesOf } from '../names.js'
import { compressedBytes, revisionsOf } from '../revisions.js'
import type { CitySize } from '../sizes.js'
import { spreadOf } from '../spread.js'
import type { FloorStations } from './floor-stations-process.js'

/**
 * The least that brings a change to every site and knows that it is there: the compressed change made once and written to one raw
 * stream per site over mutual TLS, a synced commit at each, and its hash as the answer. No signature, list or rule.
 */
export function spreadFloor(city: CitySize): Contestant {
  return () =>
    withFolder(async (folder) => {
      const keys = await makeKeys('county', 'village')
      const { all, stored, hollow, away } = stationNames(city)
      await using county = startChild(new URL('./floor-county-process.js', import.meta.url))
      await using stations = startChild(new URL('./floor-stations-process.js', import.meta.url))
      await using others = startChild(new URL('./floor-stations-process.js', import.meta.url))
      const port = await county.ask<number>('start', { keys: keys.county, items: city.items })
      const task = { keys: keys.village, port }
      await stations.ask('start', { ...task, folder, stations: stored } satisfies FloorStations)
      await others.ask('start', { ...task, folder: null, stations: hollow } satisfies FloorStations)
      const { spread, usage } = await spreadOf(city, {
        pids: { county: county.pid, stations: stations.pid },
        bytes: () => county.ask<number>('bytes'),
        leave: async () => {
          await county.ask('leave', away)
          await stations.ask('hangUp', away)
        },
        publish: (expected) => county.ask<number>('publish', expected),
        comeBack: async () => {
          await county.ask('back')
          await stations.ask('dial', away)
          await county.ask('proofs', all.length)
        },
      })
      return { values: valuesOf(namesOf(city), spread, compressedBytes(revisionsOf(city.items))), usage, missing: 0 }
    })
}
