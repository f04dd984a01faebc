import type { CustodianAct, RequestableAct } from '../case/command.js'
import { isLocalDate } from '../civil-date.js'
import { refused, type Refusal } from '../decider.js'
import { stillAsked } from '../folds/papers.js'
import type { ItemVersion } from '../item.js'
import { mayAccept } from './authority.js'
import { isRefusal, pinnedItem, propose, wrongStage, type CaseDecision, type Context } from './context.js'
import { refuseMaterials } from './materials.js'

type Act<Name extends string> = Extract<RequestableAct | CustodianAct, { readonly act: Name }>

/** 一次性补正告知: everything missing at once, and no paper twice (行政许可法 32). */
export function askSupplement(context: Context, { act: _act, ...act }: Act<'ask-supplement'>): CaseDecision {
  const { state, who, facts } = context
  if (state.stage !== 'submitted') return wrongStage(state.stage)
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  const refusal = mayAccept(item, who) ?? refuseNotice(act, item)
  if (refusal !== null) return refusal
  const again = act.materials.find((id) => state.supplementsAsked.has(id))
  if (again !== undefined) return refused('law/supplement-once', again)
  return propose(context, { type: 'supplement-asked', ...act })
}

function refuseNotice({ materials, dueBy }: Omit<Act<'ask-supplement'>, 'act'>, item: ItemVersion): Refusal | null {
  const known = new Set(item.materials.map(({ id }) => id))
  const named = new Set(materials)
  if (named.size === 0 || named.size < materials.length) return refused('input/invalid', 'materials')
  if (materials.some((id) => !known.has(id))) return refused('input/invalid', 'materials')
  return dueBy === null || isLocalDate(dueBy) ? null : refused('input/invalid', 'due by')
}

/** The papers asked for; the case is back at the counter when the last of them is there. */
export function giveSupplement(context: Context, { materials }: Act<'give-supplement'>): CaseDecision {
  const { state, facts } = context
  if (state.stage !== 'supplementing') return wrongStage(state.stage)
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  if (materials.length === 0) return refused('input/invalid', 'materials')
  const stage = stillAsked(state, materials).length === 0 ? 'submitted' : 'supplementing'
  return refuseMaterials(item, materials) ?? propose(context, { type: 'supplement-given', materials }, { after: { stage } })
}

/** A paper outside a supplement: one that may follow acceptance, or one the applicant adds. */
export function addPaper(context: Context, { material }: Act<'add-paper'>): CaseDecision {
  const item = pinnedItem(context.state, context.facts)
  if (isRefusal(item)) return item
  return refuseMaterials(item, [material]) ?? propose(context, { type: 'paper-added', material })
}
