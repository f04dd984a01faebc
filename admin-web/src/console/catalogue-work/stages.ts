import type { WorkStage } from '../catalogue/shapes.js'

export const stageColors: Readonly<Record<WorkStage, string>> = {
  draft: 'blue',
  'department-check': 'geekblue',
  'legal-review': 'purple',
  ready: 'orange',
  published: 'green',
  dropped: 'default',
}

/** The way of a work, one step after the other. */
export const chain: readonly WorkStage[] = ['draft', 'department-check', 'legal-review', 'ready', 'published']
