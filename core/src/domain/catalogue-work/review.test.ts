import { describe, expect, test } from 'vitest'
import { decideWork, evolveWork, type WorkCommand } from './review.js'
import { actsOf, beginning, contentOf, reviewer, workAfter, workItem, writer } from './work.testing.js'
import type { WorkFact, Worker, WorkStage } from './work.js'

const begun = [beginning(), writer] as const
const submitted = [{ fact: 'submitted' }, writer] as const
const checked = [{ fact: 'department-passed' }, writer] as const
const reviewed = [{ fact: 'legally-passed' }, reviewer] as const
const published = [{ fact: 'published', list: 'items.a', number: 3, from: '2026-04-01' }, reviewer] as const

const at: Readonly<Record<WorkStage, readonly (readonly [WorkFact, Worker])[]>> = {
  draft: [begun],
  'department-check': [begun, submitted],
  'legal-review': [begun, submitted, checked],
  ready: [begun, submitted, checked, reviewed],
  published: [begun, submitted, checked, reviewed, published],
  dropped: [begun, [{ fact: 'dropped', reason: '不做了' }, writer]],
}

describe('a work', () => {
  test('goes from draft over department and legal review to published', () => {
    const stages = Object.values(at).map((facts) => workAfter(...facts).stage)
    expect(stages).toEqual(Object.keys(at))
    expect(workAfter(...at.published).published).toEqual({ list: 'items.a', number: 3, from: '2026-04-01' })
  })

  const commands: readonly (readonly [WorkCommand, readonly WorkStage[]])[] = [
    [{ do: 'edit', item: workItem() }, ['draft']],
    [{ do: 'submit' }, ['draft']],
    [{ do: 'pass-department' }, ['department-check']],
    [{ do: 'pass-legal' }, ['legal-review']],
    [{ do: 'return', reason: '缺依据' }, ['department-check', 'legal-review', 'ready']],
    [{ do: 'drop', reason: '撤销' }, ['draft', 'department-check', 'legal-review', 'ready']],
    [{ do: 'rebase', plan: { kind: 'edit' }, items: [], choices: [] }, ['draft', 'department-check', 'legal-review', 'ready']],
    [{ do: 'publish', published: { list: 'items.a', number: 3, from: '2026-04-01' } }, ['ready']],
  ]
  test.each(commands)('takes %j only at %j', (command, stages) => {
    const taken = Object.entries(at).filter(([, facts]) => decideWork(workAfter(...facts), command, reviewer).kind === 'accepted')
    expect(taken.map(([stage]) => stage)).toEqual(stages)
  })

  test('is not reviewed legally by anybody who wrote in it', () => {
    const second = { person: 'a-helper', organ: 'a-bureau' }
    const edited = [{ fact: 'edited', item: workItem(contentOf({ name: '新名' })) }, second] as const
    const state = workAfter(begun, edited, submitted, checked)
    for (const { person, organ } of [writer, second])
      expect(decideWork(state, { do: 'pass-legal' }, { person, organ })).toMatchObject({ code: 'work/four-eyes', detail: person })
    expect(decideWork(state, { do: 'pass-legal' }, reviewer).kind).toBe('accepted')
  })

  test('goes back to its draft with the reason, which stays until it is handed in again', () => {
    const returned = [{ fact: 'returned', reason: '缺依据' }, reviewer] as const
    const state = workAfter(...at['legal-review'], returned)
    expect(state).toMatchObject({ stage: 'draft', returned: { from: 'legal-review', reason: '缺依据', by: 'a-window' } })
    expect(workAfter(...at['legal-review'], returned, submitted).returned).toBeNull()
  })

  test('is not returned or dropped without a reason', () => {
    for (const command of [
      { do: 'return', reason: ' ' },
      { do: 'drop', reason: '' },
    ] as const)
      expect(decideWork(workAfter(...at.ready), command, reviewer)).toMatchObject({ code: 'work/reason-needed' })
  })

  test('keeps the number its version will have, and its items', () => {
    const state = workAfter(begun)
    const edit = (content = contentOf({ version: 9 })): WorkCommand => ({
      do: 'edit',
      item: { ...workItem(content), basedOn: null },
    })
    expect(decideWork(state, edit(), writer)).toMatchObject({ events: [{ item: { content: { version: 1 } } }] })
    expect(decideWork(state, edit(contentOf({ id: 'other' })), writer)).toMatchObject({ code: 'item/unknown' })
  })

  test('begins once and first', () => {
    const [first] = actsOf(begun)
    const [, second] = actsOf(begun, submitted)
    if (first === undefined || second === undefined) throw new Error('no acts')
    expect(() => evolveWork(workAfter(begun), first)).toThrow('begins twice')
    expect(() => evolveWork(null, second)).toThrow('does not begin')
  })
})

describe('a choice', () => {
  const limit = (amount: number) => ({ amount, unit: 'working-day' as const })
  const open = { item: 'permit', path: 'legal', base: limit(20), theirs: limit(15), ours: limit(18), take: null }
  const waiting = beginning({ choices: [open] })

  test('holds the work in its draft until it is made', () => {
    const state = workAfter([waiting, writer])
    expect(decideWork(state, { do: 'submit' }, writer)).toMatchObject({ code: 'work/choices-open', detail: 'permit legal' })
  })

  test.each([
    ['theirs', limit(15)],
    ['ours', limit(18)],
  ] as const)('for %s is what the item reads then', (take, legal) => {
    const state = workAfter([waiting, writer])
    const decision = decideWork(state, { do: 'choose', item: 'permit', path: 'legal', take }, reviewer)
    if (decision.kind === 'refused') throw new Error(decision.code)
    const chosen = workAfter([waiting, writer], ...decision.events.map((fact) => [fact, reviewer] as const))
    expect(chosen.items[0]?.content.legal).toEqual(legal)
    expect(chosen.authors).toEqual(['a-clerk', 'a-window'])
    expect(decideWork(chosen, { do: 'submit' }, writer).kind).toBe('accepted')
  })

  test('is one of those that are asked', () => {
    const command = { do: 'choose', item: 'permit', path: 'name', take: 'ours' } as const
    expect(decideWork(workAfter([waiting, writer]), command, writer)).toMatchObject({ code: 'work/no-such-choice' })
  })
})
