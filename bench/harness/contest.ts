import type { Better } from './figures.js'

/** One figure of a contest; it becomes one row of the report. */
export interface Metric {
  readonly name: string
  readonly unit: string
  readonly better: Better
}

/** What a process used while it was measured. */
export interface Usage {
  readonly cpuSeconds: number
  readonly rssMB: number
}

/** One contestant's result of one run. */
export interface Trial {
  /** By metric name. */
  readonly values: Readonly<Record<string, number>>
  /** By process name. */
  readonly usage: Readonly<Record<string, Usage>>
  /** Acts acknowledged to the caller that were not found when the stores were read back. */
  readonly missing: number
}

/** Measures once, from nothing, and leaves nothing behind. */
export type Contestant = () => Promise<Trial>

/** The same work done by us, by the least that could do it durably, and by a peer. */
export interface Contest {
  readonly metrics: readonly Metric[]
  /** null while our own side does not exist. */
  readonly ours: Contestant | null
  readonly floor: Contestant
  readonly peer: Contestant | null
  /** What a reader must know before setting us beside the peer. */
  readonly peerNote: string | null
}

export type Side = 'ours' | 'floor' | 'peer'
export const SIDES: readonly Side[] = ['ours', 'floor', 'peer']

/** A figure we want to reach; missing it is printed, never an error. */
export interface Aim {
  readonly row: string
  readonly figure: 'value' | 'ratioToFloor' | 'ratioToPeer'
  readonly bound: 'at least' | 'at most'
  readonly limit: number
}

export interface Workload {
  readonly contests: readonly Contest[]
  readonly aims: readonly Aim[]
}
