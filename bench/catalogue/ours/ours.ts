import { join } from 'node:path'
import { startChild } from '../../harness/child.js'
import type { Contestant } from '../../harness/contest.js'
import { withFolder } from '../../harness/temp.js'
import { copyStore } from '../../ours/copy-store.js'
import { namesOf, stationNames, valuesOf } from '../names.js'
import { compressedBytes, revisionsOf } from '../revisions.js'
import type { CitySize } from '../sizes.js'
import { spreadOf } from '../spread.js'
import { type Prepared, prepared } from './prepared.js'
import { withoutContents } from './read-back.js'

/** The county publishes, its sites fetch and prove; sites, links and gRPC over mutual TLS are ours, hollow sites answer as ours do. */
export function ourSpread(city: CitySize): Contestant {
  return async () => {
    const city_ = await prepared(city)
    return withFolder((folder) => run(city, city_, folder))
  }
}

async function run(city: CitySize, { county, countyFolder, villageFolder, hollow, keys }: Prepared, folder: string) {
  const { all, stored, away } = stationNames(city)
  await using gateway = startChild(new URL('./county-process.js', import.meta.url))
  await using stations = startChild(new URL('./stations-process.js', import.meta.url))
  await using others = startChild(new URL('./hollow-process.js', import.meta.url))
  await copyStore(countyFolder, join(folder, 'county'))
  const own = { folder: join(folder, 'county'), keys: keys.get('county'), county, items: city.items }
  const port = await gateway.ask<number>('start', own)
  await stations.ask('start', { folder, villageFolder, port, sites: stored, keys: some(keys, stored) })
  await others.ask('start', { items: city.items, port, sites: hollow, keys: some(keys, all) })
  await gateway.ask('proven', stored)
  const { spread, usage } = await spreadOf(city, {
    pids: { county: gateway.pid, stations: stations.pid },
    bytes: () => gateway.ask<number>('bytes'),
    leave: () => stations.ask('hangUp', away),
    publish: (expected) => gateway.ask<number>('publish', expected === all.length ? all : all.slice(away.length)),
    comeBack: async () => {
      await stations.ask('dial', away)
      await gateway.ask('proven', all)
    },
  })
  await stations.ask('stop')
  await gateway.ask('stop')
  const revisions = revisionsOf(city.items)
  const missing = withoutContents(folder, stored, revisions).length
  return { values: valuesOf(namesOf(city), spread, compressedBytes(revisions)), usage, missing }
}

function some<T>(from: ReadonlyMap<string, T>, names: readonly string[]): ReadonlyMap<string, T> {
  return new Map([...from].filter(([name]) => names.includes(name)))
}
