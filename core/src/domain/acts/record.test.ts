import { describe, expect, test } from 'vitest'
import { blankGuide } from '../catalogue/blank.js'
import { admit } from '../case/admit.js'
import { does, from, given, instantAct, paper, play, registerAct, registration, scan } from '../case/case.testing.js'
import { outcomeOf } from '../case/national-codes.js'
import { permit, roster, step, villageService } from '../case/world.testing.js'
import type { ItemVersion } from '../item.js'

const guide = { ...blankGuide, recordOnly: true }
/** Entered in county A's register; somebody looks at the papers first. */
const filing: ItemVersion = { ...permit, type: '10', hasResult: false, steps: [step('accept', 'accept')], guide }
const examined: ItemVersion = { ...filing, steps: [step('accept', 'accept'), step('examine', 'examine')] }

const submitted = [does('proxy', registerAct()), does('proxy', { act: 'submit' })]
const accepted = [...submitted, does('a-clerk', { act: 'accept' })]
const examine = { act: 'review-step' as const, step: 'examine', result: 'agreed' as const, opinion: null }
const grant = { act: 'decide' as const, result: 'granted' as const, document: null, certificateNumber: null }

describe('an item that only records (登记类)', () => {
  test('is complete once recorded, without a decision', () => {
    const state = from(play(accepted, { item: filing }))
      .when('a-clerk', { act: 'complete' }, { item: filing })
      .thenEvents('completed')
    expect(state).toMatchObject({ stage: 'completed', decision: null })
    expect(state === null ? null : outcomeOf(state)).toBe('recorded')
  })

  test('waits for its steps', () => {
    from(play(accepted, { item: examined }))
      .when('a-clerk', { act: 'complete' }, { item: examined })
      .thenRefused('step/open', 'examine')
    from(play([...accepted, does('a-clerk', examine)], { item: examined }))
      .when('a-clerk', { act: 'complete' }, { item: examined })
      .thenEvents('completed')
  })

  test('is recorded by its organ alone, from its pinned version', () => {
    const played = play(accepted, { item: filing })
    from(played).when('a-window', { act: 'complete' }, { item: filing }).thenRefused('authority/denied')
    from(played).when('a-clerk', { act: 'complete' }, { item: null }).thenRefused('item/waiting-for')
  })

  test('grants nothing, but may be denied in writing', () => {
    const played = play(accepted, { item: filing })
    from(played).when('a-clerk', grant, { item: filing }).thenRefused('law/record-only')
    from(played)
      .when('a-clerk', { ...grant, result: 'denied', document: paper('why') }, { item: filing })
      .thenEvents('decided')
  })

  test('on the spot is accepted and complete, without a document or a certificate', () => {
    const item = { ...filing, handling: 'instant' as const, promised: null }
    const decision = { result: 'granted' as const, document: null, certificateNumber: null }
    given()
      .when('a-clerk', instantAct({ decision, delivery: null }), { item })
      .thenEvents('registered', 'accepted', 'completed')
    given()
      .when('a-clerk', instantAct({ delivery: null }), { item })
      .thenRefused('law/record-only')
    given().when('a-clerk', instantAct({ decision }), { item }).thenRefused('law/record-only')
  })

  test('is recorded by a village that handles it', () => {
    const item = { ...villageService, guide }
    const here = { originPlace: 'a-station', servicePlace: 'a-station' }
    const decision = { result: 'granted' as const, document: null, certificateNumber: null }
    const act = instantAct({ registration: registration(here, { materials: [] }), decision, delivery: null })
    given().when('proxy', act, { item }).thenEvents('registered', 'accepted', 'completed')
  })
})

describe('any other item', () => {
  test('is never complete undecided', () => {
    from(play(accepted)).when('a-clerk', { act: 'complete' }).thenRefused('case/wrong-stage', 'accepted')
    from(play([...accepted, does('a-clerk', examine)]))
      .when('a-clerk', { act: 'complete' })
      .thenRefused('case/wrong-stage', 'reviewing')
  })

  test('is not admitted as complete undecided from another site either', () => {
    const { events } = play([...accepted, does('a-clerk', { act: 'complete' })], { item: filing })
    const { state } = play(accepted, { item: filing })
    const last = events.at(-1)
    if (last === undefined) throw new Error('nothing was recorded')
    expect(admit(state, last, roster, filing)).toBeNull()
    expect(admit(state, last, roster, permit)?.code).toBe('event/forbidden-author')
    expect(admit(state, last, roster, null)?.code).toBe('item/waiting-for')
  })
})

test('a paper that was never submitted keeps an item that only records from being accepted', () => {
  given(does('proxy', registerAct({}, { materials: [] })), does('proxy', { act: 'submit' }))
    .when('a-clerk', { act: 'accept' }, { item: filing })
    .thenRefused('paper/missing', scan('deed').material)
})
