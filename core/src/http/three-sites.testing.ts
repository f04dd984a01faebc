import { afterEach, beforeEach, expect } from 'vitest'
import type { Receipt } from '../site/intake/receipt.js'
import type { CasePage } from '../site/query/case-page.js'
import { application, newRequestId } from '../site/counter.testing.js'
import { carry, join } from '../site/lines.testing.js'
import { asClerk, asProxy, openApp, type TestApp } from './app.testing.js'

/* A village, its county and the city, each with its own store, opened anew for each test; lines are carried by hand. */
export let village: TestApp
export let county: TestApp
export let city: TestApp

beforeEach(() => {
  ;[village, county, city] = [openApp('a-village'), openApp('a'), openApp('city')]
  join(village.site, county.site)
  join(county.site, city.site)
})

afterEach(async () => {
  for (const app of [village, county, city]) await app.close()
})

/** All lines are there until nothing is left to carry. */
export function online(): void {
  carry([village.site, county.site], [county.site, city.site])
}

/** A case of the village. */
export async function registered(): Promise<Receipt> {
  const { body } = await village.call<Receipt>(asProxy, 'POST', '/api/cases', {
    requestId: newRequestId(),
    application: application(),
  })
  return body
}

/** Somebody acts on a case at one of the sites. */
export function act(
  app: TestApp,
  who: typeof asClerk,
  caseId: string,
  name: string,
  rest: object = {},
  requestId = newRequestId(),
) {
  return app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId, act: { act: name, ...rest } })
}

/** A case as its page at one of the sites. */
export async function page(app: TestApp, who: typeof asClerk, caseId: string) {
  const { status, body } = await app.call<CasePage>(who, 'GET', `/api/cases/${caseId}`)
  expect(status === 200 ? null : body).toBeNull()
  return body
}

/** Who acts at the city. */
export const asCity = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }
