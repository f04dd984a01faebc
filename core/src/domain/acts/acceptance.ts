import type { CustodianAct, Facts, RequestableAct } from '../case/command.js'
import type { CaseBody } from '../case/event.js'
import type { CaseState } from '../case/state.js'
import { nextStages } from '../case/transitions.js'
import { accepted, refused } from '../decider.js'
import type { ItemVersion } from '../item.js'
import { currentOrgan } from '../roster-view.js'
import type { Limit, OrganId } from '../values.js'
import { clockUncertaintyMs, dueDate } from '../working-days.js'
import { mayAccept } from './authority.js'
import { isRefusal, legalNow, pinnedItem, propose, wrongStage, type CaseDecision, type Context } from './context.js'
import { refuseIncomplete } from './materials.js'

type Act<Name extends string> = Extract<RequestableAct | CustodianAct, { readonly act: Name }>

/** 受理: the promise clock starts. Waits until the custodian holds what the law wants examined. */
export function accept(context: Context): CaseDecision {
  const { state, by, who, facts } = context
  if (nextStages('accepted', state.stage).length === 0) return wrongStage(state.stage)
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  const refusal = mayAccept(item, who) ?? refuseIncomplete(state, item, facts)
  return refusal ?? propose(context, acceptanceOf(item, by.organ, legalNow(state, facts), facts))
}

/** 不予受理: a decision in writing, with its ground and, at the wrong counter, the right organ (行政许可法 32). */
export function refuseAcceptance(context: Context, { act: _act, ...act }: Act<'refuse-acceptance'>): CaseDecision {
  const item = pinnedItem(context.state, context.facts)
  if (isRefusal(item)) return item
  const denied = mayAccept(item, context.who)
  if (denied !== null) return denied
  if (act.ground === 'wrong-organ' && (act.rightOrgan === null || currentOrgan(context.facts.roster, act.rightOrgan) === null))
    return refused('input/invalid', 'right organ')
  return propose(context, { type: 'not-accepted', organ: context.by.organ, ...act })
}

/** Due dates anew, when a further year's calendar is published or the clock is sure at last. */
export function reckonDue(context: Context, { reason }: Act<'reckon-due'>): CaseDecision {
  const { state, facts } = context
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  if (state.acceptedMs === null) return wrongStage(state.stage)
  if (reason === 'time-confirmed' && facts.time.known === 'unsure') return refused('clock/unsure')
  const stillUnsure = reason === 'calendar-published' && (state.legal?.latest ?? state.promised?.latest ?? null) !== null
  const due = dueDates(item, state.acceptedMs, facts, stillUnsure ? clockUncertaintyMs('unsure') : 0)
  const unchanged = sameDue(due.promised, state.promised) && sameDue(due.legal, state.legal)
  return unchanged
    ? accepted()
    : propose(context, { type: 'due-reckoned', ...due, calendarVersion: facts.calendar.version, reason })
}

/** The body of an acceptance: when it counts from, and the two dates it sets. */
export function acceptanceOf(item: ItemVersion, organ: OrganId | null, acceptedMs: number, facts: Facts): CaseBody {
  const due = dueDates(item, acceptedMs, facts, clockUncertaintyMs(facts.time.known))
  return { type: 'accepted', organ, acceptedMs, ...due, calendarVersion: facts.calendar.version }
}

type Due = Pick<CaseState, 'promised' | 'legal'>

function dueDates(item: ItemVersion, fromMs: number, facts: Facts, uncertaintyMs: number): Due {
  const due = (limit: Limit | null) => (limit === null ? null : dueDate(limit, fromMs, facts.calendar, uncertaintyMs))
  return { promised: due(item.promised), legal: due(item.legal) }
}

function sameDue(a: CaseState['legal'], b: CaseState['legal']): boolean {
  return a?.date === b?.date && a?.latest === b?.latest && a?.provisional === b?.provisional
}
