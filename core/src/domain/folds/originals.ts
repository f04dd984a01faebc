import type { CaseEvent, PaperSubmitted } from '../case/event.js'
import type { CaseState, OriginalState } from '../case/state.js'
import type { MaterialId, PlaceId } from '../values.js'

/** Under which a certificate made by the decision stands among the originals. */
export const RESULT: MaterialId = 'result'

type Change = readonly [MaterialId, OriginalState]

/** Where each original is: taken in at a counter, made by a decision, sent off, arrived, missing, given back. */
export function foldOriginals(state: CaseState, event: CaseEvent): CaseState {
  const changes = changesBy(state, event)
  return changes.length === 0 ? state : { ...state, originals: new Map([...state.originals, ...changes]) }
}

function changesBy(state: CaseState, { body, author, time }: CaseEvent): readonly Change[] {
  const here = resting(author.place, time.legalMs)
  switch (body.type) {
    case 'registered':
    case 'supplement-given':
      return takenIn(body.materials, here)
    case 'paper-added':
      return takenIn([body.material], here)
    case 'decided':
      return body.certificateNumber === null ? [] : [[RESULT, here]]
    case 'delivered':
      return state.originals.has(RESULT) ? [[RESULT, resting(null, time.legalMs)]] : []
    case 'originals-handed-on': {
      const { to, bag } = body
      const sent = to === null ? resting(null, time.legalMs) : { ...here, to, bag }
      return body.materials.map((material) => [material, sent])
    }
    case 'originals-received':
      return [...body.materials.map((material): Change => [material, here]), ...lost(state, body.missing, time.legalMs)]
    default:
      return []
  }
}

function takenIn(materials: readonly PaperSubmitted[], here: OriginalState): readonly Change[] {
  return materials.filter(({ originals }) => originals > 0).map(({ material }) => [material, here])
}

function lost(state: CaseState, missing: readonly MaterialId[], sinceMs: number): readonly Change[] {
  return missing.flatMap((material) => {
    const was = state.originals.get(material)
    return was === undefined ? [] : [[material, { ...was, sinceMs, missing: true }] as const]
  })
}

function resting(holder: PlaceId | null, sinceMs: number): OriginalState {
  return { holder, to: null, bag: null, sinceMs, missing: false }
}
