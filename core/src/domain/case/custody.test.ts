import { describe, expect, test } from 'vitest'
import type { FaultCode } from '../fault.js'
import { applyChange } from '../roster-view.js'
import type { CaseAct, Seize } from './command.js'
import { does, from, given, play, registerAct, type Done } from './case.testing.js'
import { permit, roster, site, villageService } from './world.testing.js'

const registered = does('proxy', registerAct())
const submitted = [registered, does('proxy', { act: 'submit' })]
const up = (to: string): CaseAct => ({ act: 'move', direction: 'up', to, organ: null, note: null })
const down = (to: string): CaseAct => ({ act: 'move', direction: 'down', to, organ: null, note: null })
const back = (to: string): CaseAct => ({ act: 'move', direction: 'back', to, organ: null, note: null })
const seizeFrom = (from: string, changes: Partial<Seize> = {}): Seize => ({
  act: 'seize',
  from,
  reason: 'silent',
  approvers: changes.reason === 'asked-by-city' ? ['city-second'] : ['a-window', 'city-second'],
  lastHeardMs: null,
  secondDecisionPossible: false,
  ...changes,
})

describe('submission', () => {
  test('hands custody to the site of the accepting organ and raises moves', () => {
    const state = given(registered).when('proxy', { act: 'submit' }).thenEvents('submitted')
    expect(state).toMatchObject({ custodian: 'a', stage: 'submitted', epoch: { seizures: 0, tier: 0, moves: 1 } })
  })

  test('to an organ of the same site moves nothing', () => {
    const act = registerAct({ originPlace: 'a-hall', servicePlace: 'a-hall' })
    const state = given(does('a-window', act)).when('a-window', { act: 'submit' }).thenEvents('submitted')
    expect(state).toMatchObject({ custodian: 'a', epoch: { moves: 0 } })
  })

  test('of an item the village handles stays in the village', () => {
    const item = { ...villageService, handling: 'promised' as const }
    const state = given(does('proxy', registerAct({}, { materials: [] })))
      .when('proxy', { act: 'submit' }, { item })
      .thenEvents('submitted')
    expect(state.custodian).toBe('a-village')
  })

  test('to another county grows the path through the city and lets that gateway hold the papers', () => {
    const item = { ...permit, organ: 'b-bureau', steps: [] }
    const state = given(registered).when('proxy', { act: 'submit' }, { item }).thenEvents('submitted')
    expect(state).toMatchObject({ custodian: 'b', path: ['a-village', 'a', 'city', 'b'], participants: ['a-village', 'a', 'b'] })
  })

  test('is refused while the roster does not know the organ', () => {
    given(registered)
      .when('proxy', { act: 'submit' }, { item: { ...permit, organ: 'new-bureau', steps: [] } })
      .thenRefused('site/unknown')
  })
})

describe('moves', () => {
  test('go up, down and back, each raising moves and never shrinking the path', () => {
    const { state } = play([
      ...submitted,
      does('a-clerk', up('city')),
      does('city-clerk', down('b')),
      does('b-clerk', back('city')),
    ])
    expect(state).toMatchObject({
      custodian: 'city',
      stage: 'submitted',
      path: ['a-village', 'a', 'city', 'b'],
      participants: ['a-village', 'a', 'city', 'b'],
      epoch: { seizures: 0, tier: 0, moves: 4 },
    })
  })

  test('to a station bring its gateway among the participants', () => {
    const state = given(registered, does('proxy', up('a')))
      .when('a-clerk', down('a-town'))
      .thenEvents('moved')
    expect(state.path).toEqual(['a-village', 'a', 'city', 'a-town'])
    expect(state.participants).toEqual(['a-village', 'a', 'a-town'])
  })

  test.each([
    ['up to a site that lies below', up('a-town'), 'input/invalid'],
    ['down to a site elsewhere', down('b'), 'input/invalid'],
    ['back to where it never was', back('b'), 'input/invalid'],
    ['to where it is', up('a'), 'input/invalid'],
    ['to nowhere', up('nowhere'), 'site/unknown'],
  ] as const)('are refused %s', (_, act, code) => {
    given(...submitted)
      .when('a-clerk', act)
      .thenRefused(code)
  })

  test('never go to a retired site', () => {
    const retired = site('a-town', 'edge', 'a', { life: 'retired', successor: 'a' })
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts: [{ kind: 'site', site: retired }] })
    given(...submitted)
      .when('a-clerk', down('a-town'), { roster: later })
      .thenRefused('site/unknown')
  })
})

describe('joining', () => {
  test('adds the site and what lies between, with papers or without', () => {
    const bare = given(...submitted)
      .when('a-clerk', { act: 'join-site', site: 'b-village', participant: false })
      .thenEvents('site-joined')
    expect(bare.path).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(bare.participants).toEqual(['a-village', 'a'])
    const full = given(...submitted)
      .when('a-clerk', { act: 'join-site', site: 'b-village', participant: true })
      .thenEvents('site-joined')
    expect(full.participants).toEqual(['a-village', 'a', 'b-village', 'b'])
  })

  test('writes nothing when it changes nothing', () => {
    given(...submitted)
      .when('a-clerk', { act: 'join-site', site: 'city', participant: false })
      .thenEvents()
  })
})

