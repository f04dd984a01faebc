import { describe, expect, test } from 'vitest'
import type { CaseAct } from '../case/command.js'
import { does, given, paper, play, registerAct } from '../case/case.testing.js'
import { MONDAY_MS, outside } from '../case/world.testing.js'

const registered = does('proxy', registerAct())
const submitted = [registered, does('proxy', { act: 'submit' })]
const accepted = [...submitted, does('a-clerk', { act: 'accept' })]
const examined = [...accepted, does('a-clerk', { act: 'review-step', step: 'examine', result: 'agreed', opinion: null })]
const grant: CaseAct = { act: 'decide', result: 'granted', document: paper('licence'), certificateNumber: 'no-1' }
const denial: CaseAct = { act: 'decide', result: 'denied', document: paper('denial'), certificateNumber: null }

describe('external steps', () => {
  const note = (state: string, asOfMs: number, changes = {}): CaseAct =>
    ({
      act: 'note-external',
      step: 'decide',
      system: 'insurance',
      number: 'n-1',
      state,
      asOfMs,
      proof: null,
      ...changes,
    }) as CaseAct
  const world = { item: outside }

  test('are recorded as they were last seen', () => {
    const state = given(...accepted)
      .when('a-clerk', note('in-progress', MONDAY_MS - 60_000), world)
      .thenEvents('external-noted')
    expect(state.stage).toBe('reviewing')
    expect(state.external.get('decide')).toMatchObject({ number: 'n-1', state: 'in-progress', asOfMs: MONDAY_MS - 60_000 })
  })

  test.each([
    ['of an older state', note('sent', MONDAY_MS - 120_000)],
    ['from the future', note('granted', MONDAY_MS + 3_600_000)],
    ['of another system', note('granted', MONDAY_MS, { system: 'other' })],
  ])('refuse a note %s', (_, act) => {
    given(...accepted, does('a-clerk', note('in-progress', MONDAY_MS - 60_000)))
      .when('a-clerk', act, world)
      .thenRefused('input/invalid')
  })

  test('never let us grant more than was seen', () => {
    given(...accepted)
      .when('a-clerk', grant, world)
      .thenRefused('step/open', 'decide')
    given(...accepted, does('a-clerk', note('granted', MONDAY_MS)))
      .when('a-clerk', grant, world)
      .thenEvents('decided')
    given(...accepted, does('a-clerk', note('granted', MONDAY_MS)))
      .when('a-clerk', denial, world)
      .thenRefused('step/open')
    given(...accepted, does('a-clerk', note('denied', MONDAY_MS)))
      .when('a-clerk', denial, world)
      .thenEvents('decided')
  })

  test('exist only where the item has them', () => {
    given(...accepted)
      .when('a-clerk', note('sent', MONDAY_MS))
      .thenRefused('step/unknown')
  })
})

describe('tasks', () => {
  const task = { act: 'give-task' as const, task: 't1', kind: 'village-opinion' as const, site: 'a-village', place: 'a-station' }
  const give = { ...task, person: null, from: '2026-03-02', until: '2026-03-09', instruction: null }
  const answer: CaseAct = {
    act: 'answer-task',
    task: 't1',
    result: 'done',
    report: paper('report'),
    votes: { present: 5, agreed: 4 },
  }

  test('are given to a site on the path and answered by its request while the custodian goes on', () => {
    const state = given(...accepted, does('a-clerk', give), ...examined.slice(3))
      .when('proxy', answer, { via: 'r1' })
      .thenEvents('task-answered')
    expect(state.tasks.get('t1')).toMatchObject({
      givenMs: MONDAY_MS,
      answer: { result: 'done', votes: { present: 5, agreed: 4 } },
    })
    expect(state.custodian).toBe('a')
  })

  test('that carry an instruction let the site hold papers', () => {
    const visit = { ...give, site: 'b', place: 'b-hall', instruction: paper('instruction') }
    const joined = [...accepted, does('a-clerk', { act: 'join-site', site: 'b', participant: false })]
    expect(play(joined).state?.participants).toEqual(['a-village', 'a'])
    expect(
      given(...joined)
        .when('a-clerk', visit)
        .thenEvents('task-given').participants,
    ).toEqual(['a-village', 'a', 'b'])
  })

  test.each([
    ['to a site not on the path', { site: 'a-town', place: 'a-centre' }, 'site/not-on-path'],
    ['to a place of another site', { place: 'a-hall' }, 'place/unknown'],
    ['that end before they begin', { until: '2026-03-01' }, 'input/invalid'],
    ['on days that do not exist', { from: '2026-13-01' }, 'input/invalid'],
  ] as const)('are not given %s', (_, changes, code) => {
    given(...accepted)
      .when('a-clerk', { ...give, ...changes })
      .thenRefused(code)
  })

  test('have one id and one answer', () => {
    given(...accepted, does('a-clerk', give))
      .when('a-clerk', give)
      .thenRefused('input/invalid')
    given(...accepted)
      .when('proxy', answer, { via: 'r1' })
      .thenRefused('task/unknown')
    given(...accepted, does('a-clerk', give), does('proxy', answer, 'r1'))
      .when('proxy', answer, { via: 'r2' })
      .thenRefused('task/answered')
  })

  test('count no more votes than people', () => {
    given(...accepted, does('a-clerk', give))
      .when('proxy', { ...answer, votes: { present: 1, agreed: 2 } } as CaseAct, { via: 'r1' })
      .thenRefused('input/invalid', 'votes')
  })

  test('are answered by whom they were given to, or by the custodian’s people who heard it', () => {
    const joined = [...accepted, does('a-clerk', { act: 'join-site', site: 'a-town', participant: false }), does('a-clerk', give)]
    given(...joined)
      .when('town-clerk', answer, { via: 'r1' })
      .thenRefused('authority/denied')
    given(...joined)
      .when('a-clerk', answer)
      .thenEvents('task-answered')
  })
})
