import type { LocalDate } from './values.js'

/**
 * Official working days (行政许可法 82): weekdays, less statutory holidays, plus the weekend days
 * worked in exchange (调休). Years outside `published` have only their weekends, so dates there are provisional.
 */
export interface Calendar {
  readonly version: string
  readonly publishedFromYear: number
  readonly publishedToYear: number
  /** Weekend days worked. */
  readonly workdays: ReadonlySet<LocalDate>
  /** Weekdays off. */
  readonly holidays: ReadonlySet<LocalDate>
}
