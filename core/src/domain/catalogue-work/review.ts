import { accepted, type Decision, refused, type Refusal } from '../decider.js'
import type { ItemId } from '../values.js'
import { withValue } from './base-revision.js'
import type { Choice, Worker, WorkAct, WorkFact, WorkItem, WorkPlan, WorkStage, WorkState } from './work.js'

/** What a person asks of a work. */
export type WorkCommand =
  | { readonly do: 'edit'; readonly item: WorkItem }
  | { readonly do: 'rebase'; readonly plan: WorkPlan; readonly items: readonly WorkItem[]; readonly choices: readonly Choice[] }
  | { readonly do: 'choose'; readonly item: ItemId; readonly path: string; readonly take: 'theirs' | 'ours' }
  | { readonly do: 'submit' | 'pass-department' | 'pass-legal'; readonly opinion?: string }
  | { readonly do: 'return' | 'drop'; readonly reason: string }
  | { readonly do: 'publish'; readonly published: NonNullable<WorkState['published']> }

const UNDER_REVIEW: readonly WorkStage[] = ['department-check', 'legal-review', 'ready']
const ENDED: readonly WorkStage[] = ['published', 'dropped']

/** Draft → department → legal review → ready → published; a return with a reason leads back to the draft from each. */
export function decideWork(state: WorkState, command: WorkCommand, by: Worker): Decision<WorkFact> {
  switch (command.do) {
    case 'edit':
      return state.stage === 'draft' ? edit(state, command.item) : wrongStage(state)
    case 'rebase':
      return ENDED.includes(state.stage) ? wrongStage(state) : accepted(rebased(command))
    case 'choose':
      return state.stage === 'draft' ? choose(state, command) : wrongStage(state)
    case 'submit':
      return state.stage === 'draft' ? submit(state, command) : wrongStage(state)
    case 'pass-department':
      return state.stage === 'department-check' ? passed('department-passed', command) : wrongStage(state)
    case 'pass-legal':
      return state.stage === 'legal-review' ? passLegal(state, command, by) : wrongStage(state)
    case 'return':
      return UNDER_REVIEW.includes(state.stage) ? withReason('returned', command.reason) : wrongStage(state)
    case 'drop':
      return ENDED.includes(state.stage) ? wrongStage(state) : withReason('dropped', command.reason)
    case 'publish':
      return state.stage === 'ready' ? accepted({ fact: 'published', ...command.published }) : wrongStage(state)
  }
}

function edit(state: WorkState, item: WorkItem): Decision<WorkFact> {
  const known = state.items.find((each) => each.item === item.item)
  if (known === undefined || item.content.id !== item.item) return refused('item/unknown', item.item)
  const content = { ...item.content, version: known.content.version }
  return accepted({ fact: 'edited', item: { ...known, content } })
}

function rebased({ plan, items, choices }: Extract<WorkCommand, { do: 'rebase' }>): WorkFact {
  return { fact: 'rebased', plan, items, choices }
}

function choose(state: WorkState, { item, path, take }: Extract<WorkCommand, { do: 'choose' }>): Decision<WorkFact> {
  const choice = state.choices.find((each) => each.item === item && each.path === path)
  const written = state.items.find((each) => each.item === item)
  if (choice === undefined || written === undefined) return refused('work/no-such-choice', `${item} ${path}`)
  const value = take === 'theirs' ? choice.theirs : choice.ours
  return accepted({
    fact: 'chosen',
    choice: { ...choice, take },
    content: withValue(written.content, path, value),
  })
}

function submit(state: WorkState, said: Said): Decision<WorkFact> {
  const open = state.choices.filter(({ take }) => take === null)
  if (open.length > 0) return refused('work/choices-open', open.map(({ item, path }) => `${item} ${path}`).join('; '))
  return passed('submitted', said)
}

interface Said {
  readonly opinion?: string
}

/** A step onward with the opinion of whoever took it; blanks are none. */
function passed(fact: 'submitted' | 'department-passed' | 'legally-passed', { opinion = '' }: Said): Decision<WorkFact> {
  return accepted(opinion.trim() === '' ? { fact } : { fact, opinion: opinion.trim() })
}

/** 合法性审核: never by somebody who wrote it. */
function passLegal(state: WorkState, said: Said, { person }: Worker): Decision<WorkFact> {
  return state.authors.includes(person) ? refused('work/four-eyes', person) : passed('legally-passed', said)
}

function withReason(fact: 'returned' | 'dropped', reason: string): Decision<WorkFact> {
  return reason.trim() === '' ? refused('work/reason-needed') : accepted({ fact, reason: reason.trim() })
}

function wrongStage({ id, stage }: WorkState): Refusal {
  return refused('work/wrong-stage', `${id} ${stage}`)
}

/** The work after one more act; its first act begins it. */
export function evolveWork(state: WorkState | null, act: WorkAct): WorkState {
  const { fact, person, atMs, sequence, hash } = act
  if (state === null && fact.fact === 'begun') return begun(act, fact)
  if (state === null) throw new Error(`work ${act.work} does not begin with its beginning`)
  return { ...folded(state, act), authors: authorsAfter(state, fact, person), changedMs: atMs, sequence, head: hash }
}

function begun({ work, person, atMs, sequence, hash }: WorkAct, fact: Extract<WorkFact, { fact: 'begun' }>): WorkState {
  const { plan, organ, title, items, choices } = fact
  const fresh = { stage: 'draft' as const, returned: null, published: null }
  const log = { beganMs: atMs, changedMs: atMs, sequence, head: hash }
  // What the system prepared has no author yet: whoever chooses in it is one.
  const authors = person === '' ? [] : [person]
  return { id: work, plan, organ, title, items, choices, authors, ...fresh, ...log }
}

const WRITING: readonly WorkFact['fact'][] = ['edited', 'chosen']

function authorsAfter({ authors }: WorkState, { fact }: WorkFact, person: string): WorkState['authors'] {
  return WRITING.includes(fact) && !authors.includes(person) ? [...authors, person] : authors
}

function folded(state: WorkState, { fact, person }: WorkAct): WorkState {
  switch (fact.fact) {
    case 'begun':
      throw new Error(`work ${state.id} begins twice`)
    case 'edited':
      return { ...state, items: replaced(state.items, fact.item) }
    case 'rebased':
      return { ...state, stage: 'draft', plan: fact.plan, items: fact.items, choices: fact.choices }
    case 'chosen':
      return chosen(state, fact)
    case 'submitted':
      return { ...state, stage: 'department-check', returned: null }
    case 'department-passed':
      return { ...state, stage: 'legal-review' }
    case 'legally-passed':
      return { ...state, stage: 'ready' }
    case 'returned':
      return { ...state, stage: 'draft', returned: { from: state.stage, reason: fact.reason, by: person } }
    case 'dropped':
      return { ...state, stage: 'dropped', returned: { from: state.stage, reason: fact.reason, by: person } }
    case 'published':
      return { ...state, stage: 'published', published: { list: fact.list, number: fact.number, from: fact.from } }
  }
}

function chosen(state: WorkState, { choice, content }: Extract<WorkFact, { fact: 'chosen' }>): WorkState {
  const choices = state.choices.map((each) => (each.item === choice.item && each.path === choice.path ? choice : each))
  const items = state.items.map((each) => (each.item === choice.item ? { ...each, content } : each))
  return { ...state, choices, items }
}

function replaced(items: readonly WorkItem[], item: WorkItem): readonly WorkItem[] {
  return items.map((each) => (each.item === item.item ? item : each))
}
