import type { CaseState } from '../../domain/case/state.js'
import type { Externals } from './external.js'
import type { Moments } from './moment.js'
import type { Notices } from './notice.js'
import type { Originals } from './original.js'
import type { Tasks } from './task.js'

interface CounterViews {
  readonly tasks: Tasks
  readonly notices: Notices
  readonly originals: Originals
  readonly externals: Externals
  readonly moments: Moments
}

/** Lists that counters work from, all written anew: after another branch came to stand nothing of the old may stay. */
export function putCounterViews({ tasks, notices, originals, externals, moments }: CounterViews, state: CaseState): void {
  for (const view of [tasks, notices, originals, externals, moments]) view.put(state)
}

/** The same after an event on the standing branch; what it left as it was is not written again. */
export function updateCounterViews(
  { tasks, notices, originals, externals, moments }: CounterViews,
  state: CaseState,
  before: CaseState | null,
): void {
  if (state.tasks !== before?.tasks && hasAny(state.tasks, before?.tasks)) tasks.put(state)
  const sameNotices =
    state.notices === before?.notices && state.stage === before.stage && state.servicePlace === before.servicePlace
  if (!sameNotices && hasAny(state.notices, before?.notices)) notices.put(state)
  if (state.originals !== before?.originals && hasAny(state.originals, before?.originals)) originals.put(state, before === null)
  const sameExternals =
    state.external === before?.external && state.stage === before.stage && state.custodian === before.custodian
  if (!sameExternals && hasAny(state.external, before?.external)) externals.put(state)
  const sameMoments =
    state.notices === before?.notices && state.acceptedMs === before.acceptedMs && state.decidedMs === before.decidedMs
  if (!sameMoments) moments.put(state)
}

function hasAny(now: ReadonlyMap<unknown, unknown>, before: ReadonlyMap<unknown, unknown> | undefined): boolean {
  return now.size > 0 || (before?.size ?? 0) > 0
}
