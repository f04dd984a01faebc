import type { RequestableAct } from '../case/command.js'
import type { CaseState, OriginalState } from '../case/state.js'
import { refused, type Refusal } from '../decider.js'
import { currentPlace } from '../roster-view.js'
import type { MaterialId, PlaceId } from '../values.js'
import { propose, type CaseDecision, type Context } from '../acts/context.js'

type Act<Name extends string> = Extract<RequestableAct, { readonly act: Name }>

/** 原件移交: by the place that has them, to a place that can answer for the case, or back to the applicant. */
export function handOnOriginals(context: Context, { act: _act, ...act }: Act<'hand-on-originals'>): CaseDecision {
  const { state, by } = context
  const refusal =
    refuseList(act.materials) ??
    refuseEach(state, act.materials, (original) => isHeldAt(original, by.place), 'original/not-here') ??
    refuseReceiver(context, act.to)
  return refusal ?? propose(context, { type: 'originals-handed-on', ...act })
}

/** 原件签收: what the bag holds, and by name what it should hold and does not. */
export function receiveOriginals(context: Context, { act: _act, ...act }: Act<'receive-originals'>): CaseDecision {
  const { state, by } = context
  const named = [...act.materials, ...act.missing]
  const refusal =
    refuseList(named) ?? refuseEach(state, named, (original) => isComing(original, by.place, act.bag), 'original/not-on-its-way')
  return refusal ?? propose(context, { type: 'originals-received', ...act })
}

function isHeldAt(original: OriginalState, place: PlaceId): boolean {
  return original.holder === place && original.to === null
}

/** What was missed once may still turn up. */
function isComing(original: OriginalState, place: PlaceId, bag: string | null): boolean {
  return original.to === place && original.bag === bag
}

function refuseList(materials: readonly MaterialId[]): Refusal | null {
  const isSound = materials.length > 0 && new Set(materials).size === materials.length
  return isSound ? null : refused('input/invalid', 'materials')
}

function refuseEach(
  { originals }: CaseState,
  materials: readonly MaterialId[],
  fits: (original: OriginalState) => boolean,
  code: 'original/not-here' | 'original/not-on-its-way',
): Refusal | null {
  const wrong = materials.find((material) => {
    const original = originals.get(material)
    return original === undefined || !fits(original)
  })
  return wrong === undefined ? null : refused(code, wrong)
}

function refuseReceiver({ state, by, facts }: Context, to: PlaceId | null): Refusal | null {
  if (to === null) return null
  const place = currentPlace(facts.roster, to)
  if (place === null || to === by.place) return refused('place/unknown', to)
  return state.path.includes(place.site) ? null : refused('site/not-on-path', place.site)
}
