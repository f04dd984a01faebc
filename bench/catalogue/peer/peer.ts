import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchPeers } from '../../backlog/fetch-peers.js'
import { makeKeys } from '../../floors/keys.js'
import { startChild } from '../../harness/child.js'
import type { Contestant } from '../../harness/contest.js'
import { withFolder } from '../../harness/temp.js'
import { namesOf, stationNames, valuesOf } from '../names.js'
import { compressedBytes, revisionsOf } from '../revisions.js'
import type { CitySize } from '../sizes.js'
import { spreadOf } from '../spread.js'

/** What a reader must know of the peer. */
export const PULL_NOTE =
  'PouchDB 9.0.0 pulls live from express-pouchdb 4.2.0 over mutual TLS, one document per item; nothing is signed, and a station is counted once its own database holds the revisions'

/** The same change pulled by as many PouchDB databases on disk. */
export function pouchSpread(city: CitySize): Contestant {
  return () =>
    withFolder(async (folder) => {
      const peers = fetchPeers()
      const keys = await makeKeys('county', 'village')
      const { all, away } = stationNames(city)
      await using county = startChild(new URL('./pouch-county-process.js', import.meta.url))
      await using stations = startChild(new URL('./pouch-stations-process.js', import.meta.url))
      const [countyFolder, stationsFolder] = [join(folder, 'county'), join(folder, 'stations')]
      await Promise.all([mkdir(countyFolder), mkdir(stationsFolder)])
      const port = await county.ask<number>('start', { peers, folder: countyFolder, keys: keys.county, items: city.items })
      await stations.ask('start', { peers, folder: stationsFolder, keys: keys.village, port, stations: all })
      let revisions: readonly (readonly [string, string])[] = []
      const { spread, usage } = await spreadOf(city, {
        pids: { county: county.pid, stations: stations.pid },
        bytes: () => county.ask<number>('bytes'),
        leave: () => stations.ask('hangUp', away),
        publish: async (expected) => {
          const startMs = performance.now()
          revisions = await county.ask('publish')
          await stations.ask('hold', { stations: expected === all.length ? all : all.slice(away.length), revisions })
          return (performance.now() - startMs) / 1000
        },
        comeBack: async () => {
          await stations.ask('dial', away)
          await stations.ask('hold', { stations: all, revisions })
        },
      })
      return { values: valuesOf(namesOf(city), spread, compressedBytes(revisionsOf(city.items))), usage, missing: 0 }
    })
}
