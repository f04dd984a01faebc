import { describe, expect, test } from 'vitest'
import type { Actor } from '../values.js'
import type { CaseAct } from './command.js'
import { decide } from './decide.js'
import { does, factsFor, from, given, paper, play, registerAct, type Done } from './case.testing.js'
import { actor, calendar, MONDAY_MS, permit, roster, step } from './world.testing.js'

const registered = does('proxy', registerAct())
const submitted = [registered, does('proxy', { act: 'submit' })]
const accepted = [...submitted, does('a-clerk', { act: 'accept' })]
const examined = [...accepted, does('a-clerk', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })]
const grant: CaseAct = { act: 'decide', result: 'granted', document: paper('licence'), certificateNumber: 'no-1' }
const denial: CaseAct = { act: 'decide', result: 'denied', document: paper('denial'), certificateNumber: null }
const decided = [...examined, does('a-clerk', grant)]
const handOver: CaseAct = { act: 'deliver', how: 'counter', receiver: 'proxy', proof: null }
const delivered = [...decided, does('proxy', handOver, 'r-deliver')]
const completed = [...delivered, does('a-clerk', { act: 'complete' })]
const askDeed: CaseAct = { act: 'ask-supplement', materials: ['photo'], notice: paper('notice'), dueBy: '2026-03-10' }
const withdrawal: CaseAct = { act: 'withdraw', statement: paper('statement') }

