import type { ItemDraft } from '../item.js'
import { type Findings, refuses, repeated } from './finding.js'

/** Steps are there, told apart, and name an outside system exactly where they are handled in one. */
export function stepsAreWhole({ steps }: ItemDraft): Findings {
  return [
    steps.length === 0 && refuses('steps-missing', { path: '/steps', zh: '没有办理环节', en: 'There are no steps' }),
    ...repeated(steps.map(({ id }) => id)).map((id) =>
      refuses('id-repeated', { path: '/steps', zh: `环节编号 ${id} 重复`, en: `The step id ${id} stands twice` }),
    ),
    ...steps.map(
      (step, index) =>
        (step.kind === 'external') !== (step.externalSystem !== null) &&
        refuses('step-external', {
          path: `/steps/${index}/externalSystem`,
          zh: `环节 ${step.id}:外部系统办理须写系统名称,其他环节不得写`,
          en: `Step ${step.id}: an outside system is named exactly where the step is handled in one`,
        }),
    ),
  ]
}
