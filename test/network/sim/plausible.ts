import type { Stage } from '@liandong/core/domain/case/event.js'
import type { CaseState, OriginalState } from '@liandong/core/domain/case/state.js'
import type { PaperRef } from '@liandong/core/domain/values.js'
import type { CounterAct } from '@liandong/core/site/act.js'
import type { Random } from '../random.js'
import { placeIds, type Who } from './people.js'
import { shapes } from './world.js'

/** What somebody at a counter sees and has at hand. */
export interface AtCounter {
  readonly state: CaseState
  readonly who: Who
  readonly random: Random
  readonly nowMs: number
  /** The program here is of the next version. */
  readonly canRate: boolean
  /** Scans something for this case. */
  readonly scan: () => PaperRef
}

type Make = (at: AtCounter) => CounterAct

const maybe = (at: AtCounter, rate: number): PaperRef | null => (at.random.chance(rate) ? at.scan() : null)
const siteIds = shapes.map(({ id }) => id)
const parentOf = (id: string) => shapes.find((shape) => shape.id === id)?.parent ?? null

const scanned = (at: AtCounter, material: string) => ({
  material,
  paper: maybe(at, 0.7),
  form: 'scan' as const,
  originals: 1,
  copies: 0,
})

/** Each act somebody can do at a counter, filled in as people would. */
const makers = {
  submit: () => ({ act: 'submit' }),
  accept: () => ({ act: 'accept' }),
  'refuse-acceptance': (at) => ({ act: 'refuse-acceptance', ground: 'not-eligible', rightOrgan: null, notice: at.scan() }),
  'ask-supplement': (at) => ({
    act: 'ask-supplement',
    materials: at.random.pick([['deed'], ['photo'], ['deed', 'photo']]),
    notice: at.scan(),
    dueBy: null,
  }),
  'give-supplement': (at) => ({
    act: 'give-supplement',
    materials: (at.state.supplement?.materials ?? ['deed']).map((material) => scanned(at, material)),
  }),
  'add-paper': (at) => ({ act: 'add-paper', material: scanned(at, at.random.pick(['map', 'photo'])) }),
  examine: (at) => ({
    act: 'review-step',
    step: 'examine',
    result: at.random.chance(0.9) ? 'agreed' : 'disagreed',
    opinion: maybe(at, 0.3),
  }),
  print: (at) => ({ act: 'review-step', step: 'print', result: 'agreed', opinion: maybe(at, 0.3) }),
  'note-external': (at) => ({
    act: 'note-external',
    step: 'decide',
    system: 'insurance',
    number: `n-${at.random.below(1000)}`,
    state: at.random.pick(['sent', 'in-progress', 'granted', 'granted', 'denied']),
    asOfMs: at.nowMs,
    proof: maybe(at, 0.2),
  }),
  decide: (at) => ({
    act: 'decide',
    result: at.random.chance(0.8) ? 'granted' : 'denied',
    document: maybe(at, 0.6),
    certificateNumber: `c-${at.random.below(1000)}`,
  }),
  deliver: (at) => ({ act: 'deliver', how: 'counter', receiver: 'applicant', proof: maybe(at, 0.3) }),
  complete: () => ({ act: 'complete' }),
  withdraw: (at) => ({ act: 'withdraw', statement: maybe(at, 0.3) }),
  'give-task': (at) => ({
    act: 'give-task',
    task: at.random.hex(4),
    kind: at.random.pick(['notify', 'public-notice', 'village-opinion', 'visit', 'opinion']),
    site: at.random.pick(at.state.path),
    place: null,
    person: null,
    from: null,
    until: null,
    instruction: maybe(at, 0.4),
  }),
  'answer-task': (at) => ({
    act: 'answer-task',
    task: openTask(at),
    result: at.random.pick(['done', 'not-done', 'objection']),
    report: maybe(at, 0.4),
    votes: at.random.chance(0.2) ? { present: 5, agreed: 3 } : null,
  }),
  'open-notice': (at) => ({ act: 'open-notice', ...noticeOf(at) }),
  'tell-notice': (at) => ({
    act: 'tell-notice',
    ...noticeOf(at),
    whom: 'applicant',
    how: at.random.pick(['in-person', 'phone', 'letter', 'message']),
    toldMs: at.nowMs,
    record: maybe(at, 0.2),
  }),
  'hand-on-originals': (at) => ({
    act: 'hand-on-originals',
    materials: originalsOf(at, ({ holder, to }) => holder === at.who.place && to === null),
    to: at.random.chance(0.2) ? null : at.random.pick(placeIds),
    bag: at.random.chance(0.5) ? `bag-${at.random.below(10)}` : null,
  }),
  'receive-originals': (at) => receiveOriginals(at),
  'change-service-place': (at) => ({ act: 'change-service-place', place: at.random.pick(placeIds) }),
  'join-site': (at) => ({ act: 'join-site', site: at.random.pick(siteIds), participant: at.random.chance(0.6) }),
  'move-up': (at) => move('up', parentOf(at.who.site) ?? 'city'),
  'move-down': (at) => move('down', at.random.pick(below(at.who.site))),
  'move-back': (at) => move('back', at.random.pick(at.state.path)),
} satisfies Record<string, Make>

