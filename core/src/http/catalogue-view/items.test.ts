import { afterEach, describe, expect, test } from 'vitest'
import { giveBase, inputOf } from '../../site/claiming/base.testing.js'
import { linkLedger } from '../../site/links/link-ledger.js'
import { asClerk, openApp, type TestApp, type Who } from '../app.testing.js'
import { catalogueWorkRoutes } from '../catalogue-work/routes.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const asHall: Who = { person: 'a-window', place: 'a-hall' }

function gateway(): TestApp {
  const app = openApp('a', { routes: catalogueWorkRoutes })
  open.push(app)
  return app
}

interface Page {
  readonly total: number
  readonly items: readonly { readonly id: string; readonly state: string; readonly work: string | null }[]
}

interface Work {
  readonly id: string
  readonly sequence: number
  readonly items: readonly { readonly item: string; readonly content: Record<string, unknown> }[]
}

async function ids(app: TestApp, query: string): Promise<readonly string[]> {
  return (await app.call<Page>(asHall, 'GET', `/api/catalogue/items${query}`)).body.items.map(({ id }) => id)
}

async function begun(app: TestApp, item = 'permit'): Promise<Work> {
  return (await app.call<Work>(asClerk, 'POST', '/api/works', { item, title: '修改' })).body
}

describe('the implementation list', () => {
  test('shows items by organ, level and state, also those no counter shows', async () => {
    const app = gateway()
    expect(await ids(app, '?level=village')).toEqual(['village-service'])
    expect(await ids(app, '?organ=city-bureau')).toEqual(['city-only'])
    await app.call(asHall, 'POST', '/api/items/states', { change: 'cancel', items: ['choice'], reason: '不再办理' })
    expect(await ids(app, '?state=cancelled')).toEqual(['choice'])
    expect(await ids(app, '')).toContain('future')
  })

  test('finds by words and by initials, and turns pages', async () => {
    const app = gateway()
    expect(await ids(app, `?text=${encodeURIComponent('宅基地')}`)).toEqual(['permit'])
    expect(await ids(app, '?text=zjd')).toEqual(['permit'])
    const first = await app.call<Page>(asHall, 'GET', '/api/catalogue/items?limit=2')
    expect([first.body.total, first.body.items.length]).toEqual([6, 2])
    expect(await ids(app, '?limit=2&offset=4')).toHaveLength(2)
  })

  test('shows which items an older base entry stands behind, and where the next version is written', async () => {
    const app = gateway()
    giveBase(app.site, 1, inputOf({ id: 'b-1' }))
    const work = await begun(app)
    const { guide, ...content } = { guide: {}, ...work.items[0]?.content }
    const based = { ...content, guide: { ...guide, base: { entry: 'b-1', version: 1 } } }
    await app.call(asClerk, 'PUT', `/api/works/${work.id}/items/permit`, based)
    for (const [step, who] of [
      ['submit', asClerk],
      ['pass-department', asClerk],
      ['pass-legal', asHall],
    ] as const)
      await app.call(who, 'POST', `/api/works/${work.id}/${step}`)
    await app.call(asHall, 'POST', `/api/works/${work.id}/publish`, {})
    expect(await ids(app, '?behind=true')).toEqual([])
    giveBase(app.site, 2, inputOf({ id: 'b-1', conditions: ['新条件'] }))
    expect(await ids(app, '?behind=true')).toEqual(['permit'])
  })

  test('is for those who may read works', async () => {
    const { status } = await gateway().call({ person: 'proxy', place: 'a-station' }, 'GET', '/api/catalogue/items')
    expect(status).toBe(403)
  })
})

describe('one item', () => {
  test('shows its versions with who wrote and reviewed each and what they said', async () => {
    const app = gateway()
    const work = await begun(app)
    const content = { ...work.items[0]?.content, promised: { amount: 3, unit: 'working-day' } }
    await app.call(asClerk, 'PUT', `/api/works/${work.id}/items/permit`, content)
    await app.call(asClerk, 'POST', `/api/works/${work.id}/submit`, { opinion: '已与窗口核对' })
    await app.call(asClerk, 'POST', `/api/works/${work.id}/pass-department`)
    await app.call(asHall, 'POST', `/api/works/${work.id}/pass-legal`, { opinion: ' 符合规定 ' })
    await app.call(asHall, 'POST', `/api/works/${work.id}/publish`, { from: '2026-04-01' })
    const { body } = await app.call(asHall, 'GET', '/api/catalogue/items/permit')
    expect(body).toMatchObject({ inForce: 1, from: '2026-04-01', own: true, state: 'published' })
    expect(body['versions']).toMatchObject([
      {
        version: 2,
        work: work.id,
        acts: [
          { fact: 'begun' },
          { fact: 'edited' },
          { fact: 'submitted', reason: '已与窗口核对' },
          { fact: 'department-passed', reason: null },
          { fact: 'legally-passed', reason: '符合规定', person: { id: 'a-window' } },
          { fact: 'published' },
        ],
      },
      { version: 1, work: null, acts: [] },
    ])
  })

  test('goes on until the day it is cancelled', async () => {
    const app = gateway()
    const ask = { change: 'cancel', items: ['permit'], reason: '并入他项' }
    linkLedger(app.site).adopt('a-village', 'link-1', 'store-1')
    const urgent = () =>
      linkLedger(app.site)
        .marks('a-village')
        .find(({ lane }) => lane === 'case')?.written
    const before = urgent()
    expect((await app.call(asHall, 'POST', '/api/items/states', { ...ask, from: '2026-04-01' })).status).toBe(201)
    expect((await app.call(asHall, 'GET', '/api/catalogue/items/permit')).body).toMatchObject({
      state: 'published',
      stateNow: 'published',
      inForce: 1,
      from: '2026-04-01',
    })
    // No counter is told to stop ahead of the day.
    expect(urgent()).toBe(before)
    app.clock.advance(31 * 86_400_000)
    expect((await app.call(asHall, 'GET', '/api/catalogue/items/permit')).body).toMatchObject({ stateNow: 'cancelled' })
  })

  test.each([
    ['suspended later', { change: 'suspend', from: '2026-04-01' }],
    ['cancelled before today', { change: 'cancel', from: '2026-03-01' }],
  ])('is not %s', async (_, wish) => {
    const answer = await gateway().call(asHall, 'POST', '/api/items/states', { items: ['permit'], reason: '因故', ...wish })
    expect(answer.body).toMatchObject({ code: 'work/wrong-date' })
  })

  test('that somebody changed meanwhile is not overwritten', async () => {
    const app = gateway()
    const { id, sequence, items } = await begun(app)
    const put = (who: Who, name: string, seen: number) =>
      app.call<{ sequence: number; code?: string }>(who, 'PUT', `/api/works/${id}/items/permit?seen=${seen}`, {
        ...items[0]?.content,
        name,
      })
    const first = await put(asClerk, '甲改', sequence)
    expect(first.status).toBe(200)
    const second = await put({ person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' }, '乙改', sequence)
    expect([second.status, second.body.code]).toEqual([409, 'work/changed'])
    expect((await put(asClerk, '再改', first.body.sequence)).status).toBe(200)
  })
})

test('code lists are told with their names in both languages', async () => {
  const { body } = await gateway().call(asHall, 'GET', '/api/catalogue/codes')
  expect(body['levels']).toContainEqual({ value: 'village', zh: '村(社区)级', en: 'village' })
})
