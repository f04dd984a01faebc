import { describe, expect, test } from 'vitest'
import { mayDecide, mayReview } from '../acts/authority.js'
import { roster } from '../case/world.testing.js'
import { currentOrgan } from '../roster-view.js'
import { delegationProblems, takeBackProblems, withDelegation, withOrganMoved, withoutDelegation } from './delegation.js'
import { contentOf } from './work.testing.js'
import type { DelegationRow, ItemContent } from './work.js'

const today = '2026-03-02'
const row = (changes: Partial<DelegationRow> = {}): DelegationRow => ({
  item: 'permit',
  to: 'a-government',
  power: 'decide',
  source: '2',
  from: '2026-04-01',
  ...changes,
})

const entrusted = contentOf({ id: 'entrusted', guide: { ...contentOf().guide, powerSource: '5' } })
const items: readonly ItemContent[] = [contentOf(), entrusted, withDelegation(contentOf({ id: 'given' }), [row()], roster)]
const ground = { roster, today, itemOf: (id: string) => items.find((item) => item.id === id) ?? null }
const asVersion = (content: ItemContent) => ({ ...content, digest: 'd' })

describe('a delegation', () => {
  test('of many powers to a township government has no problem', () => {
    const rows = (['decide', 'first-review', 'receive'] as const).map((power) => row({ power }))
    expect(delegationProblems(rows, ground)).toEqual([])
  })

  test.each([
    ['an agency that is no administrative organ', { to: 'a-agency' }, ['not-administrative', 'not-below']],
    ['the organ itself', { to: 'a-bureau' }, ['own-organ', 'not-below']],
    ['an organ of another county', { to: 'b-bureau' }, ['not-below']],
    ['nobody', { to: 'nobody' }, ['unknown-organ']],
  ] as const)('does not go to %s', (_, changes, faults) => {
    expect(delegationProblems([row(changes)], ground).map(({ fault }) => fault)).toEqual(faults)
  })

  test.each([
    ['of an item nobody publishes here', { item: 'nothing' }, ['unknown-item']],
    ['of what was entrusted already', { item: 'entrusted' }, ['entrusted-already']],
    ['of what that organ has', { item: 'given' }, ['already-delegated']],
    ['from a day that is past', { from: '2026-03-01' }, ['past-date']],
  ] as const)('is not made %s', (_, changes, faults) => {
    expect(delegationProblems([row(changes)], ground).map(({ fault }) => fault)).toEqual(faults)
  })

  test('names every row that cannot be, and no other', () => {
    const rows = [row(), row({ to: 'a-agency', power: 'receive' }), row({ power: 'receive' }), row()]
    expect(delegationProblems(rows, ground).map(({ row: at, fault, to }) => [at, fault, to])).toEqual([
      [1, 'not-administrative', 'a-agency'],
      [1, 'not-below', 'a-agency'],
      [3, 'repeated', 'a-government'],
    ])
    expect(delegationProblems([row({ to: 'a-agency' })], ground)[0]?.detail).toContain('行政许可法第24条')
  })

  test('lets the organ it went to carry a case through, and the giver still', () => {
    const item = asVersion(withDelegation(contentOf(), [row()], roster))
    const bearers = ['a-government', 'a-bureau'].map((id) => {
      const organ = currentOrgan(roster, id)
      if (organ === null) throw new Error(id)
      return { level: organ.level, organ }
    })
    const examine = item.steps.find(({ id }) => id === 'examine')
    if (examine === undefined) throw new Error('no step')
    for (const who of bearers) expect([mayReview(item, examine, who), mayDecide(item, who)]).toEqual([null, null])
    expect(mayDecide(asVersion(contentOf()), bearers[0] ?? { level: 'township', organ: null })).not.toBeNull()
  })

  test('of receiving alone leaves the steps with their organ', () => {
    expect(withDelegation(contentOf(), [row({ power: 'receive' })], roster).steps).toEqual(contentOf().steps)
  })
})

describe('taking back', () => {
  test('undoes what was given', () => {
    const given = withDelegation(contentOf(), [row({ power: 'receive' })], roster)
    expect(takeBackProblems([row({ item: 'given' })], ground)).toEqual([])
    expect(withoutDelegation(given, [row({ power: 'receive' })])).toEqual(contentOf())
  })

  test('names what was never given', () => {
    const rows = [row({ item: 'given' }), row(), row({ item: 'nothing' })]
    expect(takeBackProblems(rows, ground).map(({ row: at, fault }) => [at, fault])).toEqual([
      [1, 'not-delegated'],
      [2, 'unknown-item'],
    ])
  })
})

describe('moving an item to another department', () => {
  test('moves its powers and steps, and keeps the former one on record', () => {
    const moved = withOrganMoved(contentOf(), 'a-bureau', 'a-agency')
    expect(moved).toMatchObject({ organ: 'a-agency', guide: { formerOrgan: 'a-bureau' } })
    expect(moved.steps.map(({ organ }) => organ)).toEqual(moved.steps.map(() => 'a-agency'))
    expect(JSON.stringify({ ...moved, guide: null })).not.toContain('a-bureau')
  })

  test('that is of another organ changes only where that one has a part', () => {
    const ours = { ...contentOf(), organ: 'b-bureau' }
    const moved = withOrganMoved(ours, 'a-bureau', 'a-agency')
    expect(moved).toMatchObject({ organ: 'b-bureau', guide: { formerOrgan: null } })
    expect(moved.steps[0]?.organ).toBe('a-agency')
  })
})
