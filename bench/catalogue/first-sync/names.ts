import type { Metric } from '../../harness/contest.js'
import { median, percentile } from '../../harness/figures.js'
import { LINE_BYTES_PER_SECOND } from '../sizes.js'

export interface FirstSyncNames {
  readonly seconds: string
  readonly line: string
  readonly median: string
  readonly slowest: string
}

export function firstSyncNames(items: number): FirstSyncNames {
  const sync = `first sync of ${items.toLocaleString('en')} items over 1 Mbit/s`
  return {
    seconds: sync,
    line: `${sync}, to the line's own time for its bytes`,
    median: `${sync}, a case meanwhile`,
    slowest: `${sync}, a case meanwhile, p95`,
  }
}

export function firstSyncMetrics(names: FirstSyncNames): readonly Metric[] {
  const lower = (name: string, unit: string): Metric => ({ name, unit, better: 'lower' })
  return [lower(names.seconds, 's'), lower(names.line, '×'), lower(names.median, 'ms'), lower(names.slowest, 'ms')]
}

/** What a run measured: until the county had the proof, what passed downward, and how long each case took to be acknowledged. */
export interface FirstSync {
  readonly seconds: number
  readonly downBytes: number
  readonly caseMs: readonly number[]
}

export function firstSyncValues(names: FirstSyncNames, { seconds, downBytes, caseMs }: FirstSync) {
  return {
    [names.seconds]: seconds,
    [names.line]: seconds / (downBytes / LINE_BYTES_PER_SECOND),
    [names.median]: median(caseMs),
    [names.slowest]: percentile(caseMs, 0.95),
  }
}

/** A busy station's cases come slower; these show what a case waits for. */
export const CASE_EVERY_MS = 250
