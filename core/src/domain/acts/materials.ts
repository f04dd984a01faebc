import type { Facts } from '../case/command.js'
import type { PaperSubmitted } from '../case/event.js'
import { isSubmitted } from '../case/papers.js'
import type { CaseState } from '../case/state.js'
import { materialsFor } from '../catalogue/scenarios.js'
import { refused, type Refusal } from '../decider.js'
import { MANDATE_PAPER } from '../documents/kinds.js'
import type { ItemVersion, Material } from '../item.js'
import type { MaterialId } from '../values.js'

/** Materials the item knows, and the signed mandate of a station, which goes with any item; each once. */
export function refuseMaterials(item: ItemVersion, given: readonly PaperSubmitted[]): Refusal | null {
  const known = new Set([MANDATE_PAPER, ...item.materials.map(({ id }) => id)])
  const seen = new Set<MaterialId>()
  for (const { material } of given) {
    if (!known.has(material) || seen.has(material)) return refused('input/invalid', `material ${material}`)
    seen.add(material)
  }
  return null
}

/** Whether acceptance must wait: for papers never submitted, or submitted and still on their way. */
export function refuseIncomplete(state: CaseState, item: ItemVersion, facts: Facts): Refusal | null {
  const missing = missingMaterials(item, state.scenarioAnswers, state.materials)
  if (missing.length > 0) return refused('paper/missing', missing.join(' '))
  const awaited = papersToHold(state, item).filter((hash) => !facts.holdsPaper(hash))
  return awaited.length > 0 ? refused('paper/awaited', awaited.join(' ')) : null
}

/** Required materials of the scenarios chosen that the applicant must bring, and that were never submitted, neither scanned nor on paper. */
export function missingMaterials(
  item: ItemVersion,
  answers: readonly string[],
  given: ReadonlyMap<MaterialId, PaperSubmitted>,
): MaterialId[] {
  const ids = requiredOf(item, answers).map(({ id }) => id)
  return ids.filter((id) => !isSubmitted(given.get(id)))
}

/** Form, applicant and the required papers; those that may follow (容缺后补) are not waited for. */
function papersToHold(state: CaseState, item: ItemVersion): string[] {
  const scans = requiredOf(item, state.scenarioAnswers).map(({ id }) => state.materials.get(id)?.paper)
  return [state.applicant, state.form, ...scans].flatMap((paper) => paper?.hash ?? [])
}

function requiredOf(item: ItemVersion, answers: readonly string[]): Material[] {
  return materialsFor(item, answers).filter(({ necessity, format }) => necessity === 'required' && format !== 'automatic')
}