describe('the whole life of a permit', () => {
  test('goes from the village to the county and back', () => {
    const { state, events } = play(completed)
    expect(events.map(({ body }) => body.type)).toEqual([
      ...['registered', 'submitted', 'accepted', 'step-reviewed', 'decided', 'delivered', 'completed'],
    ])
    expect(state).toMatchObject({ stage: 'completed', custodian: 'a', epoch: { seizures: 0, tier: 0, moves: 1 } })
  })

  test('starts both clocks at acceptance', () => {
    const { state } = play(accepted)
    expect(state?.acceptedMs).toBe(MONDAY_MS)
    expect(state?.promised).toEqual({ date: '2026-03-09', latest: null, provisional: false })
    expect(state?.legal).toEqual({ date: '2026-03-30', latest: null, provisional: false })
  })

  test('shows due dates as a range when the clock is not sure', () => {
    const state = given(...submitted)
      .when('a-clerk', { act: 'accept' }, { known: 'unsure' })
      .thenEvents('accepted')
    expect(state.promised).toEqual({ date: '2026-03-05', latest: '2026-03-12', provisional: false })
  })

  test('never counts acceptance from before the last event', () => {
    const state = given(...submitted)
      .when('a-clerk', { act: 'accept' }, { nowMs: 0 })
      .thenEvents('accepted')
    expect(state.acceptedMs).toBe(MONDAY_MS)
  })

  test.each<[string, Done[], string, CaseAct, string]>([
    ['submit twice', submitted, 'a-clerk', { act: 'submit' }, 'case/wrong-stage'],
    ['accept twice', accepted, 'a-clerk', { act: 'accept' }, 'case/wrong-stage'],
    ['decide before acceptance', submitted, 'a-clerk', grant, 'case/wrong-stage'],
    ['grant with a step open', accepted, 'a-clerk', grant, 'step/open'],
    [
      'review an unknown step',
      accepted,
      'a-clerk',
      { act: 'review-step', step: 'x', result: 'agreed', opinion: null },
      'step/unknown',
    ],
    [
      'review a step twice',
      examined,
      'a-clerk',
      { act: 'review-step', step: 'examine', result: 'agreed', opinion: null },
      'case/wrong-stage',
    ],
    [
      'print before the decision',
      examined,
      'a-clerk',
      { act: 'review-step', step: 'print', result: 'agreed', opinion: null },
      'step/open',
    ],
    [
      'decide as a step',
      examined,
      'a-clerk',
      { act: 'review-step', step: 'decide', result: 'agreed', opinion: null },
      'step/unknown',
    ],
    ['deliver before the decision', examined, 'a-clerk', handOver, 'case/wrong-stage'],
    ['complete before delivery', decided, 'a-clerk', { act: 'complete' }, 'case/wrong-stage'],
    ['withdraw after the decision', decided, 'a-clerk', withdrawal, 'case/wrong-stage'],
    ['do anything once completed', completed, 'a-clerk', { act: 'accept' }, 'case/completed'],
    ['ask for a supplement after acceptance', accepted, 'a-clerk', askDeed, 'case/wrong-stage'],
  ])('does not let anyone %s', (_, acts, by, act, code) => {
    given(...acts)
      .when(by, act)
      .thenRefused(code as never)
  })

  test('may be denied with steps still open', () => {
    expect(
      given(...accepted)
        .when('a-clerk', denial)
        .thenEvents('decided').decision?.result,
    ).toBe('denied')
  })

  test('takes the steps in their order, one handled outside included', () => {
    const steps = [
      step('accept', 'accept'),
      step('one', 'examine'),
      step('two', 'external'),
      step('three', 'review'),
      step('decide', 'decide'),
    ]
    const item = { ...permit, steps }
    const review = (id: string): CaseAct => ({ act: 'review-step', step: id, result: 'agreed', opinion: null })
    const seen: CaseAct = {
      act: 'note-external',
      step: 'two',
      system: 'x',
      number: null,
      state: 'granted',
      asOfMs: 0,
      proof: null,
    }
    const one = [...accepted, does('a-clerk', review('one'))]
    const two = [...one, does('a-clerk', seen)]
    given(...accepted)
      .when('a-clerk', review('three'), { item })
      .thenRefused('step/open', 'one')
    given(...one)
      .when('a-clerk', review('three'), { item })
      .thenRefused('step/open', 'two')
    given(...two)
      .when('a-clerk', grant, { item })
      .thenRefused('step/open', 'three')
    expect(
      given(...two, does('a-clerk', review('three')))
        .when('a-clerk', grant, { item })
        .thenEvents('decided').stage,
    ).toBe('decided')
  })

  test('a step that was disagreed may be done again', () => {
    const disagree: CaseAct = { act: 'review-step', step: 'examine', result: 'disagreed', opinion: null }
    const state = given(...accepted, does('a-clerk', disagree))
      .when('a-clerk', { ...disagree, result: 'agreed' })
      .thenEvents('step-reviewed')
    expect(state.steps.get('examine')?.result).toBe('agreed')
  })

  test('prints the certificate after the decision', () => {
    const print: CaseAct = { act: 'review-step', step: 'print', result: 'agreed', opinion: null }
    expect(
      given(...decided)
        .when('a-clerk', print)
        .thenEvents('step-reviewed').stage,
    ).toBe('decided')
  })

  test('may be withdrawn before the decision, where the item lets it', () => {
    expect(
      given(...accepted)
        .when('proxy', withdrawal, { via: 'r1' })
        .thenEvents('withdrawn').stage,
    ).toBe('withdrawn')
    given(...accepted)
      .when('a-clerk', withdrawal, { item: { ...permit, withdrawable: false } })
      .thenRefused('law/not-withdrawable')
  })
})

