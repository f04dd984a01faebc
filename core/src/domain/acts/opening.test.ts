import { describe, expect, test } from 'vitest'
import { does, given, instantAct, paper, registerAct, scan } from '../case/case.testing.js'
import { instant, MONDAY_MS, outside, permit, villageService } from '../case/world.testing.js'

const registered = does('proxy', registerAct())

describe('registration', () => {
  test('puts the case in the origin site’s custody, its log on every site above, its papers also at the gateway', () => {
    const state = given().when('proxy', registerAct()).thenEvents('registered')
    expect(state).toMatchObject({
      stage: 'registered',
      custodian: 'a-village',
      path: ['a-village', 'a', 'city'],
      participants: ['a-village', 'a'],
      serviceSite: 'a-village',
      calendarVersion: 'published-2026',
    })
    expect([...state.papers.keys()]).toEqual(['applicant', 'form', 'deed'])
  })

  test('reaches a service place in another county through the city', () => {
    const state = given()
      .when('proxy', registerAct({ servicePlace: 'b-station' }))
      .thenEvents('registered')
    expect(state.path).toEqual(['a-village', 'a', 'city', 'b', 'b-village'])
    expect(state.participants).toEqual(['a-village', 'a', 'b-village', 'b'])
  })

  test('works for a village served by the county’s gateway', () => {
    const act = registerAct({ originPlace: 'a-hosted', servicePlace: 'a-hosted' })
    expect(given().when('hosted-proxy', act).thenEvents('registered')).toMatchObject({ custodian: 'a', path: ['a', 'city'] })
  })

  test.each([
    ['an unknown origin', registerAct({ originPlace: 'nowhere' }), 'place/unknown'],
    ['an unknown service place', registerAct({ servicePlace: 'nowhere' }), 'place/unknown'],
    ['an origin another site serves', registerAct({ originPlace: 'a-hall' }), 'authority/not-custodian'],
    ['a scenario the item has not', registerAct({}, { answers: ['x'] }), 'input/invalid'],
    ['a material the item has not', registerAct({}, { materials: [scan('x')] }), 'input/invalid'],
    ['a material twice', registerAct({}, { materials: [scan('deed'), scan('deed')] }), 'input/invalid'],
    ['an empty paper', registerAct({}, { form: paper('form', 0) }), 'paper/empty'],
    ['a paper of 51 MB', registerAct({}, { form: paper('form', 51 * 1024 * 1024) }), 'paper/too-large'],
    [
      'a claimed time to come',
      registerAct({}, { enteredLater: { claimedMs: MONDAY_MS + 3_600_000, reason: 'power-cut', proof: null } }),
      'input/invalid',
    ],
  ] as const)('is refused with %s', (_, act, code) => {
    given().when('proxy', act).thenRefused(code)
  })

  test('names only papers this store holds', () => {
    given()
      .when('proxy', registerAct(), { holdsPaper: (hash) => hash !== 'deed' })
      .thenRefused('paper/not-held', 'deed')
  })

  test('is refused where the item is only asked about', () => {
    const item = { ...permit, grants: [{ level: 'village' as const, organ: null, power: 'consult' as const }] }
    given().when('proxy', registerAct(), { item }).thenRefused('item/not-offered')
  })

  test('needs an answer to each question the item puts', () => {
    const options = [{ id: 'new', name: 'new', materials: ['deed'] }]
    const item = { ...permit, scenarioGroups: [{ id: 'which', question: 'which?', options, askedWhen: [] }] }
    given().when('proxy', registerAct(), { item }).thenRefused('input/invalid', 'answers')
    given()
      .when('proxy', registerAct({}, { answers: ['new'] }), { item })
      .thenEvents('registered')
  })

  test('keeps what was entered later with its claimed time', () => {
    const enteredLater = { claimedMs: MONDAY_MS - 86_400_000, reason: 'power-cut' as const, proof: paper('slip') }
    expect(given().when('proxy', registerAct({}, { enteredLater })).thenEvents('registered').enteredLater).toEqual(enteredLater)
  })

  test('happens once', () => {
    given(registered).when('proxy', registerAct()).thenRefused('case/exists', 'number-1')
  })

  test('comes before every other act', () => {
    given().when('proxy', { act: 'submit' }).thenRefused('case/unknown')
  })
})

describe('instant items', () => {
  test('are registered, accepted, decided, handed over and completed in one act', () => {
    const state = given()
      .when('a-clerk', instantAct(), { item: instant })
      .thenEvents('registered', 'accepted', 'decided', 'delivered', 'completed')
    expect(state).toMatchObject({ stage: 'completed', decidedMs: MONDAY_MS, acceptedMs: MONDAY_MS, registeredMs: MONDAY_MS })
  })

  test('may be handed over later', () => {
    const state = given()
      .when('a-clerk', instantAct({ delivery: null }), { item: instant })
      .thenEvents('registered', 'accepted', 'decided')
    expect(state.stage).toBe('decided')
  })

  test('are handled by a village when they are public services named so', () => {
    const here = { originPlace: 'a-station', servicePlace: 'a-station' }
    const act = instantAct({ registration: registerAct(here, { materials: [] }), delivery: null })
    given().when('proxy', act, { item: villageService }).thenEvents('registered', 'accepted', 'decided', 'completed')
    given()
      .when('proxy', instantAct({ registration: registerAct(here) }), { item: instant })
      .thenRefused('authority/village-never-decides')
  })

  test('need their required papers, an instant item and an organ', () => {
    const without = instantAct({
      registration: { ...instantAct().registration, registered: { ...registerAct().registered, materials: [] } },
    })
    given().when('a-clerk', without, { item: instant }).thenRefused('paper/missing', 'deed')
    const proven = instantAct({ delivery: { how: 'counter', receiver: 'applicant', proof: paper('proof') } })
    given()
      .when('a-clerk', proven, { item: instant, holdsPaper: (hash) => hash !== 'proof' })
      .thenRefused('paper/not-held', 'proof')
    given().when('a-clerk', instantAct(), { item: permit }).thenRefused('item/not-offered')
    const outsideToo = { ...instant, steps: outside.steps }
    given().when('a-clerk', instantAct(), { item: outsideToo }).thenRefused('step/open', 'decide')
    given().when('a-window', instantAct(), { item: instant }).thenRefused('authority/denied')
  })
})
