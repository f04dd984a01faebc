import fc from 'fast-check'
import type { RequestableAct } from '../domain/case/command.js'
import type { CaseBody, CaseEvent, DueDate, PaperSubmitted } from '../domain/case/event.js'
import { Fault } from '../domain/fault.js'
import type { Actor, EventTime, PaperRef } from '../domain/values.js'
import type { CaseRequest } from './request.js'
import { BODY_TYPES } from './event.js'
import { ZERO_HASH } from './hash.js'
import { ACT_NAMES } from './parts/act.js'
import * as allowed from './parts/body-words.js'

/* Arbitrary values of everything that travels, for tests of any folder. */

const wordOf = <T extends string>(words: Readonly<Record<T, true>>) => fc.constantFrom(...(Object.keys(words) as T[]))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

export const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))
export const hexId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'))
export const id = fc.constantFrom('c-1', 'k.2', 'v_3', '日照市', '岚山区行政审批服务局', 'a'.repeat(128))
const smallCount = fc.nat(99)
const ms = fc.integer({ min: -8.64e15, max: 8.64e15 })
const date = fc.constantFrom('2026-01-31', '2028-02-29', '1970-01-01', '9999-12-31')
const paper: fc.Arbitrary<PaperRef> = fc.record({ hash, sizeBytes: fc.integer({ min: 1, max: 2 ** 40 }) })
const uniqueIds = fc.uniqueArray(id, { maxLength: 4 })

const submitted: fc.Arbitrary<PaperSubmitted> = fc.record({
  material: id,
  paper: orNull(paper),
  form: wordOf(allowed.paperForms),
  originals: smallCount,
  copies: smallCount,
})
const due: fc.Arbitrary<DueDate> = fc.record({ date, latest: orNull(date), provisional: fc.boolean() })
const organ = orNull(id)

type BodyType = CaseBody['type']
type Bodies = { readonly [T in BodyType]: fc.Arbitrary<Extract<CaseBody, { type: T }>> }

const body = <T extends BodyType>(type: T, fields: object) => fc.record({ type: fc.constant(type), ...fields }) as never

export const bodies: Bodies = {
  registered: body('registered', {
    applicantKind: wordOf(allowed.applicantKinds),
    applicant: paper,
    form: paper,
    coApplicantCount: smallCount,
    answers: fc.array(id, { maxLength: 3 }),
    materials: fc.array(submitted, { maxLength: 3 }),
    calendarVersion: id,
    source: wordOf(allowed.sources),
    enteredLater: orNull(fc.record({ claimedMs: ms, reason: wordOf(allowed.laterReasons), proof: orNull(paper) })),
  }),
  submitted: body('submitted', { to: id, organ }),
  moved: body('moved', { direction: wordOf(allowed.directions), to: id, organ, note: orNull(paper) }),
  accepted: body('accepted', {
    organ,
    acceptedMs: ms,
    promised: orNull(due),
    legal: orNull(due),
    calendarVersion: id,
  }),
  'not-accepted': body('not-accepted', { organ, ground: wordOf(allowed.grounds), rightOrgan: organ, notice: paper }),
  'supplement-asked': body('supplement-asked', { materials: uniqueIds, notice: paper, dueBy: orNull(date) }),
  'supplement-given': body('supplement-given', { materials: fc.array(submitted, { maxLength: 3 }) }),
  'paper-added': body('paper-added', { material: submitted }),
  'step-reviewed': body('step-reviewed', {
    step: id,
    organ,
    result: wordOf(allowed.reviewResults),
    opinion: orNull(paper),
  }),
  decided: body('decided', {
    organ,
    result: wordOf(allowed.decisions),
    document: orNull(paper),
    certificateNumber: orNull(fc.constantFrom('鲁字第 1 号', 'X-1')),
  }),
  delivered: body('delivered', {
    how: wordOf(allowed.deliveries),
    receiver: wordOf(allowed.receivers),
    proof: orNull(paper),
  }),
  completed: body('completed', {}),
  withdrawn: body('withdrawn', { statement: orNull(paper) }),
  'task-given': body('task-given', {
    task: id,
    kind: wordOf(allowed.taskKinds),
    site: id,
    place: orNull(id),
    person: orNull(id),
    from: orNull(date),
    until: orNull(date),
    instruction: orNull(paper),
  }),
  'task-answered': body('task-answered', {
    task: id,
    result: wordOf(allowed.taskResults),
    report: orNull(paper),
    votes: orNull(fc.record({ present: smallCount, agreed: smallCount })),
  }),
  'external-noted': body('external-noted', {
    step: id,
    system: id,
    number: orNull(id),
    state: wordOf(allowed.externalStates),
    asOfMs: ms,
    proof: orNull(paper),
  }),
  'service-place-changed': body('service-place-changed', { place: id }),
  'site-joined': body('site-joined', { site: id, participant: fc.boolean() }),
  'due-reckoned': body('due-reckoned', {
    promised: orNull(due),
    legal: orNull(due),
    calendarVersion: id,
    reason: wordOf(allowed.reckonReasons),
  }),
  seized: body('seized', {
    from: id,
    reason: wordOf(allowed.seizureReasons),
    approvers: uniqueIds,
    lastHeardMs: orNull(ms),
    secondDecisionPossible: fc.boolean(),
  }),
  'notice-opened': body('notice-opened', { notice: smallCount, kind: wordOf(allowed.noticeKinds) }),
  'notice-told': body('notice-told', {
    notice: smallCount,
    kind: wordOf(allowed.noticeKinds),
    whom: wordOf(allowed.toldWhom),
    how: wordOf(allowed.toldHow),
    toldMs: ms,
    record: orNull(paper),
  }),
  'originals-handed-on': body('originals-handed-on', { materials: uniqueIds, to: orNull(id), bag: orNull(id) }),
  'originals-received': body('originals-received', { bag: orNull(id), materials: uniqueIds, missing: uniqueIds }),
  'request-refused': body('request-refused', {}),
}

