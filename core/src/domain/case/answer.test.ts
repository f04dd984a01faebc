import { describe, expect, test } from 'vitest'
import type { CaseAct } from './command.js'
import { commandOf, completeEvents, does, factsFor, play, registerAct, type Done, type World } from './case.testing.js'
import { MONDAY_MS, permit, roster } from './world.testing.js'
import { answerRequest } from './decide.js'
import { evolve } from './evolve.js'
import type { CaseState } from './state.js'

const submitted = [does('proxy', registerAct()), does('proxy', { act: 'submit' })]
const withdrawal: CaseAct = { act: 'withdraw', statement: null }
const complete: CaseAct = { act: 'complete' }
const world: World = { item: permit, roster, nowMs: MONDAY_MS, known: 'measured', holdsPaper: () => true }

function ask(state: CaseState | null, done: Done, changes: Partial<World> = {}) {
  const facts = factsFor(state, done, { ...world, ...changes })
  const decision = answerRequest(state, commandOf(done), facts)
  const events = decision.kind === 'accepted' ? completeEvents(decision.events, state, commandOf(done), facts) : []
  return { decision, events, state: events.reduce<CaseState | null>(evolve, state) }
}

describe('the outcome of a request', () => {
  const { state } = play(submitted)

  test('names the request on its first event when it is carried out', () => {
    const { events } = ask(state, does('proxy', withdrawal, 'r1'))
    expect(events.map(({ answer }) => answer)).toEqual([{ requestId: 'r1', bodyHash: 'hash-of-r1', refusal: null }])
  })

  test('is named by the first event of the case it registers', () => {
    const registered = ask(null, does('proxy', registerAct(), 'r0'))
    expect(registered.state?.answers.get('r0')).toEqual({ requestId: 'r0', bodyHash: 'hash-of-r0', refusal: null })
    expect(ask(null, does('proxy', registerAct())).events[0]?.answer).toBeNull()
  })

  test('is an event of the log when it is a refusal, which changes nothing else', () => {
    const after = ask(state, does('proxy', complete, 'r1'))
    expect(after.events.map(({ body }) => body.type)).toEqual(['request-refused'])
    expect(after.state?.answers.get('r1')?.refusal).toEqual({ code: 'case/wrong-stage', detail: 'submitted' })
    expect({ ...after.state, sequence: 0, answers: null }).toEqual({ ...state, sequence: 0, answers: null })
  })

  test('is given once: the same request again appends nothing', () => {
    for (const act of [withdrawal, complete]) {
      const once = ask(state, does('proxy', act, 'r1'))
      expect(ask(once.state, does('proxy', act, 'r1')).decision).toEqual({ kind: 'accepted', events: [] })
    }
  })

  test('is not shared by another body under the same id', () => {
    const once = ask(state, does('proxy', complete, 'r1')).state
    const command = { ...commandOf(does('proxy', withdrawal, 'r1')), asked: { requestId: 'r1', bodyHash: 'another' } }
    const decision = answerRequest(once, command, factsFor(once, does('proxy', withdrawal), world))
    expect(decision).toEqual({ kind: 'refused', code: 'request/other-body', detail: 'r1' })
  })

  test('is the same from any later custodian', () => {
    const once = ask(state, does('proxy', complete, 'r1')).state
    const up = ask(once, does('a-clerk', { act: 'move', direction: 'up', to: 'city', organ: null, note: null })).state
    expect(up?.custodian).toBe('city')
    expect(ask(up, does('proxy', complete, 'r1')).decision).toEqual({ kind: 'accepted', events: [] })
  })

  test('waits for papers on their way, the item’s version, a newer roster or an upgrade', () => {
    const accept: CaseAct = { act: 'accept' }
    const cases: [CaseState | null, Partial<World>, string][] = [
      [state, { holdsPaper: () => false }, 'paper/awaited'],
      [state, { item: null }, 'item/waiting-for'],
      [state, { roster: { ...roster, version: 0 } }, 'roster/behind'],
      [state && { ...state, unknownBodies: ['paused'] }, {}, 'case/needs-upgrade'],
    ]
    for (const [at, changes, code] of cases) {
      expect(ask(at, does('a-clerk', accept, 'r1'), changes).decision).toMatchObject({ kind: 'refused', code })
    }
  })

  test('comes from the custodian alone', () => {
    const facts = { ...factsFor(state, does('proxy', complete), world), self: 'city' }
    const decision = answerRequest(state, commandOf(does('proxy', complete, 'r1')), facts)
    expect(decision).toEqual({ kind: 'refused', code: 'case/elsewhere', detail: 'a' })
  })

  test('is only told, not logged, where the caller says so', () => {
    const facts = factsFor(state, does('proxy', complete), world)
    expect(answerRequest(state, commandOf(does('proxy', complete, 'r1')), facts, false)).toMatchObject({ kind: 'refused' })
  })

  test('still comes when the case has ended', () => {
    const ended = ask(state, does('proxy', withdrawal, 'r1')).state
    expect(ask(ended, does('proxy', withdrawal, 'r2')).events.map(({ body }) => body.type)).toEqual(['request-refused'])
  })
})
