import { describe, expect, test } from 'vitest'
import type { CaseAct } from '../case/command.js'
import { does, from, given, paper, play, registerAct, scan } from '../case/case.testing.js'
import { permit } from '../case/world.testing.js'

const registered = does('proxy', registerAct())
const submitted = [registered, does('proxy', { act: 'submit' })]
const askDeed: CaseAct = { act: 'ask-supplement', materials: ['photo'], notice: paper('notice'), dueBy: '2026-03-10' }

describe('acceptance', () => {
  test('waits for papers on their way', () => {
    for (const late of ['form', 'applicant', 'deed'])
      given(...submitted)
        .when('a-clerk', { act: 'accept' }, { holdsPaper: (hash) => hash !== late })
        .thenRefused('paper/awaited', late)
  })

  test('does not wait for a paper that may follow or was not required', () => {
    const act = registerAct({}, { materials: [scan('deed'), scan('map'), scan('photo')] })
    given(does('proxy', act), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' }, { holdsPaper: (hash) => hash !== 'map' && hash !== 'photo' })
      .thenEvents('accepted')
  })

  test('needs the required materials of the scenario, and only those', () => {
    const options = [
      { id: 'long', name: 'long', materials: ['deed'] },
      { id: 'short', name: 'short', materials: ['photo'] },
    ]
    const item = { ...permit, scenarioGroups: [{ id: 'how', question: 'how?', options, askedWhen: [] }] }
    given(does('proxy', registerAct({}, { materials: [] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' })
      .thenRefused('paper/missing', 'deed')
    given(does('proxy', registerAct({}, { materials: [], answers: ['long'] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' }, { item })
      .thenRefused('paper/missing', 'deed')
    given(does('proxy', registerAct({}, { materials: [], answers: ['short'] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' }, { item })
      .thenEvents('accepted')
  })

  test('does not wait for what the system fetches by itself (系统自动获取免提交)', () => {
    const fetched = permit.materials.map((material) => ({ ...material, format: 'automatic' as const }))
    given(does('proxy', registerAct({}, { materials: [] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' }, { item: { ...permit, materials: fetched } })
      .thenEvents('accepted')
  })

  test('takes sheets seen at the counter for submitted', () => {
    const sheet = { material: 'deed', paper: null, form: 'original' as const, originals: 1, copies: 0 }
    given(does('proxy', registerAct({}, { materials: [sheet] })), does('proxy', { act: 'submit' }))
      .when('a-clerk', { act: 'accept' })
      .thenEvents('accepted')
  })

  test('is refused without the pinned version of the item, which is being fetched', () => {
    const played = play(submitted)
    from(played).when('a-clerk', { act: 'accept' }, { item: null }).thenRefused('item/waiting-for', 'permit v1')
    from(played)
      .when('a-clerk', { act: 'accept' }, { item: { ...permit, digest: 'other' } })
      .thenRefused('item/waiting-for', 'permit v1')
  })

  test('may be refused in writing, naming the right organ at the wrong counter', () => {
    const refusal = { act: 'refuse-acceptance' as const, ground: 'wrong-organ' as const, notice: paper('notice') }
    given(...submitted)
      .when('a-clerk', { ...refusal, rightOrgan: null })
      .thenRefused('input/invalid', 'right organ')
    given(...submitted)
      .when('a-clerk', { ...refusal, rightOrgan: 'no-organ' })
      .thenRefused('input/invalid', 'right organ')
    const state = given(...submitted)
      .when('a-clerk', { ...refusal, rightOrgan: 'b-bureau' })
      .thenEvents('not-accepted')
    expect(state.stage).toBe('not-accepted')
  })

  test('belongs to the organ, not to a window that only receives', () => {
    given(...submitted)
      .when('a-window', { act: 'accept' })
      .thenRefused('authority/denied')
    given(registered).when('proxy', { act: 'accept' }).thenRefused('authority/village-never-decides')
  })
})

describe('a supplement', () => {
  const asked = [...submitted, does('a-clerk', askDeed)]

  test('is asked once and given from the village', () => {
    expect(play(asked).state).toMatchObject({ stage: 'supplementing', supplement: { materials: ['photo'], dueBy: '2026-03-10' } })
    const give: CaseAct = { act: 'give-supplement', materials: [scan('photo')] }
    const state = given(...asked)
      .when('proxy', give, { via: 'r1' })
      .thenEvents('supplement-given')
    expect(state).toMatchObject({ stage: 'submitted', supplement: null })
    expect(state.materials.get('photo')?.paper?.hash).toBe('photo')
  })

  test('stays open until the last paper is there', () => {
    const both: CaseAct = { ...askDeed, materials: ['photo', 'map'] } as CaseAct
    const state = given(...submitted, does('a-clerk', both))
      .when('proxy', { act: 'give-supplement', materials: [scan('photo')] }, { via: 'r1' })
      .thenEvents('supplement-given')
    expect(state).toMatchObject({ stage: 'supplementing', supplement: { materials: ['map'] } })
  })

  test('never asks for the same paper twice', () => {
    const given1 = does('proxy', { act: 'give-supplement', materials: [scan('photo')] }, 'r1')
    given(...asked, given1)
      .when('a-clerk', askDeed)
      .thenRefused('law/supplement-once', 'photo')
  })

  test.each([
    ['nothing', { materials: [] }],
    ['a paper twice', { materials: ['photo', 'photo'] }],
    ['a paper the item has not', { materials: ['x'] }],
    ['a date that does not exist', { dueBy: '2026-02-30' }],
  ])('does not ask for %s', (_, changes) => {
    given(...submitted)
      .when('a-clerk', { ...askDeed, ...changes } as CaseAct)
      .thenRefused('input/invalid')
  })
})
