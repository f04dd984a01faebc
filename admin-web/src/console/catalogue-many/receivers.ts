import { useDirectory } from '../../counter/acts/directory-field.js'
import type { Level } from '../catalogue/shapes.js'

export interface Organ {
  readonly id: string
  readonly name: string
  readonly level: Level
  readonly nature: 'administrative' | 'authorised' | 'entrusted'
}

/** Organs below that may hold a power: a village committee is none, and only administrative ones are given any (行政许可法 24). */
export function useReceivers(): readonly Organ[] {
  const organs = useDirectory<{ readonly organs: readonly Organ[] }>('/api/organs').data?.organs ?? []
  return organs.filter(({ level, nature }) => nature === 'administrative' && (level === 'township' || level === 'county'))
}