type MakerName = keyof typeof makers

function openTask({ state, who, random }: AtCounter): string {
  const open = [...state.tasks].filter(([, task]) => task.answer === null && (task.site === who.site || random.chance(0.2)))
  return open.length === 0 ? 'no-task' : random.pick(open)[0]
}

function noticeOf({ state, random }: AtCounter) {
  const notices = [...state.notices]
  const [notice, { kind }] = notices.length === 0 ? [1, { kind: 'decision' as const }] : random.pick(notices)
  return { notice, kind }
}

function originalsOf({ state }: AtCounter, fits: (original: OriginalState) => boolean): string[] {
  const found = [...state.originals].flatMap(([material, original]) => (fits(original) ? [material] : []))
  return found.length === 0 ? ['deed'] : found
}

function receiveOriginals(at: AtCounter): CounterAct {
  const coming = [...at.state.originals.values()].find(({ to }) => to === at.who.place)
  const bag = coming?.bag ?? null
  const listed = originalsOf(at, (original) => original.to === at.who.place && original.bag === bag)
  const lost = at.random.chance(0.2) ? listed.slice(1) : []
  return { act: 'receive-originals', bag, materials: listed.filter((each) => !lost.includes(each)), missing: lost }
}

function below(site: string): readonly string[] {
  const children = shapes.filter(({ parent }) => parent === site)
  return children.length === 0 ? [site] : children.map(({ id }) => id)
}

function move(direction: 'up' | 'down' | 'back', to: string): CounterAct {
  return { act: 'move', direction, to, organ: null, note: null }
}

/** What usually comes next; a name twice is twice as likely. */
const usual: Readonly<Record<Stage, readonly MakerName[]>> = {
  registered: ['submit', 'submit', 'submit', 'submit', 'accept', 'move-up', 'add-paper'],
  submitted: ['accept', 'accept', 'accept', 'accept', 'ask-supplement', 'refuse-acceptance'],
  supplementing: ['give-supplement', 'give-supplement', 'give-supplement'],
  accepted: ['examine', 'examine', 'note-external', 'decide'],
  reviewing: ['decide', 'decide', 'decide', 'note-external', 'examine'],
  'not-accepted': ['complete', 'move-back'],
  decided: ['deliver', 'deliver', 'print', 'complete'],
  delivered: ['complete', 'complete', 'complete'],
  completed: ['answer-task', 'complete'],
  withdrawn: ['answer-task'],
}

const anyTime: readonly MakerName[] = [
  'add-paper',
  'give-task',
  'give-task',
  'answer-task',
  'answer-task',
  'answer-task',
  'change-service-place',
  'open-notice',
  'tell-notice',
  'hand-on-originals',
  'hand-on-originals',
  'receive-originals',
  'receive-originals',
  'join-site',
  'move-up',
  'move-down',
  'move-back',
  'withdraw',
]

const all = Object.keys(makers) as readonly MakerName[]

/** What only the next version can do: it writes a body type the others cannot read, and may hand the case over with it. */
function rate(at: AtCounter): CounterAct {
  const to = at.random.chance(0.3) ? at.random.pick(at.state.path) : null
  return { act: 'rate', stars: 1 + at.random.below(5), remark: maybe(at, 0.5), to } as unknown as CounterAct
}

/** An act that makes sense to whoever looks at the case here; now and then one that does not. */
export function plausibleAct(at: AtCounter): CounterAct {
  const { random, state } = at
  if (at.canRate && random.chance(0.15)) return rate(at)
  const draw = random.next()
  const names = draw < 0.62 ? usual[state.stage] : draw < 0.93 ? anyTime : all
  return makers[random.pick(names)](at)
}
