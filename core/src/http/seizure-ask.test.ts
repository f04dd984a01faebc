import { afterEach, beforeEach, expect, test } from 'vitest'
import { application, newRequestId } from '../site/counter.testing.js'
import type { Receipt } from '../site/intake/receipt.js'
import { carry, join } from '../site/lines.testing.js'
import type { CasePage } from '../site/query/case-page.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from './app.testing.js'

const asCity: Who = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }

let village: TestApp
let county: TestApp
let city: TestApp
let caseId: string

beforeEach(async () => {
  ;[village, county, city] = [openApp('a-village'), openApp('a'), openApp('city')]
  join(village.site, county.site)
  join(county.site, city.site)
  const form = { requestId: newRequestId(), application: application() }
  caseId = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', form)).body.caseId
  online()
})

afterEach(async () => {
  for (const app of [village, county, city]) await app.close()
})

function online(): void {
  carry([village.site, county.site], [county.site, city.site])
}

const asSecond = { person: 'city-second', place: 'city-hall', organ: 'city-bureau' }

/** One proposes, the other asks. */
async function ask(changes: { from?: string; askId?: string } = {}, app = city, who = asCity) {
  const form = { askId: newRequestId(), from: 'a-village', ...changes }
  await city.call(asSecond, 'POST', `/api/cases/${caseId}/seizure`, { from: form.from, reason: 'silent' })
  return app.call(who, 'POST', `/api/cases/${caseId}/seizure-asks`, form)
}

const asks = async () => (await city.call(asCity, 'GET', `/api/cases/${caseId}/seizure-asks`)).body['asks']
const page = async () => (await city.call<CasePage>(asCity, 'GET', `/api/cases/${caseId}`)).body

test('the city asks the county to seize, and reads who decided it in the case’s history', async () => {
  const { status, body } = await ask()
  expect([status, body]).toMatchObject([202, { state: 'asked', county: { id: 'a' }, from: { id: 'a-village' } }])
  expect((await page()).journey.waitsFor).toMatchObject([{ what: 'seizure', detail: body['id'] }])
  online()
  expect(await asks()).toMatchObject([{ id: body['id'], state: 'seized', code: null }])
  const seen = await page()
  expect(seen.line.custodian.id).toBe('a')
  expect(seen.journey.waitsFor).toEqual([])
  expect(seen.history.at(-1)).toMatchObject({
    body: { type: 'seized', from: 'a-village', reason: 'asked-by-city', approvers: ['city-second'] },
    by: { person: { id: 'city-clerk' }, place: { id: 'city-hall' }, site: { id: 'a' } },
    answer: { requestId: body['id'], refusal: null },
  })
})

test('a county that may not do it any more answers with its reason', async () => {
  await ask()
  const { body } = await county.call(asClerk, 'POST', '/api/sites/a-village/seizure', { reason: 'silent' })
  await county.call({ person: 'a-window', place: 'a-hall' }, 'POST', `/api/seizures/${String(body['id'])}/confirmation`, {})
  online()
  expect(await asks()).toMatchObject([
    { state: 'refused', code: 'authority/not-parent', detail: expect.stringContaining('hold') },
  ])
})

test.each([
  ['of a county’s own people', asClerk, {}, 403, 'rights/denied'],
  ['from a site that holds nothing', asCity, { from: 'a-town' }, 403, 'authority/not-parent'],
  ['without an id', asCity, { askId: 'x' }, 400, 'input/invalid'],
])('an ask %s is refused', async (_name, who, changes, status, code) => {
  const answer = await ask(changes, who === asClerk ? county : city, who)
  expect(answer).toMatchObject({ status, body: { code } })
})

test('nobody seizes in the city’s name by hand', async () => {
  const form = { from: 'a-village', reason: 'asked-by-city' }
  const { status, body } = await county.call(asClerk, 'POST', `/api/cases/${caseId}/seizure`, form)
  expect([status, body['code']]).toEqual([400, 'input/invalid'])
})
