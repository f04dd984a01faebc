import { describe, expect, test } from 'vitest'
import type { CaseAct } from '../case/command.js'
import { does, given, paper, registerAct } from '../case/case.testing.js'
import { RESULT } from '../folds/originals.js'

const deed = { material: 'deed', paper: null, form: 'original' as const, originals: 1, copies: 0 }
const photo = { ...deed, material: 'photo' }
const submitted = [does('proxy', registerAct({}, { materials: [deed, photo] })), does('proxy', { act: 'submit' })]
const send = (changes = {}): CaseAct => ({
  act: 'hand-on-originals',
  materials: ['deed', 'photo'],
  to: 'a-hall',
  bag: 'B-1',
  ...changes,
})
const receive = (changes = {}): CaseAct => ({
  act: 'receive-originals',
  bag: 'B-1',
  materials: ['deed'],
  missing: ['photo'],
  ...changes,
})
const sent = [...submitted, does('proxy', send(), 'r-1')]

describe('an original', () => {
  test('is where it was taken in', () => {
    const state = given(...submitted)
      .when('a-clerk', { act: 'accept' })
      .thenEvents('accepted')
    expect(state.originals.get('deed')).toMatchObject({ holder: 'a-station', to: null, missing: false })
  })

  test('travels in a bag from the counter that has it, and missing ones are named', () => {
    const onTheWay = given(...submitted)
      .when('proxy', send(), { via: 'r-1' })
      .thenEvents('originals-handed-on')
    expect(onTheWay.originals.get('deed')).toMatchObject({ holder: 'a-station', to: 'a-hall', bag: 'B-1' })
    const arrived = given(...sent)
      .when('a-clerk', receive())
      .thenEvents('originals-received')
    expect(arrived.originals.get('deed')).toMatchObject({ holder: 'a-hall', to: null, bag: null, missing: false })
    expect(arrived.originals.get('photo')).toMatchObject({ holder: 'a-station', to: 'a-hall', missing: true })
  })

  test('that was missed may turn up', () => {
    const state = given(...sent, does('a-clerk', receive()))
      .when('a-clerk', receive({ materials: ['photo'], missing: [] }))
      .thenEvents('originals-received')
    expect(state.originals.get('photo')).toMatchObject({ holder: 'a-hall', missing: false })
  })

  test('goes back to the applicant by hand', () => {
    const state = given(...submitted)
      .when('proxy', send({ to: null, bag: null }), { via: 'r-1' })
      .thenEvents('originals-handed-on')
    expect(state.originals.get('deed')).toMatchObject({ holder: null, to: null })
  })

  test.each([
    ['from a counter that does not have it', 'a-clerk', send({ to: 'a-station' }), 'original/not-here'],
    ['twice', 'proxy', send({ materials: ['deed', 'deed'] }), 'input/invalid'],
    ['with nothing in the bag', 'proxy', send({ materials: [] }), 'input/invalid'],
    ['to the same counter', 'proxy', send({ to: 'a-station' }), 'place/unknown'],
    ['to a counter that cannot answer for the case', 'proxy', send({ to: 'b-station' }), 'site/not-on-path'],
    ['when it was never taken in', 'proxy', send({ materials: ['map'] }), 'original/not-here'],
  ] as const)('is not sent %s', (_, by, act, code) => {
    const world = by === 'proxy' ? { via: 'r-1' } : {}
    given(...submitted)
      .when(by, act, world)
      .thenRefused(code)
  })

  test.each([
    ['at another counter', 'proxy', receive()],
    ['from another bag', 'a-clerk', receive({ bag: 'B-2' })],
    ['when it is not in the list', 'a-clerk', receive({ materials: ['map'] })],
  ] as const)('is not received %s', (_, by, act) => {
    const world = by === 'proxy' ? { via: 'r-2' } : {}
    given(...sent)
      .when(by, act, world)
      .thenRefused('original/not-on-its-way')
  })

  test('that is on its way is not sent again', () => {
    given(...sent)
      .when('proxy', send({ bag: 'B-2' }), { via: 'r-2' })
      .thenRefused('original/not-here')
  })

  test('made by the decision is at its counter until it is handed over', () => {
    const examined = [
      ...submitted,
      does('a-clerk', { act: 'accept' }),
      does('a-clerk', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null }),
    ]
    const grant: CaseAct = { act: 'decide', result: 'granted', document: paper('licence'), certificateNumber: 'n' }
    const decided = given(...examined)
      .when('a-clerk', grant)
      .thenEvents('decided')
    expect(decided.originals.get(RESULT)).toMatchObject({ holder: 'a-hall', to: null })
    const delivered = given(...examined, does('a-clerk', grant))
      .when('a-clerk', { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null })
      .thenEvents('delivered')
    expect(delivered.originals.get(RESULT)).toMatchObject({ holder: null })
  })
})
