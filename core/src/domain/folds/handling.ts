import type { CaseBody } from '../case/event.js'
import type { CaseState } from '../case/state.js'
import { added } from './opening.js'

type Body<T extends CaseBody['type']> = Extract<CaseBody, { readonly type: T }>

export function foldAccepted(state: CaseState, body: Body<'accepted'>): CaseState {
  const { acceptedMs, promised, legal, calendarVersion } = body
  return { ...state, acceptedMs, promised, legal, calendarVersion, supplement: null }
}

export function foldDueReckoned(state: CaseState, body: Body<'due-reckoned'>): CaseState {
  const { promised, legal, calendarVersion } = body
  return { ...state, promised, legal, calendarVersion }
}

export function foldReviewed(state: CaseState, body: Body<'step-reviewed'>, atMs: number): CaseState {
  return { ...state, steps: added(state.steps, body.step, { result: body.result, atMs }) }
}

export function foldDecided(state: CaseState, body: Body<'decided'>, atMs: number): CaseState {
  return { ...state, decision: withoutType(body), decidedMs: atMs }
}

export function foldDelivered(state: CaseState, body: Body<'delivered'>): CaseState {
  return { ...state, delivery: withoutType(body) }
}

export function foldExternal(state: CaseState, body: Body<'external-noted'>): CaseState {
  return { ...state, external: added(state.external, body.step, withoutType(body)) }
}

export function foldTaskGiven(state: CaseState, body: Body<'task-given'>, givenMs: number): CaseState {
  return { ...state, tasks: added(state.tasks, body.task, { ...withoutType(body), givenMs, answer: null }) }
}

/** The first answer stands; one for a task this program never saw is kept out of the state, as it stays in the log. */
export function foldTaskAnswered(state: CaseState, body: Body<'task-answered'>): CaseState {
  const task = state.tasks.get(body.task)
  if (task === undefined || task.answer !== null) return state
  const { result, report, votes } = body
  return { ...state, tasks: added(state.tasks, body.task, { ...task, answer: { result, report, votes } }) }
}

function withoutType<B extends { readonly type: string }>(body: B): Omit<B, 'type'> {
  const { type: _type, ...rest } = body
  return rest
}
