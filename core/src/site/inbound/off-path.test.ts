import { afterEach, beforeEach, expect, test } from 'vitest'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { actOnCase } from '../act.js'
import { application, type Counter, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { registerCase } from '../intake/register.js'
import { carry, join } from '../lines.testing.js'
import { applyEvent } from './events.js'

let county: Counter
let village: Counter
let thief: Counter

beforeEach(() => {
  const clock = new ManualClock(MONDAY_MS)
  county = openCounter('a', { clock })
  village = openCounter('a-village', { clock })
  thief = openCounter('a-town', { clock })
  for (const { site } of [village, thief]) join(site, county.site)
})
afterEach(() => {
  for (const { store } of [county, village, thief]) store.close()
})

const linked = () => [village, thief].map(({ site }) => [site, county.site] as const)

test('a neighbour that shows an event of a case off its path does not hear of the case from then on', async () => {
  const request = { application: application(), acting: proxy, requestId: newRequestId(), draft: null }
  const taken = await registerCase(village.site, request)
  if (taken.kind === 'refused') throw new Error(`${taken.code} ${taken.detail}`)
  const { caseId } = taken.receipt
  carry(...linked())
  const [row = 0] = county.store.events.rowNumbersOf(caseId)
  const { site } = county
  expect(site.transact(() => applyEvent(site, 'a-town', county.store.events.payload(row)))).toMatchObject({ kind: 'applied' })
  const told = () => county.store.lanes.marks('a-town').find(({ lane }) => lane === 'case')?.written
  const before = told()
  await actOnCase(village.site, { caseId, requestId: newRequestId(), acting: proxy, act: { act: 'submit' } })
  carry(...linked())
  expect(county.store.events.rowNumbersOf(caseId)).toHaveLength(2)
  expect(told()).toBe(before)
})
