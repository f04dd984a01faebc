import type { RequestableAct } from '../case/command.js'
import { refused } from '../decider.js'
import { currentPlace } from '../roster-view.js'
import { isRefusal, pinnedItem, propose, withParticipants, wrongStage, type CaseDecision, type Context } from './context.js'
import { recordCase } from './review.js'

type Act<Name extends string> = Extract<RequestableAct, { readonly act: Name }>

/** 送达: its own record after the decision (行政许可法 44); whoever serves the villager hands it over. */
export function deliver(context: Context, { act: _act, ...act }: Act<'deliver'>): CaseDecision {
  return propose(context, { type: 'delivered', ...act })
}

/** 办结: after delivery, or at once where nothing is handed over, or where the item only records. */
export function complete(context: Context): CaseDecision {
  const { state, facts } = context
  const isRecording = state.stage === 'accepted' || state.stage === 'reviewing'
  if (state.stage !== 'decided' && !isRecording) return propose(context, { type: 'completed' })
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  if (isRecording) return recordCase(context, item)
  return item.hasResult ? wrongStage(state.stage) : propose(context, { type: 'completed' })
}

/** 撤回: by the applicant before the decision, where the item allows it. */
export function withdraw(context: Context, { statement }: Act<'withdraw'>): CaseDecision {
  const item = pinnedItem(context.state, context.facts)
  if (isRefusal(item)) return item
  if (!item.withdrawable) return refused('law/not-withdrawable', item.id)
  return propose(context, { type: 'withdrawn', statement })
}

/** The villager is served elsewhere from now on: that place's site joins the case and may hold its papers. */
export function changeServicePlace(context: Context, { place }: Act<'change-service-place'>): CaseDecision {
  const { state, facts } = context
  const found = currentPlace(facts.roster, place)
  if (found === null || found.life === 'closed') return refused('place/unknown', place)
  const grown = withParticipants(facts.roster, state, [found.site])
  const after = { ...grown, serviceSite: found.site, servicePlace: place }
  return propose(context, { type: 'service-place-changed', place }, { after })
}
