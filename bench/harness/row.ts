import { type Contest, type Metric, SIDES, type Side, type Trial } from './contest.js'
import { median, ratio, rounded, spread, type Better } from './figures.js'

/** One line of the report; figures of a side that was not measured are null. */
export interface Row {
  readonly name: string
  readonly unit: string
  readonly better: Better
  readonly runs: readonly number[]
  readonly value: number | null
  readonly spread: number | null
  readonly floor: number | null
  readonly peer: number | null
  readonly peerNote: string | null
  readonly ratioToFloor: number | null
  readonly ratioToPeer: number | null
  readonly cpuSeconds: Readonly<Record<string, number>>
  readonly rssMB: Readonly<Record<string, number>>
  readonly missing: number
}

export type Trials = Readonly<Record<Side, readonly Trial[]>>

/** The rows of a contest, one for each of its metrics. */
export function rowsOf(contest: Contest, trials: Trials): readonly Row[] {
  return contest.metrics.map((metric) => rowOf(metric, contest.peerNote, trials))
}

function rowOf(metric: Metric, peerNote: string | null, trials: Trials): Row {
  const runs = valuesOf(metric, trials.ours)
  const value = medianOrNull(runs)
  const floor = medianOrNull(valuesOf(metric, trials.floor))
  const peer = medianOrNull(valuesOf(metric, trials.peer))
  return {
    ...metric,
    runs: runs.map(rounded),
    value,
    spread: runs.length === 0 ? null : rounded(spread(runs)),
    floor,
    peer,
    peerNote,
    ratioToFloor: ratioOrNull(value, floor, metric.better),
    ratioToPeer: ratioOrNull(value, peer, metric.better),
    cpuSeconds: usageOf(trials, 'cpuSeconds', median),
    rssMB: usageOf(trials, 'rssMB', (values) => Math.max(...values)),
    missing: missingIn(trials),
  }
}

function valuesOf(metric: Metric, trials: readonly Trial[]): readonly number[] {
  return trials.map((trial) => {
    const value = trial.values[metric.name]
    if (value === undefined) throw new Error(`a run gave no figure for ${metric.name}`)
    return value
  })
}

function medianOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(median(values))
}

function ratioOrNull(value: number | null, other: number | null, better: Better): number | null {
  return value === null || other === null ? null : rounded(ratio(value, other, better))
}

/** By process over all runs; processes of the floor and the peer carry their side's name. */
function usageOf(trials: Trials, figure: 'cpuSeconds' | 'rssMB', join: (values: readonly number[]) => number) {
  const collected = new Map<string, number[]>()
  for (const side of SIDES) {
    for (const trial of trials[side]) {
      for (const [process, usage] of Object.entries(trial.usage)) {
        const name = side === 'ours' ? process : `${side} ${process}`
        collected.set(name, [...(collected.get(name) ?? []), usage[figure]])
      }
    }
  }
  return Object.fromEntries([...collected].map(([name, values]) => [name, rounded(join(values))]))
}

/** An act missing on any side: a floor that loses what it acknowledged is no floor. */
function missingIn(trials: Trials): number {
  return SIDES.flatMap((side) => trials[side]).reduce((sum, trial) => sum + trial.missing, 0)
}
