import { type Contest, type Contestant, SIDES, type Side, type Trial } from './contest.js'
import { rounded } from './figures.js'
import { type Row, rowsOf } from './row.js'

export interface MeasureOptions {
  readonly runs: number
  /** Sides to leave out, for example ours while a floor is tuned. */
  readonly without: readonly Side[]
  readonly log: (line: string) => void
}

/** Runs all sides of a contest in turn, each run beginning with another side so that no side always meets a warm machine. */
export async function measure(contest: Contest, options: MeasureOptions): Promise<readonly Row[]> {
  const trials: Record<Side, Trial[]> = { ours: [], floor: [], peer: [] }
  for (let run = 0; run < options.runs; run += 1) {
    for (const side of rotated(SIDES, run)) {
      const contestant: Contestant | null = options.without.includes(side) ? null : contest[side]
      if (contestant === null) continue
      const trial = await contestant()
      trials[side].push(trial)
      options.log(`run ${run + 1} of ${options.runs}, ${side}: ${inWords(contest, trial)}`)
    }
  }
  return rowsOf(contest, trials)
}

function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const start = by % values.length
  return [...values.slice(start), ...values.slice(0, start)]
}

function inWords(contest: Contest, trial: Trial): string {
  const figures = contest.metrics.map(({ name, unit }) => `${name} ${rounded(trial.values[name] ?? Number.NaN)} ${unit}`)
  return `${figures.join(', ')}${trial.missing > 0 ? `, MISSING ${trial.missing}` : ''}`
}
