import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareEpochs, FIRST_EPOCH } from '../epoch.js'
import { growsConnected } from '../tree.js'
import { admit } from './admit.js'
import { commandOf, completeEvents, does, factsFor, instantAct, paper, registerAct, scan, type Done } from './case.testing.js'
import { instant, MONDAY_MS, outside, permit, roster, villageService } from './world.testing.js'
import type { CaseAct } from './command.js'
import { answerRequest } from './decide.js'
import type { CaseEvent, Stage } from './event.js'
import { evolve, evolveAll } from './evolve.js'
import type { CaseState } from './state.js'
import { STAGES } from './transitions.js'

const people = [...roster.persons.keys()]
const sites = [...roster.sites.keys()]
const places = [...roster.places.keys()]
const materials = fc.subarray(['deed', 'map', 'photo'])
const maybePaper = fc.option(fc.constantFrom(paper('p1'), paper('p2')), { nil: null })

const openings: fc.Arbitrary<CaseAct> = fc.oneof(
  fc.record({ place: fc.constantFrom(...places), given: materials }).map(({ place, given }) => {
    return registerAct({ originPlace: place, servicePlace: place }, { materials: given.map((id) => scan(id)) })
  }),
  fc
    .constantFrom(...places)
    .map((place) => instantAct({ registration: registerAct({ originPlace: place, servicePlace: place }) })),
)

const later: fc.Arbitrary<CaseAct> = fc.oneof(
  fc.constantFrom<CaseAct>(
    { act: 'submit' },
    { act: 'accept' },
    { act: 'complete' },
    { act: 'reckon-due', reason: 'time-confirmed' },
  ),
  fc.record({
    act: fc.constant('move' as const),
    direction: fc.constantFrom('up', 'down', 'back'),
    to: fc.constantFrom(...sites),
    organ: fc.constant(null),
    note: maybePaper,
  }),
  fc.record({ act: fc.constant('join-site' as const), site: fc.constantFrom(...sites), participant: fc.boolean() }),
  fc.record({ act: fc.constant('change-service-place' as const), place: fc.constantFrom(...places) }),
  fc.record({
    act: fc.constant('ask-supplement' as const),
    materials,
    notice: fc.constant(paper('n')),
    dueBy: fc.constant(null),
  }),
  fc.record({ act: fc.constant('give-supplement' as const), materials: materials.map((ids) => ids.map((id) => scan(id))) }),
  fc.record({ act: fc.constant('add-paper' as const), material: fc.constantFrom(scan('map'), scan('x')) }),
  fc.record({
    act: fc.constant('review-step' as const),
    step: fc.constantFrom('examine', 'print'),
    result: fc.constantFrom('agreed', 'disagreed'),
    opinion: maybePaper,
  }),
  fc.record({
    act: fc.constant('decide' as const),
    result: fc.constantFrom('granted', 'denied'),
    document: maybePaper,
    certificateNumber: fc.constant(null),
  }),
  fc.record({
    act: fc.constant('deliver' as const),
    how: fc.constant('counter' as const),
    receiver: fc.constant('proxy' as const),
    proof: maybePaper,
  }),
  fc.record({ act: fc.constant('withdraw' as const), statement: maybePaper }),
  fc.record({
    act: fc.constant('refuse-acceptance' as const),
    ground: fc.constant('not-eligible' as const),
    rightOrgan: fc.constant(null),
    notice: fc.constant(paper('n')),
  }),
  fc.record({
    act: fc.constant('give-task' as const),
    task: fc.constantFrom('t1', 't2'),
    kind: fc.constant('notify' as const),
    site: fc.constantFrom(...sites),
    place: fc.constant(null),
    person: fc.constant(null),
    from: fc.constant(null),
    until: fc.constant(null),
    instruction: maybePaper,
  }),
  fc.record({
    act: fc.constant('answer-task' as const),
    task: fc.constantFrom('t1', 't2'),
    result: fc.constant('done' as const),
    report: maybePaper,
    votes: fc.constant(null),
  }),
  fc.record({
    act: fc.constant('note-external' as const),
    step: fc.constant('decide'),
    system: fc.constant('insurance'),
    number: fc.constant(null),
    state: fc.constantFrom('in-progress', 'granted', 'denied'),
    asOfMs: fc.integer({ min: MONDAY_MS - 5, max: MONDAY_MS }),
    proof: maybePaper,
  }),
  fc.record({
    act: fc.constant('seize' as const),
    from: fc.constantFrom(...sites),
    reason: fc.constantFrom('silent', 'replaced', 'cut-off', 'fork'),
    approvers: fc.constant(['a-window', 'city-second', 'b-proxy']),
    lastHeardMs: fc.constant(null),
    secondDecisionPossible: fc.boolean(),
  }),
)

interface Try {
  readonly done: Done
  readonly minutes: number
  readonly holds: boolean
}

