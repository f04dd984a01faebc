import { afterEach, beforeEach, expect, test } from 'vitest'
import { MONDAY_MS } from '../../domain/case/world.testing.js'
import type { ItemDraft, ItemVersion } from '../../domain/item.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { withDigest } from '../../wire/item.js'
import { askForMissing, wantContent } from '../contents/fetch.js'
import { publishItems } from '../catalogue/publish-items.js'
import { application, type Counter, demoItems, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { registerInstantly } from '../intake/register.js'
import { carry, join } from '../lines.testing.js'

const service = demoItems.find(({ id }) => id === 'village-service') as ItemDraft
const [first, second] = [service, { ...service, version: 2 }].map(withDigest)
let city: Counter
let county: Counter
let village: Counter

beforeEach(() => {
  const clock = new ManualClock(MONDAY_MS)
  city = openCounter('city', { clock, items: [] })
  county = openCounter('a', { clock, items: [] })
  village = openCounter('a-village', { clock, items: [service] })
  for (const item of [first, second])
    city.site.transact(() => publishItems(city.site, item === undefined ? [] : [item], 'city-clerk'))
})
afterEach(() => {
  for (const { store } of [city, county, village]) store.close()
})

test('a case whose version no list here ever named is judged once its word has fetched that version', async () => {
  const form = application({ item: 'village-service', materials: [] })
  const instant = { result: 'granted', document: null, certificateNumber: null, delivery: null } as const
  const request = { application: form, acting: proxy, requestId: newRequestId(), draft: null }
  const taken = await registerInstantly(village.site, request, instant)
  if (taken.kind === 'refused') throw new Error(`${taken.code} ${taken.detail}`)
  join(county.site, city.site)
  carry([county.site, city.site])
  expect(county.store.items.has(first?.digest ?? '')).toBe(false)
  join(village.site, county.site)
  carry([village.site, county.site], [county.site, city.site])
  const { caseId } = taken.receipt
  expect(county.store.cases.headHash(caseId)).toBe(village.store.cases.headHash(caseId))
  expect(county.store.inbox.parked(null)).toEqual([])
})

test('the city asks its gateways in turn for a version that its lists passed over', () => {
  const other = openCounter('b', { items: [] })
  const permit = { ...(demoItems.find(({ id }) => id === 'permit') as ItemDraft), organ: 'b-bureau' }
  const [old, current] = [permit, { ...permit, version: 2 }].map(withDigest) as [ItemVersion, ItemVersion]
  for (const item of [old, current]) other.site.transact(() => publishItems(other.site, [item], 'b-clerk'))
  const links = [county, other].map(({ site }) => [site, city.site] as const)
  for (const link of links) join(...link)
  carry(...links)
  expect([old, current].map(({ digest }) => city.store.items.has(digest))).toEqual([false, true])
  county.site.transact(() => {
    wantContent(county.site, old.digest)
    askForMissing(county.site)
  })
  carry(...links)
  expect([county, city].map(({ store }) => store.items.byDigest(old.digest))).toEqual([old, old])
  expect([county, city].flatMap(({ store }) => store.contentWants.all())).toEqual([])
  other.store.close()
})
