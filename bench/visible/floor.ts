import { join } from 'node:path'
import { makeKeys } from '../floors/keys.js'
import { startChild } from '../harness/child.js'
import type { Contestant } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { NatsServer } from '../../test/process/nats-server.js'
import { allSeen } from './all-seen.js'
import { valuesOf } from './names.js'
import { delaysBetween, type Load, type Moments, WARM_UP } from './timing.js'

/**
 * The sum of the raw hops: a synced commit in the village, one frame over mutual TLS, a synced commit in the county, one message
 * through JetStream in memory, a synced commit in the city. Nobody answers anybody.
 */
export function visibleFloor(load: Load): Contestant {
  return () =>
    withFolder(async (folder) => {
      const keys = await makeKeys('village', 'county')
      await using nats = await NatsServer.start()
      await using city = startChild(new URL('./floor-city-process.js', import.meta.url))
      await using county = startChild(new URL('./floor-county-process.js', import.meta.url))
      await using village = startChild(new URL('./floor-village-process.js', import.meta.url))
      await city.ask('start', { path: join(folder, 'city.db'), nats: nats.address })
      const port = await county.ask<number>('start', { path: join(folder, 'county.db'), keys: keys.county, nats: nats.address })
      await village.ask('start', { path: join(folder, 'village.db'), keys: keys.village, port })
      const warm = await village.ask<Moments>('run', WARM_UP)
      await allSeen(city, warm)
      const pids = { village: village.pid, county: county.pid, city: city.pid }
      const { result: accepted, usage } = await whileMeasured(pids, () => village.ask<Moments>('run', load))
      const delays = delaysBetween(accepted, await allSeen(city, accepted))
      return { values: valuesOf(load.perSecond, delays), usage, missing: delays.missing }
    })
}