describe('seizure', () => {
  test('by the direct parent raises seizures at its tier and takes custody, whatever the stage', () => {
    const state = given(registered).when('a-clerk', seizeFrom('a-village')).thenEvents('seized')
    expect(state).toMatchObject({ custodian: 'a', stage: 'registered', epoch: { seizures: 1, tier: 1, moves: 0 } })
  })

  test('by the city from a county stands above a county’s', () => {
    const state = given(...submitted)
      .when('city-clerk', seizeFrom('a'))
      .thenEvents('seized')
    expect(state).toMatchObject({ custodian: 'city', epoch: { seizures: 1, tier: 2, moves: 1 } })
    expect(state.participants).toEqual(['a-village', 'a', 'city'])
  })

  test('by the city past a county only when the county itself is gone', () => {
    given(registered).when('city-clerk', seizeFrom('a-village')).thenRefused('authority/not-parent')
    given(registered)
      .when('city-clerk', seizeFrom('a-village', { reason: 'cut-off' }))
      .thenEvents('seized')
    const retired = site('a', 'county', 'city', { life: 'retired', successor: 'b' })
    const later = applyChange(roster, { version: 2, atMs: 0, by: 'x', facts: [{ kind: 'site', site: retired }] })
    given(registered).when('city-clerk', seizeFrom('a-village'), { roster: later }).thenEvents('seized')
  })

  test.each<[string, string, Done[], Seize]>([
    ['by a neighbour county', 'b-clerk', [registered], seizeFrom('a-village')],
    ['by a township', 'town-clerk', [registered], seizeFrom('a-village')],
    ['from a site that does not hold the case', 'a-clerk', submitted, seizeFrom('a-village')],
    ['by a county from the city', 'a-clerk', [...submitted, does('a-clerk', up('city'))], seizeFrom('city')],
  ])('is refused %s', (_, by, acts, act) => {
    given(...acts)
      .when(by, act)
      .thenRefused('authority/not-parent')
  })

  test('ends a fork from whoever wrote it, the city its own', () => {
    given(...submitted)
      .when('a-clerk', seizeFrom('a-village', { reason: 'fork' }))
      .thenEvents('seized')
    const atCity = [...submitted, does('a-clerk', up('city'))]
    given(...atCity)
      .when('city-clerk', seizeFrom('city', { reason: 'fork' }))
      .thenEvents('seized')
    given(...atCity)
      .when('city-clerk', seizeFrom('city'))
      .thenRefused('authority/not-parent')
    given(...submitted)
      .when('a-clerk', seizeFrom('a', { reason: 'fork' }))
      .thenRefused('authority/not-parent')
  })

  test('records its approvers and that a second decision may exist', () => {
    const act = seizeFrom('a-village', { approvers: ['a-clerk', 'a-helper'], secondDecisionPossible: true, lastHeardMs: 5 })
    expect(given(registered).when('a-clerk', act).thenEvents('seized').secondDecisionPossible).toBe(true)
    given(registered)
      .when('a-clerk', seizeFrom('a-village', { approvers: ['nobody'] }))
      .thenRefused('person/unknown')
  })

  test.each([
    ['nobody', []],
    ['the actor again', ['a-clerk']],
    ['somebody of another site', ['city-second', 'b-clerk', 'town-clerk']],
  ])('of a site that is only silent needs a second person, who serves at the seizing site: not %s', (_who, approvers) => {
    for (const reason of ['silent', 'fork'] as const) {
      given(registered).when('a-clerk', seizeFrom('a-village', { reason, approvers })).thenRefused('authority/second-approver')
    }
    given(registered)
      .when('a-clerk', seizeFrom('a-village', { reason: 'cut-off', approvers }))
      .thenEvents('seized')
  })

  test('asked for by the city is the county’s, in the name of the city’s person and approvers', () => {
    const asked = seizeFrom('a-village', { reason: 'asked-by-city', approvers: ['city-second'] })
    const { events } = play([registered, does('city-clerk', asked, 'ask-1')])
    expect(events.at(-1)).toMatchObject({
      author: { site: 'a', person: 'city-clerk', place: 'city-hall' },
      body: { type: 'seized', reason: 'asked-by-city', approvers: ['city-second'] },
      after: { custodian: 'a' },
      epoch: { seizures: 1, tier: 1, moves: 0 },
      answer: { requestId: 'ask-1', refusal: null },
    })
  })

  test('asked for twice under one id happens once, whatever came between', () => {
    const asked = does('city-clerk', seizeFrom('a-village', { reason: 'asked-by-city' }), 'ask-1')
    from(play([registered, asked]))
      .when('city-clerk', asked.act, { via: 'ask-1' })
      .thenEvents()
  })

  test.each<[string, string, Partial<Seize>, FaultCode]>([
    ['by a person of the county itself', 'a-clerk', {}, 'authority/not-parent'],
    ['by a person of another county', 'b-clerk', {}, 'authority/not-parent'],
    ['with an approver who is not the city’s', 'city-clerk', { approvers: ['city-second', 'a-clerk'] }, 'person/not-posted'],
    ['by one person of the city alone', 'city-clerk', { approvers: [] }, 'authority/second-approver'],
    ['by one person twice', 'city-clerk', { approvers: ['city-clerk'] }, 'authority/second-approver'],
    ['from a site that does not hold the case', 'city-clerk', { from: 'a-town' }, 'authority/not-parent'],
  ])('asked for %s is refused', (_, by, changes, code) => {
    given(registered)
      .when(by, seizeFrom('a-village', { reason: 'asked-by-city', ...changes }), { via: 'ask-1' })
      .thenRefused(code)
  })

  test('needs no upgrade', () => {
    const { state } = play([registered])
    const newer = { state: state && { ...state, unknownBodies: ['paused'] } }
    from(newer).when('a-clerk', seizeFrom('a-village')).thenEvents('seized')
  })
})