export const anyBody: fc.Arbitrary<CaseBody> = fc
  .constantFrom(...(BODY_TYPES as readonly BodyType[]))
  .chain((type) => bodies[type] as fc.Arbitrary<CaseBody>)

export const actor: fc.Arbitrary<Actor> = fc.record({
  site: id,
  store: hexId,
  person: id,
  place: id,
  organ,
  level: fc.constantFrom('city' as const, 'county' as const, 'township' as const, 'village' as const),
  mandate: orNull(hash),
  rosterVersion: fc.nat(2 ** 31),
})

export const time: fc.Arbitrary<EventTime> = fc.record({
  rawMs: ms,
  estimateMs: ms,
  known: fc.constantFrom('reference' as const, 'measured' as const, 'carried' as const, 'unsure' as const),
  legalMs: ms,
})

const after: fc.Arbitrary<CaseEvent['after']> = fc.record({
  custodian: id,
  path: uniqueIds,
  participants: uniqueIds,
  originSite: id,
  originPlace: id,
  serviceSite: id,
  servicePlace: id,
  stage: fc.constantFrom('registered' as const, 'not-accepted' as const, 'withdrawn' as const),
  item: fc.record({ id, version: fc.integer({ min: 1, max: 1000 }), digest: hash }),
})

export const anyEvent: fc.Arbitrary<CaseEvent> = fc
  .record({
    caseId: hexId,
    caseNumber: id,
    sequence: fc.integer({ min: 1, max: 2 ** 40 }),
    epoch: fc.record({ seizures: smallCount, tier: fc.nat(2), moves: smallCount }),
    author: actor,
    time,
    previousHash: hash.filter((value) => value !== ZERO_HASH),
    after,
    papers: fc.array(paper, { maxLength: 3 }),
    answer: orNull(
      fc.record({
        requestId: hexId,
        bodyHash: hash,
        refusal: orNull(fc.record({ code: fc.constant('case/completed' as const), detail: fc.constantFrom('', '已办结\n') })),
      }),
    ),
    queryVerifier: orNull(fc.record({ scheme: fc.constant('sha256-salted' as const), salt: hash, digest: hash })),
    body: anyBody,
  })
  .map((event) => (event.sequence === 1 ? { ...event, previousHash: ZERO_HASH } : event))

/** Every act a request can ask for, made from the body it would become. */
export const anyAct: fc.Arbitrary<RequestableAct> = fc.constantFrom(...ACT_NAMES).chain((name) => actNamed(name))

function actNamed(name: string): fc.Arbitrary<RequestableAct> {
  const bodyOfAct: Readonly<Record<string, BodyType>> = {
    'refuse-acceptance': 'not-accepted',
    'give-supplement': 'supplement-given',
    'add-paper': 'paper-added',
    'review-step': 'step-reviewed',
    decide: 'decided',
    deliver: 'delivered',
    withdraw: 'withdrawn',
    'answer-task': 'task-answered',
    'note-external': 'external-noted',
    'change-service-place': 'service-place-changed',
    'open-notice': 'notice-opened',
    'tell-notice': 'notice-told',
    'hand-on-originals': 'originals-handed-on',
    'receive-originals': 'originals-received',
  }
  const type = bodyOfAct[name]
  if (type === undefined) return fc.constant({ act: name } as RequestableAct)
  return (bodies[type] as fc.Arbitrary<CaseBody>).map(({ type: _, ...fields }) => {
    const { organ: __, ...rest } = fields as { organ?: unknown }
    return { act: name, ...rest } as RequestableAct
  })
}

export const anyRequest: fc.Arbitrary<CaseRequest> = fc.record({
  requestId: hexId,
  caseId: hexId,
  caseNumber: id,
  author: actor,
  time,
  papers: fc.array(paper, { maxLength: 3 }),
  act: anyAct,
})

/** What a broken line or a hostile neighbour makes of good bytes: cut, changed or followed by more. */
export function mangled(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(bytes, fc.nat()).map(([good, at]) => good.subarray(0, at % (good.length + 1))),
    fc.tuple(bytes, fc.nat(), fc.nat(255)).map(([good, at, value]) => {
      const bad = Uint8Array.from(good)
      bad[at % Math.max(1, bad.length)] = value
      return bad
    }),
    fc.tuple(bytes, fc.uint8Array({ minLength: 1, maxLength: 20 })).map(([good, more]) => Buffer.concat([good, more])),
  )
}

/** Checks many values; a failing one is printed with its seed. */
export function forAll<T>(values: fc.Arbitrary<T>, check: (value: T) => void, numRuns = 200): void {
  const run = (value: T) => {
    check(value)
  }
  fc.assert(fc.property(values, run), { numRuns })
}

/** Code of the Fault that was thrown; null when none was, and anything else thrown fails the test. */
export function faultOf(run: () => unknown): string | null {
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof Fault) return error.code
    throw error
  }
}