describe('who acts, and where', () => {
  test('a site that is not custodian is told so', () => {
    const { state } = play(submitted)
    expect(state?.custodian).toBe('a')
    given(...submitted)
      .when('proxy', { act: 'submit' })
      .thenRefused('authority/not-custodian')
    given(...submitted)
      .when('proxy', withdrawal)
      .thenRefused('authority/not-custodian')
  })

  test('a request comes from a site on the path, by a person posted there', () => {
    given(...submitted)
      .when('town-clerk', withdrawal, { via: 'r1' })
      .thenRefused('site/not-on-path', 'a-town')
    given(...submitted)
      .when('proxy', { act: 'submit' }, { via: 'r1' })
      .thenRefused('authority/not-custodian')
  })

  test('papers of a request are on their way and need not be held', () => {
    given(...accepted)
      .when('proxy', withdrawal, { via: 'r1', holdsPaper: () => false })
      .thenEvents('withdrawn')
    given(...accepted)
      .when('a-clerk', withdrawal, { holdsPaper: () => false })
      .thenRefused('paper/not-held', 'statement')
  })

  test('the place that serves the villager changes by request and joins the path', () => {
    const state = given(...accepted)
      .when('proxy', { act: 'change-service-place', place: 'b-station' }, { via: 'r1' })
      .thenEvents('service-place-changed')
    expect(state).toMatchObject({ servicePlace: 'b-station', serviceSite: 'b-village', originSite: 'a-village' })
    expect(state.path).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(state.participants).toEqual(['a-village', 'a', 'b-village', 'b'])
  })

  test('due dates are reckoned anew only when they change, and by a clock that is sure', () => {
    const confirm: CaseAct = { act: 'reckon-due', reason: 'time-confirmed' }
    given(...accepted)
      .when('a-clerk', confirm)
      .thenEvents()
    const unsure = play(accepted, { known: 'unsure' })
    expect(unsure.state?.promised?.latest).toBe('2026-03-12')
    from(unsure).when('a-clerk', { act: 'reckon-due', reason: 'calendar-published' }).thenEvents()
    from(unsure).when('a-clerk', confirm, { known: 'unsure' }).thenRefused('clock/unsure')
    const sure = from(unsure).when('a-clerk', confirm).thenEvents('due-reckoned')
    expect(sure.promised).toEqual({ date: '2026-03-09', latest: null, provisional: false })
  })

  test('a further year’s calendar settles a provisional date, though it stays the same day', () => {
    const reckon: CaseAct = { act: 'reckon-due', reason: 'calendar-published' }
    const early = play(accepted, { calendar: { ...calendar, version: 'published-2025', publishedToYear: 2025 } })
    expect(early.state?.promised).toEqual({ date: '2026-03-09', latest: null, provisional: true })
    const settled = from(early).when('a-clerk', reckon).thenEvents('due-reckoned')
    expect(settled).toMatchObject({ promised: { date: '2026-03-09', provisional: false }, calendarVersion: 'published-2026' })
    const december = { nowMs: Date.UTC(2026, 11, 21) }
    const partly = play(accepted, december)
    expect([partly.state?.promised?.provisional, partly.state?.legal?.provisional]).toEqual([false, true])
    const calendar2027 = { ...calendar, version: 'published-2027', publishedToYear: 2027 }
    from(partly)
      .when('a-clerk', reckon, { ...december, calendar: calendar2027 })
      .thenEvents('due-reckoned')
  })

  test('a case with entries of a newer version waits for the upgrade', () => {
    const { state } = play(accepted)
    const newer = { state: state && { ...state, unknownBodies: ['paused'] } }
    from(newer).when('a-clerk', grant).thenRefused('case/needs-upgrade', 'paused')
  })

  test('a person, a place or an organ the roster has not is refused', () => {
    const { state } = play(accepted)
    const act = { act: { act: 'complete' as const }, asked: null }
    const decideAs = (changes: Partial<Actor>) => {
      const by = actor('a-clerk', changes)
      return decide(
        state,
        { ...act, by },
        factsFor(state, does('a-clerk', act.act), {
          item: permit,
          roster,
          nowMs: MONDAY_MS,
          known: 'measured',
          holdsPaper: () => true,
        }),
      )
    }
    expect(decideAs({ person: 'nobody' })).toMatchObject({ code: 'person/not-posted' })
    expect(decideAs({ place: 'nowhere' })).toMatchObject({ code: 'place/unknown' })
    expect(decideAs({ organ: 'no-organ' })).toMatchObject({ code: 'authority/denied' })
    expect(decideAs({ organ: 'a-agency' })).toMatchObject({ code: 'person/not-posted' })
    expect(decideAs({ level: 'city' })).toMatchObject({ code: 'authority/denied' })
    expect(decideAs({ rosterVersion: 9 })).toMatchObject({ code: 'roster/behind' })
  })
})
