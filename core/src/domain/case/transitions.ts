import type { BodyType, Stage } from './event.js'

/** What a body type does to the stage and the custodian. The states of a case are `Stage`; this is the whole machine. */
export interface Transition {
  /** Stages it may follow, with those it may lead to. Empty for the first event. */
  readonly stages: Partial<Readonly<Record<Stage, readonly Stage[]>>>
  /** `may-move`: a submission to an organ of the same site moves nothing. */
  readonly custody: 'stays' | 'may-move' | 'moves' | 'seizes'
}

const BEFORE_DECISION: readonly Stage[] = ['registered', 'submitted', 'supplementing', 'accepted', 'reviewing']
const LIVE: readonly Stage[] = [...BEFORE_DECISION, 'not-accepted', 'decided', 'delivered']
export const STAGES: readonly Stage[] = [...LIVE, 'completed', 'withdrawn']

function staying(stages: readonly Stage[], custody: Transition['custody'] = 'stays'): Transition {
  return { stages: Object.fromEntries(stages.map((stage) => [stage, [stage]])), custody }
}

function leading(from: readonly Stage[], to: Stage, custody: Transition['custody'] = 'stays'): Transition {
  return { stages: Object.fromEntries(from.map((stage) => [stage, [to]])), custody }
}

export const transitions: Readonly<Record<BodyType, Transition>> = {
  registered: { stages: {}, custody: 'stays' },
  submitted: leading(['registered'], 'submitted', 'may-move'),
  moved: staying(LIVE, 'moves'),
  // Where the place that registers belongs to the organ itself, no submission lies between.
  accepted: leading(['registered', 'submitted'], 'accepted'),
  'not-accepted': leading(['registered', 'submitted', 'supplementing'], 'not-accepted'),
  'supplement-asked': leading(['submitted'], 'supplementing'),
  // Until the last paper asked for is there the case goes on waiting for the others.
  'supplement-given': { stages: { supplementing: ['supplementing', 'submitted'] }, custody: 'stays' },
  'paper-added': staying(LIVE),
  // A certificate (制证) is made after the decision and changes nothing about it.
  'step-reviewed': { stages: { accepted: ['reviewing'], reviewing: ['reviewing'], decided: ['decided'] }, custody: 'stays' },
  decided: leading(['accepted', 'reviewing'], 'decided'),
  delivered: leading(['decided'], 'delivered'),
  // From acceptance only where the item records and decides nothing (登记类).
  completed: leading(['accepted', 'reviewing', 'not-accepted', 'decided', 'delivered'], 'completed'),
  withdrawn: leading(BEFORE_DECISION, 'withdrawn'),
  'task-given': staying(LIVE),
  // An answer may come when the case has moved on; it is still taken.
  'task-answered': staying(STAGES),
  'external-noted': {
    stages: { submitted: ['submitted'], accepted: ['reviewing'], reviewing: ['reviewing'], decided: ['decided'] },
    custody: 'stays',
  },
  // What was told, and where originals went, is written down even after the end.
  'notice-opened': staying(STAGES),
  'notice-told': staying(STAGES),
  'originals-handed-on': staying(STAGES),
  'originals-received': staying(STAGES),
  'service-place-changed': staying(LIVE),
  'site-joined': staying(STAGES),
  'due-reckoned': staying(['accepted', 'reviewing']),
  seized: staying(STAGES, 'seizes'),
  'request-refused': staying(STAGES),
}

/** Stages a body type may lead to from here; empty when it may not follow. */
export function nextStages(type: BodyType, from: Stage): readonly Stage[] {
  return transitions[type].stages[from] ?? []
}

const reach = new Map(STAGES.map((stage) => [stage, reachableFrom(stage)]))

function reachableFrom(stage: Stage): ReadonlySet<Stage> {
  const reached = new Set<Stage>([stage])
  for (const at of reached) {
    for (const { stages } of Object.values(transitions)) for (const next of stages[at] ?? []) reached.add(next)
  }
  return reached
}

/** Whether some sequence of acts leads from one stage to the other: all that can be asked of an unknown body type. */
export function isReachable(from: Stage, to: Stage): boolean {
  return reach.get(from)?.has(to) ?? false
}

const ACCEPTED_ON: readonly Stage[] = ['accepted', 'reviewing', 'decided', 'delivered']
const DECIDED_ON: readonly Stage[] = ['decided', 'delivered']

/**
 * The power a change of stage needs, whatever body brings it: to accept (or refuse to), to decide, or none.
 * Completing a case that was never decided is reached over `not-accepted`.
 */
export function powerNeeded(from: Stage, to: Stage): 'accept' | 'decide' | null {
  if (from === to) return null
  const undecided = !DECIDED_ON.includes(from) && from !== 'completed' && from !== 'not-accepted'
  if (undecided && (DECIDED_ON.includes(to) || to === 'completed')) return 'decide'
  if (to === 'not-accepted') return 'accept'
  return !ACCEPTED_ON.includes(from) && ACCEPTED_ON.includes(to) ? 'accept' : null
}