const doneBy = (act: fc.Arbitrary<CaseAct>): fc.Arbitrary<Try> =>
  fc.record({
    done: fc
      .record({
        by: fc.constantFrom(...people),
        act,
        via: fc.option(
          fc.integer({ min: 0, max: 30 }).map((n) => `r${n}`),
          { nil: undefined },
        ),
      })
      .map(({ by, act: chosen, via }) => does(by, chosen, via)),
    minutes: fc.integer({ min: -5, max: 60 }),
    holds: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
  })

/** Acts of the usual life by those who do them, so that walks get past the first refusals. */
const usualActs: fc.Arbitrary<Try> = fc
  .constantFrom<Done>(
    does('proxy', { act: 'submit' }),
    does('a-clerk', { act: 'accept' }),
    does('a-clerk', { act: 'ask-supplement', materials: ['photo'], notice: paper('n'), dueBy: null }),
    does('a-clerk', { act: 'give-supplement', materials: [scan('photo')] }),
    does('a-clerk', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null }),
    does('a-clerk', { act: 'decide', result: 'granted', document: null, certificateNumber: null }),
    does('a-clerk', { act: 'deliver', how: 'post', receiver: 'applicant', proof: null }),
  )
  .map((done) => ({ done, minutes: 0, holds: true }))

const items = fc.constantFrom(permit, instant, villageService, outside)
const usualOpenings: readonly Try[] = [registerAct(), registerAct({}, { materials: [] })].map((act) => {
  return { done: does('proxy', act), minutes: 0, holds: true }
})
const stories = fc.record({
  item: items,
  tries: fc.tuple(
    fc.array(doneBy(openings), { maxLength: 4 }).map((tries) => [...tries, ...usualOpenings]),
    fc.array(fc.oneof(usualActs, doneBy(later)), { minLength: 10, maxLength: 40, size: 'max' }),
  ),
})

/** Every command is tried; what is accepted must be admitted and taken. */
function live(
  { item, tries }: { item: typeof permit; tries: readonly [Try[], Try[]] },
  check: (before: CaseState | null, event: CaseEvent, state: CaseState) => void,
) {
  let state: CaseState | null = null
  const events: CaseEvent[] = []
  for (const { done, minutes, holds } of tries.flat()) {
    const world = { item, roster, nowMs: MONDAY_MS + minutes * 60_000, known: 'measured' as const, holdsPaper: () => holds }
    const facts = factsFor(state, done, world)
    const decision = answerRequest(state, commandOf(done), facts)
    if (decision.kind === 'refused') continue
    for (const event of completeEvents(decision.events, state, commandOf(done), facts)) {
      expect([event.body.type, admit(state, event, roster, item)]).toEqual([event.body.type, null])
      const next: CaseState = evolve(state, event)
      check(state, event, next)
      state = next
      events.push(event)
    }
  }
  return { state, events }
}

describe('whatever decide accepts', () => {
  test('is admitted, taken, and keeps the promises', () => {
    const seen = new Map<Stage, number>()
    fc.assert(
      fc.property(stories, (story) => {
        live(story, (before, event, state) => {
          seen.set(state.stage, (seen.get(state.stage) ?? 0) + 1)
          expect(state.sequence).toBe((before?.sequence ?? 0) + 1)
          expect(state.legalMs).toBeGreaterThanOrEqual(before?.legalMs ?? 0)
          expect(state.path).toEqual(expect.arrayContaining([state.custodian, state.serviceSite, ...state.participants]))
          const path = before?.path ?? [state.custodian]
          expect(state.path.slice(0, path.length)).toEqual(path)
          expect(growsConnected(roster, path, state.path)).toBe(true)
          const rise = compareEpochs(state.epoch, before?.epoch ?? FIRST_EPOCH)
          const custodian = before?.custodian ?? state.originSite
          expect(rise > 0).toBe(state.custodian !== custodian || event.body.type === 'seized')
          const permitDecided = story.item.type === '01' && ['accepted', 'decided'].includes(event.body.type)
          expect(permitDecided && event.author.level === 'village').toBe(false)
        })
      }),
      { numRuns: 400 },
    )
    // The walk must reach the whole life of a case, or the property says little.
    expect([...seen.keys()].sort()).toEqual([...STAGES].sort())
  })

  test('replays in pieces to the same case as at once', () => {
    fc.assert(
      fc.property(stories, fc.nat(), (story, cut) => {
        const { state, events } = live(story, () => undefined)
        const at = events.length === 0 ? 0 : cut % events.length
        expect(evolveAll(events)).toEqual(state)
        expect(evolveAll(events.slice(at), evolveAll(events.slice(0, at)))).toEqual(state)
      }),
      { numRuns: 100 },
    )
  })

  test('never changes the case it was decided on', () => {
    const before = evolveAll(
      live({ item: permit, tries: [[{ done: does('proxy', registerAct()), minutes: 0, holds: true }], []] }, () => undefined)
        .events,
    )
    const copy = structuredClone(before)
    const done = does('proxy', { act: 'submit' })
    answerRequest(
      before,
      commandOf(done),
      factsFor(before, done, { item: permit, roster, nowMs: MONDAY_MS, known: 'measured', holdsPaper: () => true }),
    )
    expect(before).toEqual(copy)
  })
})
