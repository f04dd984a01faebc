import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Counter, openCounter } from '../counter.testing.js'
import { confirmSeizure, dropSeizure, openProposals, proposeSeizure } from './two-persons.js'

let county: Counter
beforeEach(() => {
  county = openCounter('a')
})
afterEach(() => county.store.close())

const proposed = async () => {
  const proposal = await proposeSeizure(county.site, { caseId: null, from: 'a-village', reason: 'silent', by: 'a-clerk' })
  return 'code' in proposal ? proposal.code : proposal.id
}

test('a seizure is not confirmed by the person who proposed it', async () => {
  const id = await proposed()
  expect(await confirmSeizure(county.site, id, 'a-clerk')).toMatchObject({ code: 'authority/second-approver' })
  expect(openProposals(county.site)).toHaveLength(1)
  expect(await confirmSeizure(county.site, id, 'a-window')).toMatchObject({ kind: 'seized' })
})

test('a seizure nobody confirmed within a day is proposed no more', async () => {
  const id = await proposed()
  county.clock.advance(24 * 3_600_000 + 1)
  expect(openProposals(county.site)).toEqual([])
  expect(await confirmSeizure(county.site, id, 'a-window')).toMatchObject({ code: 'seizure/unknown' })
})

test('a seizure the second person does not agree to takes nothing, and both stand in the audit log', async () => {
  const id = await proposed()
  expect(await dropSeizure(county.site, id, 'a-window')).toEqual({ kind: 'done' })
  expect(await confirmSeizure(county.site, id, 'a-window')).toMatchObject({ code: 'seizure/unknown' })
  expect(await dropSeizure(county.site, id, 'a-window')).toMatchObject({ code: 'seizure/unknown' })
  const told = county.store.audit.search({ kind: 'seizure' }, 10, null).map(({ entry }) => [entry.person, entry.outcome])
  expect(told).toEqual([
    ['a-window', 'not agreed'],
    ['a-clerk', 'proposed'],
  ])
})
