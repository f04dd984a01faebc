import { describe, expect, test } from 'vitest'
import type { CaseAct } from '../case/command.js'
import { does, given, paper, registerAct } from '../case/case.testing.js'
import { MONDAY_MS } from '../case/world.testing.js'
import { untold } from '../folds/notices.js'

const submitted = [does('proxy', registerAct()), does('proxy', { act: 'submit' })]
const asked = does('a-clerk', { act: 'ask-supplement', materials: ['photo'], notice: paper('notice'), dueBy: null })
const supplementing = [...submitted, asked]
const sequence = 3
const open: CaseAct = { act: 'open-notice', notice: sequence, kind: 'supplement' }
const tell = (changes = {}): CaseAct => ({
  act: 'tell-notice',
  notice: sequence,
  kind: 'supplement',
  whom: 'applicant',
  how: 'phone',
  toldMs: MONDAY_MS,
  record: null,
  ...changes,
})

describe('a notice', () => {
  test('is issued by the event, opened at the place, and told to somebody', () => {
    const opened = given(...supplementing)
      .when('proxy', open, { via: 'r-1' })
      .thenEvents('notice-opened')
    expect(opened.notices.get(sequence)).toMatchObject({ kind: 'supplement', opened: { place: 'a-station' }, told: null })
    expect(untold(opened).map(({ kind }) => kind)).toEqual(['supplement'])
    const told = given(...supplementing, does('proxy', open, 'r-1'))
      .when('proxy', tell(), { via: 'r-2' })
      .thenEvents('notice-told')
    expect(told.notices.get(sequence)?.told).toEqual({
      whom: 'applicant',
      how: 'phone',
      toldMs: MONDAY_MS,
      record: null,
      place: 'a-station',
    })
    expect(untold(told)).toEqual([])
  })

  test('may be told by another counter of the path that was rung up, without being opened first', () => {
    given(...supplementing)
      .when('a-clerk', tell())
      .thenEvents('notice-told')
  })

  test.each([
    ['acceptance', { act: 'accept' }],
    ['non-acceptance', { act: 'refuse-acceptance', ground: 'not-eligible', rightOrgan: null, notice: paper('n') }],
  ] as const)('comes with every %s', (kind, act) => {
    const state = given(...submitted)
      .when('a-clerk', act)
      .thenEvents(act.act === 'accept' ? 'accepted' : 'not-accepted')
    expect(untold(state).map((notice) => notice.kind)).toEqual([kind])
  })

  test('is told once, and opened once', () => {
    const told = [...supplementing, does('proxy', tell(), 'r-1')]
    given(...told)
      .when('proxy', tell(), { via: 'r-2' })
      .thenRefused('notice/told')
    given(...told)
      .when('proxy', open, { via: 'r-2' })
      .thenRefused('notice/opened')
  })

  test.each([
    ['before it was issued', tell({ toldMs: MONDAY_MS - 86_400_000 }), 'input/invalid'],
    ['in the future', tell({ toldMs: MONDAY_MS + 86_400_000 }), 'input/invalid'],
    ['that was never issued', tell({ notice: 2 }), 'notice/unknown'],
    ['of another kind', tell({ kind: 'decision' }), 'notice/unknown'],
  ] as const)('is not told %s', (_, act, code) => {
    given(...supplementing)
      .when('a-clerk', act)
      .thenRefused(code)
  })

  test('needs no word once the result is handed over', () => {
    const accepted = [...submitted, does('a-clerk', { act: 'accept' })]
    const examined = [...accepted, does('a-clerk', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })]
    const decided = [
      ...examined,
      does('a-clerk', { act: 'decide', result: 'granted', document: paper('licence'), certificateNumber: 'n' }),
    ]
    const state = given(...decided)
      .when('a-clerk', { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null })
      .thenEvents('delivered')
    expect([untold(state), state.notices.size]).toEqual([[], 2])
  })
})
