import { describe, expect, test } from 'vitest'
import type { Claim } from '../catalogue/base.js'
import { calendar, roster } from '../case/world.testing.js'
import { newest } from '../roster-view.js'
import { answered, isSettled, lateDays, organFor, published, reopened, unclaimed, withDue } from './claims.js'
import { baseOf } from './work.testing.js'

const entry = baseOf({ settleBy: '2026-03-06' })
const by = { by: 'a-clerk', atMs: 5 }
const claim = unclaimed('a-bureau', entry, by)

function ok(outcome: ReturnType<typeof answered>): Claim {
  if ('kind' in outcome) throw new Error(outcome.code)
  return outcome
}

describe('a claim', () => {
  test('waits for its organ until the day the entry says', () => {
    expect(claim).toMatchObject({ state: 'unclaimed', baseVersion: 1, due: '2026-03-06', item: null, reason: null })
    expect(isSettled(claim, 1)).toBe(false)
  })

  test('taken up is not settled before something is published', () => {
    const claimed = ok(answered(claim, entry, { state: 'claimed', reason: null }, by))
    expect([claimed.state, isSettled(claimed, 1), claimed.due]).toEqual(['claimed', false, '2026-03-06'])
    const done = published(claimed, 'permit', 1, entry, by)
    expect([done.state, done.item, done.due, isSettled(done, 1)]).toEqual(['published', 'permit', null, true])
  })

  test('answered by 本级无此职能 is settled, and needs its reason', () => {
    expect(answered(claim, entry, { state: 'no-function', reason: '  ' }, by)).toMatchObject({ code: 'work/reason-needed' })
    const none = ok(answered(claim, entry, { state: 'no-function', reason: ' 由市局直接办理 ' }, by))
    expect([none.reason, none.due, isSettled(none, 1)]).toEqual(['由市局直接办理', null, true])
  })

  test('that is published is not claimed again', () => {
    const done = published(claim, 'permit', 1, entry, by)
    expect(answered(done, entry, { state: 'claimed', reason: null }, by)).toMatchObject({ code: 'work/wrong-stage' })
  })

  test('is open again when the entry has a newer version, until that is published', () => {
    const newer = { ...entry, version: 2, settleBy: '2026-04-10' }
    const again = reopened(published(claim, 'permit', 1, entry, by), newer)
    expect([again.state, again.due, isSettled(again, 2)]).toEqual(['published', '2026-04-10', false])
    expect(published(again, 'permit', 1, newer, by).due).toBe('2026-04-10')
    expect(isSettled(published(again, 'permit', 2, newer, by), 2)).toBe(true)
  })

  test('may be given an earlier day by its organ’s gateway, never a later one', () => {
    expect(withDue(claim, '2026-03-04', entry)).toMatchObject({ due: '2026-03-04' })
    expect(withDue(claim, '2026-03-09', entry)).toMatchObject({ code: 'claim/late-date' })
  })
})

describe('being late', () => {
  test.each([
    ['2026-03-06', 0],
    ['2026-03-07', 0],
    ['2026-03-09', 1],
    ['2026-03-10', 2],
    // 2026-04-06 is a holiday.
    ['2026-04-07', 21],
  ])('on %s is counted in working days: %i', (today, days) => {
    expect(lateDays(claim, 1, today, calendar)).toBe(days)
  })

  test('is nothing for what is settled or has no date', () => {
    expect(lateDays(published(claim, 'permit', 1, entry, by), 1, '2026-04-07', calendar)).toBe(0)
    expect(lateDays({ ...claim, due: null }, 1, '2026-04-07', calendar)).toBe(0)
  })
})

describe('the organ for an entry', () => {
  const [organ] = newest(roster.organs)
  if (organ === undefined) throw new Error('no organ')
  const organs = ['自然资源局', '五莲县自然资源局', '莒县自然资源局'].map((name) => ({
    ...organ,
    id: name,
    name,
    level: 'county' as const,
  }))

  test('is that of its name, else every one whose name ends so, of the levels named', () => {
    const named = (department: string, levels: readonly ('city' | 'county')[] = ['county']) =>
      organFor(baseOf({ department, levels }), organs).map(({ id }) => id)
    expect(named('自然资源局')).toEqual(['自然资源局'])
    expect(named('县自然资源局')).toEqual(['五莲县自然资源局', '莒县自然资源局'])
    expect(named('自然资源局', ['city'])).toEqual([])
    expect(named('民政局')).toEqual([])
  })
})
