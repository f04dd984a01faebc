import type { CustodianAct, Facts, RequestableAct } from '../case/command.js'
import type { CaseState, TaskState } from '../case/state.js'
import { nextStages } from '../case/transitions.js'
import { isLocalDate } from '../civil-date.js'
import { refused, type Refusal } from '../decider.js'
import { currentPlace } from '../roster-view.js'
import { clockUncertaintyMs } from '../working-days.js'
import { mayReview } from './authority.js'
import {
  isRefusal,
  legalNow,
  pinnedItem,
  propose,
  withParticipants,
  wrongStage,
  type CaseDecision,
  type Context,
} from './context.js'
import { isOutside } from './review.js'

type Act<Name extends string> = Extract<RequestableAct | CustodianAct, { readonly act: Name }>

/** Work for a site on the path; the custodian goes on writing. One that must read an instruction may hold papers. */
export function giveTask(context: Context, { act: _act, ...act }: Act<'give-task'>): CaseDecision {
  const { state, facts } = context
  const refusal = refuseTask(act, state, facts)
  if (refusal !== null) return refusal
  const after = act.instruction === null ? {} : withParticipants(facts.roster, state, [act.site])
  return propose(context, { type: 'task-given', ...act }, { after })
}

function refuseTask(act: Omit<Act<'give-task'>, 'act'>, state: CaseState, { roster }: Facts): Refusal | null {
  if (act.task === '' || state.tasks.has(act.task)) return refused('input/invalid', `task ${act.task}`)
  if (!state.path.includes(act.site)) return refused('site/not-on-path', act.site)
  if (act.place !== null && currentPlace(roster, act.place)?.site !== act.site) return refused('place/unknown', act.place)
  const dates = [act.from, act.until].filter((date) => date !== null)
  if (!dates.every(isLocalDate)) return refused('input/invalid', 'dates')
  return act.from !== null && act.until !== null && act.from > act.until ? refused('input/invalid', 'dates') : null
}

/** An answer from the site that was asked, or keyed in by the custodian's people who heard it. */
export function answerTask(context: Context, { act: _act, ...act }: Act<'answer-task'>): CaseDecision {
  const { state, by, facts } = context
  const task = state.tasks.get(act.task)
  if (task === undefined) return refused('task/unknown', act.task)
  if (task.answer !== null) return refused('task/answered', act.task)
  if (!isAsked(task, by.site, facts.self)) return refused('authority/denied', by.site)
  const { votes } = act
  if (votes !== null && votes.agreed > votes.present) return refused('input/invalid', 'votes')
  return propose(context, { type: 'task-answered', ...act })
}

function isAsked(task: TaskState, site: string, custodian: string): boolean {
  return site === task.site || site === custodian
}

/** What was seen in another organ's own system: never older than what was seen before, never from the future. */
export function noteExternal(context: Context, { act: _act, ...act }: Act<'note-external'>): CaseDecision {
  const { state, who, facts } = context
  if (nextStages('external-noted', state.stage).length === 0) return wrongStage(state.stage)
  const item = pinnedItem(state, facts)
  if (isRefusal(item)) return item
  const step = item.steps.find(({ id }) => id === act.step)
  if (step === undefined || !isOutside(step)) return refused('step/unknown', act.step)
  if (step.externalSystem !== null && step.externalSystem !== act.system) return refused('input/invalid', 'system')
  // The organ that decides or handles the step keys in what its own system shows.
  const reviewed = step.kind === 'decide' || step.kind === 'accept' ? { ...step, kind: 'external' as const } : step
  const refusal = mayReview(item, reviewed, who) ?? refuseAsOf(act, state, facts)
  return refusal ?? propose(context, { type: 'external-noted', ...act })
}

/** Minutes two office clocks may disagree. */
const AS_OF_MARGIN_MS = 10 * 60_000

function refuseAsOf(act: Omit<Act<'note-external'>, 'act'>, state: CaseState, facts: Facts): Refusal | null {
  const seen = state.external.get(act.step)
  if (seen !== undefined && act.asOfMs < seen.asOfMs) return refused('input/invalid', 'as of is older than last seen')
  const latest = legalNow(state, facts) + clockUncertaintyMs(facts.time.known) + AS_OF_MARGIN_MS
  return act.asOfMs > latest ? refused('input/invalid', 'as of lies in the future') : null
}
