import type { BodyType, CaseEvent } from '../case/event.js'
import type { Roster } from '../roster.js'
import { personPosted, siteAt } from '../roster-view.js'
import type { Action } from './actions.js'
import { may } from './may.js'
import { rightsAt } from './rights.js'

/** The roster version that had taken a right away when somebody, who could not know, still used it. */
export interface RightGone {
  readonly version: number
  readonly action: Action
}

const ACTIONS: { readonly [B in BodyType]: Action | null } = {
  registered: 'case.register',
  submitted: 'case.submit',
  moved: 'case.move',
  accepted: 'case.accept',
  'not-accepted': 'case.refuse-acceptance',
  'supplement-asked': 'case.ask-supplement',
  'supplement-given': 'case.give-supplement',
  'paper-added': 'case.add-paper',
  'step-reviewed': 'case.review-step',
  decided: 'case.decide',
  delivered: 'case.deliver',
  completed: 'case.complete',
  withdrawn: 'case.withdraw',
  'task-given': 'case.give-task',
  'task-answered': 'case.answer-task',
  'external-noted': 'case.note-external',
  'service-place-changed': 'case.change-service-place',
  'notice-opened': 'case.open-notice',
  'notice-told': 'case.tell-notice',
  'originals-handed-on': 'case.hand-on-originals',
  'originals-received': 'case.receive-originals',
  // By programs, or by administrators through doors of their own.
  'site-joined': null,
  'due-reckoned': null,
  seized: null,
  'request-refused': null,
}

/**
 * Whether an act that stands was done without the right: offline, by an older roster, or asked for before the right was gone and
 * carried out after. It stands, since whoever did it acted in good faith; somebody has to look at it. null: nothing to look at.
 */
export function rightGone({ author, body, answer, time }: CaseEvent, roster: Roster): RightGone | null {
  const action = body.type === 'unknown' ? null : ACTIONS[body.type]
  if (action === null) return null
  const { person, rosterVersion } = author
  const changes = [...(roster.accounts.get(person) ?? []), ...(roster.persons.get(person) ?? [])]
  // The roster as it truly was when the act was done, whatever its author had heard of it.
  const passed = changes.filter(({ version, atMs }) => version > rosterVersion && atMs <= time.estimateMs)
  const versions = passed.map(({ version }) => version).toSorted((one, other) => one - other)
  if (answer !== null) versions.unshift(rosterVersion)
  const version = versions.find((each) => !holds(roster, author, action, each))
  return version === undefined ? null : { version, action }
}

type Author = CaseEvent['author']

/** A roster never changes, and the same few people write event after event: what was found once holds for as long as it is the newest. */
const found = new WeakMap<Roster, Map<string, boolean>>()
/** Some hundred bytes each. */
const MOST_FOUND = 10_000

function holds(roster: Roster, author: Author, action: Action, version: number): boolean {
  const known = found.get(roster) ?? new Map<string, boolean>()
  const question = [version, author.site, author.person, author.place, author.organ, action].join('\0')
  const before = known.get(question)
  if (before !== undefined) return before
  const answer = holdsAt(roster, author, action, version)
  if (known.size >= MOST_FOUND) known.clear()
  found.set(roster, known.set(question, answer))
  return answer
}

function holdsAt(roster: Roster, author: Author, action: Action, version: number): boolean {
  const { person, place, organ } = author
  const tier = siteAt(roster, author.site, version)?.tier ?? 'edge'
  return personPosted(roster, person, place, organ, version) && may(rightsAt(roster, author, tier, version), action)
}
