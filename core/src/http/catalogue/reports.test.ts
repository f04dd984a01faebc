import { afterEach, describe, expect, test } from 'vitest'
import { application, newRequestId } from '../../site/counter.testing.js'
import { asClerk, asProxy, openApp, type TestApp } from '../app.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function at(...args: Parameters<typeof openApp>): TestApp {
  const app = openApp(...args)
  open.push(app)
  return app
}

const read = async (app: TestApp, query: string, who = asClerk) => {
  const { status, body } = await app.call(who, 'GET', `/api/catalogue/reports/${query}`)
  return status === 200 ? body : { status, ...body }
}

describe('the reports of the catalogue', () => {
  test('name the items no village of their area can offer, and the villages that can offer nothing', async () => {
    expect(await read(at('a'), 'villages?under=a-hall')).toMatchObject({
      villages: 2,
      itemGaps: expect.arrayContaining([expect.objectContaining({ item: 'city-only', reason: 'consult-only', villages: 2 })]),
      placeGaps: [],
    })
    expect(await read(at('a'), 'villages?under=nowhere')).toMatchObject({ status: 404, code: 'place/unknown' })
  })

  test('tell one village what it cannot offer', async () => {
    const app = at('a-village')
    const { offered, gaps } = (await read(app, 'villages/a-station', asProxy)) as { offered: number; gaps: { item: string }[] }
    expect(offered).toBeGreaterThan(0)
    expect(gaps.map(({ item }) => item)).toContain('city-only')
    expect(await read(app, 'villages/a-hall', asProxy)).toMatchObject({ status: 404, code: 'place/unknown' })
  })

  test('name what is decided outside the hall, with its organ', async () => {
    const { items } = (await read(at('a'), 'outside-hall')) as { items: { item: string; organ: unknown }[] }
    expect(items.find(({ item }) => item === 'permit')).toMatchObject({
      organ: { id: 'a-bureau' },
      inCentre: false,
      handledAt: 'here',
    })
  })

  test('name the items with too many internal steps', async () => {
    expect(await read(at('a'), 'steps')).toMatchObject({ items: [] })
  })

  test('count the cases of each item over a span of days, those without any first', async () => {
    const app = at('a-village')
    const body = { requestId: newRequestId(), application: application() }
    expect((await app.call(asProxy, 'POST', '/api/cases', body)).status).toBe(201)
    const cases = async (query: string) => {
      const { items } = (await read(app, `cases?${query}`, asProxy)) as { items: { item: string; cases: number }[] }
      return items
    }
    const today = await cases('from=2026-03-02&to=2026-03-02')
    expect(today.at(-1)).toMatchObject({ item: 'permit', cases: 1 })
    expect(today.slice(0, -1).every(({ cases: count }) => count === 0)).toBe(true)
    expect((await cases('from=2026-03-03&to=2026-03-09')).every(({ cases: count }) => count === 0)).toBe(true)
    expect((await cases('from=2026-02-01&to=2026-03-01')).every(({ cases: count }) => count === 0)).toBe(true)
    expect(await read(app, 'cases?from=2026-02-30&to=2026-03-01', asProxy)).toMatchObject({ status: 400, code: 'input/invalid' })
    expect(await read(app, 'cases?from=2026-03-02&to=2026-03-01', asProxy)).toMatchObject({ status: 400, code: 'input/invalid' })
  })

  test('are told to nobody the roster does not know', async () => {
    for (const report of ['villages', 'outside-hall', 'steps', 'cases?from=2026-03-02&to=2026-03-02'])
      expect((await at('a').call(null, 'GET', `/api/catalogue/reports/${report}`)).status).toBe(401)
  })
})
