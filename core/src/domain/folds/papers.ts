import type { PaperSubmitted, SupplementAsked } from '../case/event.js'
import { isSubmitted } from '../case/papers.js'
import type { CaseState } from '../case/state.js'

export function foldMaterials(state: CaseState, given: readonly PaperSubmitted[]): CaseState {
  return {
    ...state,
    materials: new Map([...state.materials, ...given.map((material) => [material.material, material] as const)]),
  }
}

export function foldSupplementAsked(state: CaseState, body: SupplementAsked): CaseState {
  const asked = new Map(state.supplementsAsked)
  for (const material of body.materials) asked.set(material, (asked.get(material) ?? 0) + 1)
  return { ...state, supplement: { materials: body.materials, dueBy: body.dueBy }, supplementsAsked: asked }
}

export function foldSupplementGiven(state: CaseState, given: readonly PaperSubmitted[]): CaseState {
  const open = stillAsked(state, given)
  const supplement = state.supplement === null || open.length === 0 ? null : { ...state.supplement, materials: open }
  return { ...foldMaterials(state, given), supplement }
}

/** Materials of the outstanding supplement that these papers leave open. */
export function stillAsked(state: CaseState, given: readonly PaperSubmitted[]): string[] {
  const here = new Set(given.filter(isSubmitted).map((material) => material.material))
  return (state.supplement?.materials ?? []).filter((material) => !here.has(material))
}
