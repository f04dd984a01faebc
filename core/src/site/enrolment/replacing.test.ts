import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentSite } from '../../domain/roster-view.js'
import { application, newRequestId, openCounter, proxy, type Counter } from '../counter.testing.js'
import { registerCase } from '../intake/register.js'
import { carry, join } from '../lines.testing.js'
import { openGateway, requestOf, type TestGateway } from './enrolment.testing.js'
import { revokeSite } from './revoke.js'

let village: Counter
let county: TestGateway
let caseId: string
beforeEach(async () => {
  ;[village, county] = [openCounter('a-village'), await openGateway('a')]
  await enrol()
  join(village.site, county.site)
  const taken = await registerCase(village.site, {
    application: application(),
    acting: proxy,
    requestId: newRequestId(),
    draft: null,
  })
  if (taken.kind !== 'registered') throw new Error('not registered')
  caseId = taken.receipt.caseId
  carry([village.site, county.site])
})
afterEach(() => {
  village.store.close()
  county[Symbol.dispose]()
})

async function enrol() {
  const code = await county.code('a-village', { replaces: true })
  return await county.door.enrol(await requestOf(county.machineFolder(), code), '10.0.0.1')
}

const custodian = () => county.store.cases.state(caseId)?.custodian

test('what the machine before held is seized with the one that takes its place, and its link is forgotten', async () => {
  expect([custodian(), county.store.lanes.exists('a-village')]).toEqual(['a-village', true])
  await enrol()
  expect(county.store.cases.state(caseId)).toMatchObject({ custodian: 'a', epoch: { seizures: 1 } })
  expect([county.store.lanes.exists('a-village'), county.store.links.get('a-village')]).toEqual([false, null])
})

test('a code alone takes nothing from the machine that is there', async () => {
  await county.code('a-village', { replaces: true })
  expect(custodian()).toBe('a-village')
})

test('who is cut off holds nothing from that act on', async () => {
  const outcome = await revokeSite(county.site, 'a-village', 'a-clerk')
  expect(outcome).toMatchObject({ kind: 'revoked', seized: [caseId], refused: [] })
  expect(custodian()).toBe('a')
})

test('who is cut off by its county is cut off for the whole network: the county tells the city, and the roster says so', async () => {
  const city = openCounter('city')
  try {
    join(county.site, city.site)
    await enrol()
    await revokeSite(county.site, 'a-village', 'a-clerk')
    carry([county.site, city.site])
    expect(currentSite(city.site.roster, 'a-village')?.trust?.revokedMs).toEqual(expect.any(Number))
  } finally {
    city.store.close()
  }
})
