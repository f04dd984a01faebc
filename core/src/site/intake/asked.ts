import { formWarnings, type WarningTold } from '../../domain/catalogue-form/warnings.js'
import { answerProblems, askedGroups, materialsFor } from '../../domain/catalogue/scenarios.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { ItemVersion, Material, ScenarioGroup } from '../../domain/item.js'
import type { Site } from '../site.js'

/** What the guide asks for after so many answers: for the page at the counter, a consultation, the written list of papers. */
export interface Asked {
  /** The questions to put now, in their order; an answer may open further ones. */
  readonly groups: readonly ScenarioGroup[]
  /** Whether each of them has exactly one answer. */
  readonly isAnswered: boolean
  readonly materials: readonly Material[]
  /** Values of the form that pass a bound: told, and no reason to refuse. */
  readonly warnings: readonly WarningTold[]
}

/** Questions, papers and warnings for these answers and this form, as of today. */
export function askedFor(site: Site, item: ItemVersion, answers: readonly string[], form: unknown): Asked {
  return {
    groups: askedGroups(item, answers),
    isAnswered: answerProblems(item, answers) === null,
    materials: materialsFor(item, answers),
    warnings: formWarnings(item.form, form, localDateOf(site.clock.now().estimateMs)),
  }
}
