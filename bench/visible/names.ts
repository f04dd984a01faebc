import type { Delays } from './timing.js'

export const FIGURES = ['p50', 'p95', 'p99'] as const

export function nameOf(perSecond: number): string {
  return `visible at ${perSecond}/s`
}

/** The figures of one run by metric name. */
export function valuesOf(perSecond: number, delays: Delays): Readonly<Record<string, number>> {
  return Object.fromEntries(FIGURES.map((figure) => [`${nameOf(perSecond)}, ${figure}`, delays[figure]]))
}
