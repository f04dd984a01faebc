import type { Metric } from '../harness/contest.js'
import type { CitySize } from './sizes.js'

/** The figures of one city, by what they say. */
export interface SpreadNames {
  readonly proven: string
  readonly back: string
  readonly bytes: string
  readonly cpu: string
}

export function namesOf({ sites }: CitySize): SpreadNames {
  const all = `${sites.toLocaleString('en')} sites`
  return {
    proven: `${all}, every reachable one has proven the edition`,
    back: `${all}, those that were away have proven it`,
    bytes: `${all}, bytes per site to the compressed change`,
    cpu: `${all}, the county's processor per site`,
  }
}

export function metricsOf(names: SpreadNames): readonly Metric[] {
  const lower = (name: string, unit: string): Metric => ({ name, unit, better: 'lower' })
  return [lower(names.proven, 's'), lower(names.back, 's'), lower(names.bytes, '×'), lower(names.cpu, 'ms')]
}

/** Sites below the county, the stored ones first. */
export function stationNames({ sites, stored, away }: CitySize) {
  const all = Array.from({ length: sites }, (_, index) => `village-${String(index + 1).padStart(4, '0')}`)
  return { all, stored: all.slice(0, stored), hollow: all.slice(stored), away: all.slice(0, away) }
}

/** What a run measured of the spreading of editions. */
export interface Spread {
  readonly provenSeconds: number
  readonly backSeconds: number
  /** Of one edition. */
  readonly bytesPerSite: number
  /** Of one edition. */
  readonly cpuSecondsPerSite: number
}

export function valuesOf(names: SpreadNames, spread: Spread, changeBytes: number): Readonly<Record<string, number>> {
  return {
    [names.proven]: spread.provenSeconds,
    [names.back]: spread.backSeconds,
    [names.bytes]: spread.bytesPerSite / changeBytes,
    [names.cpu]: spread.cpuSecondsPerSite * 1000,
  }
}
