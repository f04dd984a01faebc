import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Overview } from '../../site/overview/overview.js'
import { reckonOverview } from '../../site/overview/overview.js'
import { application, newRequestId } from '../../site/counter.testing.js'
import { carry, join } from '../../site/lines.testing.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from '../app.testing.js'
import type { LinkState } from '../doors.js'
import { overviewRoutes } from './routes.js'

const asHead: Who = { person: 'city-second', place: 'city-hall', organ: 'city-bureau' }
const DAY_MS = 86_400_000

let village: TestApp
let county: TestApp
let city: TestApp
beforeEach(() => {
  village = openApp('a-village')
  county = openApp('a', { routes: [overviewRoutes] })
  city = openApp('city', { routes: [overviewRoutes], doors: { links: () => [] as readonly LinkState[] } })
  join(village.site, county.site)
  join(county.site, city.site)
})
afterEach(async () => {
  for (const app of [village, county, city]) await app.close()
})

const online = () => carry([village.site, county.site], [county.site, city.site])
const overview = async (app: TestApp, who: Who) => (await app.call<Overview>(who, 'GET', '/api/overview')).body
const figures = ({ rows }: Overview, id: string) => {
  const row = rows.find(({ place }) => place.id === id)
  return row === undefined ? null : [row.intake, row.completions, row.open, row.atRisk, row.overdue]
}
const later = (days: number) => {
  for (const { clock } of [village, county, city]) clock.advance(days * DAY_MS)
}

async function register(): Promise<string> {
  const form = { requestId: newRequestId(), application: application() }
  return (await village.call<{ caseId: string }>(asProxy, 'POST', '/api/cases', form)).body.caseId
}

async function act(app: TestApp, who: Who, caseId: string, what: object): Promise<void> {
  const { status, body } = await app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act: what })
  if (status !== 200) throw new Error(JSON.stringify(body))
}

describe('the overview', () => {
  test('sums today’s cases, what is open, near its day and past it, up to township, county and city', async () => {
    const first = await register()
    await act(village, asProxy, first, { act: 'submit' })
    await register()
    online()
    expect(figures(await overview(city, asHead), 'a-centre')).toEqual([2, 0, 2, 0, 0])
    expect(figures(await overview(city, asHead), 'b-hall')).toEqual([0, 0, 0, 0, 0])
    await act(county, asClerk, first, { act: 'accept' })
    online()
    const due = city.store.caseList.get(first)?.promisedDue ?? ''
    later(1)
    expect((await overview(city, asHead)).near >= due).toBe(true)
    expect(figures(await overview(city, asHead), 'city-hall')).toEqual([0, 0, 2, 1, 0])
    later(14)
    expect(figures(await overview(city, asHead), 'a-hall')).toEqual([0, 0, 2, 0, 1])
  })

  test('shows a county its own places alone, and stations nothing', async () => {
    const { rows } = await overview(county, asClerk)
    expect(rows.map(({ place }) => place.id)).toEqual(['a-hall', 'a-centre'])
    expect((await county.call({ person: 'hosted-proxy', place: 'a-hosted' }, 'GET', '/api/overview')).status).toBe(403)
  })

  test('names the places whose newest word is not here', async () => {
    const { silent, rows } = await overview(city, asHead)
    expect(silent.map(({ place }) => place.id)).toContain('b-station')
    expect(silent.map(({ place }) => place.id)).not.toContain('city-hall')
    expect(rows.find(({ place }) => place.id === 'b-hall')?.silent).toBeGreaterThan(0)
  })

  test('is reckoned in slices, with a rest between', async () => {
    let rests = 0
    await reckonOverview(city.site, [], async () => void (rests += 1))
    expect(rests).toBeGreaterThanOrEqual(2)
  })
})
