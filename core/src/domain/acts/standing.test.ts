import { expect, test } from 'vitest'
import { isRefusal } from './context.js'
import { mayAccept, mayDecide } from './authority.js'
import { standingOf } from './standing.js'
import { actor, permit, roster } from '../case/world.testing.js'
import { applyChange } from '../roster-view.js'

test('an organ’s clerk posted at a village station acts there as the village, and decides no permit', () => {
  const clerk = { id: 'lent', name: 'lent', phone: null, active: true, posts: [{ place: 'a-station', organ: 'a-bureau' }] }
  const lent = applyChange(roster, {
    version: roster.version + 1,
    atMs: 0,
    by: 'city-clerk',
    facts: [{ kind: 'person', person: clerk }],
  })
  const by = actor('proxy', { person: 'lent', organ: 'a-bureau', rosterVersion: lent.version })
  const who = standingOf(by, lent)
  if (isRefusal(who)) throw new Error(`${who.code} ${who.detail}`)
  expect(who.level).toBe('village')
  const refusals = [mayAccept(permit, who), mayDecide(permit, who)].map((refusal) => refusal?.code)
  expect(refusals).toEqual(['authority/village-never-decides', 'authority/village-never-decides'])
})
