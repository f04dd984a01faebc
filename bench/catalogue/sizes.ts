/** How large a city a run has. */
export interface CitySize {
  readonly items: number
  /** All sites below the county. */
  readonly sites: number
  /** Those of them with a store on disk; the others answer as a site does and keep nothing. */
  readonly stored: number
  /** Stored ones whose line is cut every other edition. */
  readonly away: number
}

/** Part of the items that one edition changes. */
export const SHARE = 0.03
/** Editions published while a run is measured: one while some sites are away, one while all are there. */
export const EDITIONS = 2

/** A city as large as one county centre serves, or small enough to show that everything runs. */
export function cityOf(quick: boolean): CitySize {
  return quick ? { items: 300, sites: 12, stored: 12, away: 2 } : { items: 1_500, sites: 60, stored: 60, away: 10 }
}

/** The same county with as many sites as a province's largest. */
export function manyOf(quick: boolean): CitySize {
  return { ...cityOf(quick), sites: quick ? 60 : 2_000 }
}

/** A village's line: 1 Mbit/s each way. */
export const LINE_BYTES_PER_SECOND = 125_000
