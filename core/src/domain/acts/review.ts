import type { RequestableAct } from '../case/command.js'
import type { CaseState } from '../case/state.js'
import { nextStages } from '../case/transitions.js'
import { refused, type Refusal } from '../decider.js'
import type { ItemVersion, Step } from '../item.js'
import { mayDecide, mayReview } from './authority.js'
import { isRefusal, pinnedItem, propose, wrongStage, type CaseDecision, type Context } from './context.js'

type Act<Name extends string> = Extract<RequestableAct, { readonly act: Name }>

/** A step of the item done by its organ: 审查, 踏勘, 审核 …, each after the ones before it. */
export function reviewStep(context: Context, { act: _act, ...act }: Act<'review-step'>): CaseDecision {
  const { state, who, by, facts } = context
  if (nextStages('step-reviewed', state.stage).length === 0) return wrongStage(state.stage)
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  const step = item.steps.find(({ id }) => id === act.step)
  if (step === undefined) return refused('step/unknown', act.step)
  const refusal = mayReview(item, step, who) ?? refuseOrder(state, item, step) ?? refuseAgain(state, step)
  return refusal ?? propose(context, { type: 'step-reviewed', organ: by.organ, ...act })
}

/** 决定: when every step before it is done; what an outside system decides is only recorded as it was seen there. */
export function decideCase(context: Context, { act: _act, ...act }: Act<'decide'>): CaseDecision {
  const { state, who, by, facts } = context
  if (nextStages('decided', state.stage).length === 0) return wrongStage(state.stage)
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  const granted = act.result === 'granted'
  if (granted && item.guide.recordOnly) return refused('law/record-only', item.id)
  const refusal = mayDecide(item, who) ?? (granted ? refuseOpenSteps(state, item) : refuseDenial(state, item))
  return refusal ?? propose(context, { type: 'decided', organ: by.organ, ...act })
}

/** 登记: what only records is complete once every step is done; whoever holds the power over the item completes it. */
export function recordCase(context: Context, item: ItemVersion): CaseDecision {
  const { state, who } = context
  if (!item.guide.recordOnly) return wrongStage(state.stage)
  return mayDecide(item, who) ?? refuseOpenSteps(state, item) ?? propose(context, { type: 'completed' })
}

/** A denial may come at any step; a grant, or a record, needs them all. */
function refuseOpenSteps(state: CaseState, item: ItemVersion): Refusal | null {
  const open = stepsBeforeDecision(item).find((step) => !isDone(state, step))
  if (open !== undefined) return refused('step/open', open.id)
  const seen = (step: Step) => state.external.get(step.id)?.state
  const outside = item.steps.find((step) => isOutside(step) && step.kind !== 'certificate' && seen(step) !== 'granted')
  return outside === undefined ? null : refused('step/open', outside.id)
}

function refuseDenial(state: CaseState, item: ItemVersion): Refusal | null {
  const decides = item.steps.find((step) => step.kind === 'decide' && isOutside(step))
  const seen = decides === undefined ? 'denied' : state.external.get(decides.id)?.state
  return seen === 'denied' || seen === 'returned' ? null : refused('step/open', decides?.id)
}

function refuseOrder(state: CaseState, item: ItemVersion, step: Step): Refusal | null {
  if (step.kind === 'certificate') return state.stage === 'decided' ? null : refused('step/open', step.id)
  if (state.stage === 'decided') return wrongStage(state.stage)
  const before = item.steps.slice(0, item.steps.indexOf(step)).filter(isBeforeDecision)
  const open = before.find((earlier) => !isDone(state, earlier))
  return open === undefined ? null : refused('step/open', open.id)
}

/** An agreed step stays agreed; one that was disagreed may be done again. */
function refuseAgain(state: CaseState, step: Step): Refusal | null {
  return state.steps.get(step.id)?.result === 'agreed' ? refused('case/wrong-stage', `${step.id} is done`) : null
}

function stepsBeforeDecision(item: ItemVersion): readonly Step[] {
  return item.steps.filter(isBeforeDecision)
}

function isBeforeDecision({ kind }: Step): boolean {
  return kind !== 'accept' && kind !== 'decide' && kind !== 'certificate'
}

/** Handled in another organ's own system. */
export function isOutside(step: Step): boolean {
  return step.kind === 'external' || step.externalSystem !== null
}

function isDone(state: CaseState, step: Step): boolean {
  const outside = state.external.get(step.id)?.state
  return state.steps.has(step.id) || outside === 'granted' || outside === 'denied'
}
