import type { Usage } from '../harness/contest.js'
import { whileMeasured } from '../harness/usage.js'
import type { Spread } from './names.js'
import { type CitySize, EDITIONS } from './sizes.js'

/** A county with its sites connected and at rest. */
export interface Published {
  readonly pids: Readonly<Record<'county' | 'stations', number>>
  /** Over all connections of the county so far. */
  bytes(): Promise<number>
  /** Cuts some off. */
  leave(): Promise<void>
  /** Publishes the next edition; seconds until so many sites have proven it. */
  publish(expected: number): Promise<number>
  /** Gives those cut off their line back; resolves when they have proven it too. */
  comeBack(): Promise<void>
}

/** One edition while some are away, who then come back; one while all are there. */
export async function spreadOf(city: CitySize, published: Published) {
  const bytesBefore = await published.bytes()
  await published.leave()
  const { result, usage } = await whileMeasured(published.pids, () => editions(city, published))
  const bytes = (await published.bytes()) - bytesBefore
  const spread: Spread = {
    ...result,
    bytesPerSite: bytes / city.sites / EDITIONS,
    cpuSecondsPerSite: (usage['county'] as Usage).cpuSeconds / city.sites / EDITIONS,
  }
  return { spread, usage }
}

async function editions({ sites, away }: CitySize, published: Published) {
  const first = await published.publish(sites - away)
  const startMs = performance.now()
  await published.comeBack()
  const backSeconds = (performance.now() - startMs) / 1000
  const second = await published.publish(sites)
  return { provenSeconds: (first + second) / EDITIONS, backSeconds }
}
