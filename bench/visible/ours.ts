import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeKeys } from '../floors/keys.js'
import { startChild } from '../harness/child.js'
import type { Contestant } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { startBus } from '../ours/bus-keys.js'
import { allSeen } from './all-seen.js'
import { valuesOf } from './names.js'
import { delaysBetween, type Load, type Moments, WARM_UP } from './timing.js'

/** Our own three sites: village to county by gRPC with mutual TLS, county to city by NATS. */
export function ourVisibility(load: Load): Contestant {
  return () =>
    withFolder(async (folder) => {
      const keys = await makeKeys('village', 'county', 'city')
      const bus = await startBus(folder)
      await using nats = bus.server
      await using city = startChild(new URL('./city-process.js', import.meta.url))
      await using county = startChild(new URL('./county-process.js', import.meta.url))
      await using village = startChild(new URL('./village-process.js', import.meta.url))
      const of = (site: 'village' | 'county' | 'city') => ({
        folder: made(join(folder, site)),
        keys: keys[site],
        nats: nats.address,
      })
      const cityPort = await city.ask<number>('start', { ...of('city'), busKeys: bus.folders.city })
      const countyPort = await county.ask<number>('start', { ...of('county'), busKeys: bus.folders.county, parentPort: cityPort })
      await village.ask('start', { ...of('village'), parentPort: countyPort })
      const warm = await village.ask<Moments>('run', WARM_UP)
      const early = delaysBetween(warm, await allSeen(city, warm))
      const pids = { village: village.pid, county: county.pid, city: city.pid }
      const { result: accepted, usage } = await whileMeasured(pids, () => village.ask<Moments>('run', load))
      const delays = delaysBetween(accepted, await allSeen(city, accepted))
      return { values: valuesOf(load.perSecond, delays), usage, missing: early.missing + delays.missing }
    })
}

function made(folder: string): string {
  mkdirSync(folder)
  return folder
}
