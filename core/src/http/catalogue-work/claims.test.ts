import { afterEach, describe, expect, test } from 'vitest'
import { giveBase, inputOf } from '../../site/claiming/base.testing.js'
import { asClerk, openApp, type TestApp, type Who } from '../app.testing.js'
import { catalogueWorkRoutes } from './routes.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const asHall: Who = { person: 'a-window', place: 'a-hall' }
const asCity: Who = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }

function gateway(id: 'a' | 'city' = 'a'): TestApp {
  const app = openApp(id, { routes: catalogueWorkRoutes })
  open.push(app)
  return app
}

describe('the base list over HTTP', () => {
  test('is tried, imported and read', async () => {
    const app = gateway('city')
    const entries = [inputOf(), inputOf({ id: 'b-2', name: '社团审批', department: 'city-bureau', levels: ['city'] })]
    const tried = await app.call(asCity, 'POST', '/api/base-list/imports', { entries, dryRun: true })
    expect(tried.body).toMatchObject({ added: [{ id: 'b-1', version: 1 }, { id: 'b-2' }], number: null })
    expect((await app.call(asCity, 'POST', '/api/base-list/imports', { entries })).body).toMatchObject({ number: 1 })
    const read = await app.call<{ entries: unknown[] }>(asCity, 'GET', '/api/base-list')
    expect(read.body.entries).toMatchObject([{ entry: { id: 'b-1' } }, { entry: { id: 'b-2' }, cancelled: false }])
    const claims = await app.call(asCity, 'GET', '/api/claims')
    expect(claims.body).toMatchObject({
      claims: [{ gateway: { id: 'city' }, organ: { id: 'city-bureau' }, state: 'unclaimed' }],
      summary: [{ counts: { unclaimed: 1 } }],
    })
  })

  test('cancels an entry, whose item its organ still has to cancel', async () => {
    const app = gateway('city')
    const entries = [inputOf({ department: 'city-bureau', levels: ['city'] })]
    await app.call(asCity, 'POST', '/api/base-list/imports', { entries })
    const gone = await app.call(asCity, 'POST', '/api/base-list/imports', { entries: [], cancelled: ['b-1'] })
    expect(gone.body).toMatchObject({ cancelled: ['b-1'], number: 2 })
    expect((await app.call(asCity, 'GET', '/api/base-list')).body).toMatchObject({ entries: [{ cancelled: true }] })
    const again = await app.call(asCity, 'POST', '/api/base-list/imports', { entries })
    expect(again.body).toMatchObject({ added: [{ id: 'b-1', version: 2 }] })
  })

  test.each([
    ['a county importing', 'a', asHall, 'POST', '/api/base-list/imports', { entries: [] }, 403, 'base/not-city'],
    [
      'an entry without a name',
      'city',
      asCity,
      'POST',
      '/api/base-list/imports',
      { entries: [{ id: 'x' }] },
      400,
      'input/invalid',
    ],
    [
      'a claim of an unknown entry',
      'a',
      asClerk,
      'POST',
      '/api/claims/answers',
      { organ: 'a-bureau', entries: ['b-9'], state: 'claimed', reason: null },
      404,
      'claim/unknown',
    ],
    [
      'assigning what is unknown',
      'a',
      asHall,
      'POST',
      '/api/claims/assignments',
      { organ: 'a-bureau', entries: ['b-9'] },
      404,
      'base/unknown-entry',
    ],
    [
      'a work from an unknown entry',
      'a',
      asClerk,
      'POST',
      '/api/claims/works',
      { organ: 'a-bureau', entry: 'b-9', item: 'x' },
      404,
      'base/unknown-entry',
    ],
    ['an unknown survey', 'a', asHall, 'GET', `/api/surveys/${'0'.repeat(32)}`, undefined, 404, 'survey/unknown'],
  ] as const)('%s is answered with its code', async (_, id, who, method, url, payload, status, code) => {
    const answer = await gateway(id).call(who, method, url, payload)
    expect([answer.status, answer.body['code']]).toEqual([status, code])
  })

  test('is claimed, assigned, dated and made a work', async () => {
    const app = gateway()
    giveBase(app.site, 1, inputOf(), inputOf({ id: 'b-2', department: '文物局', settleBy: '2026-03-20' }))
    const unassigned = await app.call(asHall, 'GET', '/api/base-list/unassigned')
    expect(unassigned.body).toMatchObject({ entries: [{ id: 'b-2' }] })
    await app.call(asHall, 'POST', '/api/claims/assignments', { organ: 'a-bureau', entries: ['b-2'] })
    const dated = await app.call(asHall, 'POST', '/api/claims/due-dates', {
      organ: 'a-bureau',
      entries: ['b-2'],
      due: '2026-03-10',
    })
    expect(dated.body).toMatchObject({ claims: [{ entry: 'b-2', due: '2026-03-10' }] })
    const answer = { organ: 'a-bureau', entries: ['b-1', 'b-2'], state: 'claimed', reason: null }
    expect((await app.call(asClerk, 'POST', '/api/claims/answers', answer)).status).toBe(200)
    const filtered = await app.call<{ claims: unknown[] }>(asHall, 'GET', '/api/claims?state=claimed&onlyLate=false')
    expect(filtered.body.claims).toHaveLength(2)
    const work = await app.call(asClerk, 'POST', '/api/claims/works', { organ: 'a-bureau', entry: 'b-1', item: 'homestead' })
    expect(work.body).toMatchObject({ stage: 'draft', items: [{ content: { name: '宅基地审批' } }] })
    expect((await app.call(asClerk, 'GET', '/api/revisions?organ=a-bureau')).body).toEqual({ revisions: [] })
  })
})

describe('a survey over HTTP', () => {
  const line = { name: '婚育证明', type: '20', code: null, remark: null }

  test('is opened by the hall, answered by organs, exported and closed', async () => {
    const app = gateway()
    const ask = { title: '进驻事项普查', due: '2026-03-20', organs: ['a-bureau', 'a-government', 'a-agency'] }
    const opened = await app.call<{ id: string }>(asHall, 'POST', '/api/surveys', ask)
    expect(opened.status).toBe(201)
    const url = `/api/surveys/${opened.body.id}`
    const town: Who = { person: 'town-clerk', place: 'a-centre', organ: 'a-government' }
    expect((await app.call(asClerk, 'PUT', `${url}/answers`, { organ: 'a-bureau', none: false, lines: [line] })).status).toBe(204)
    expect((await app.call(town, 'PUT', `${url}/answers`, { organ: 'a-government', none: true, lines: [] })).status).toBe(204)
    const foreign = await app.call(asClerk, 'PUT', `${url}/answers`, { organ: 'a-government', none: true, lines: [] })
    expect(foreign.body).toMatchObject({ code: 'work/denied' })
    const page = await app.call(asHall, 'GET', url)
    expect(page.body).toMatchObject({
      status: [{ state: 'answered', items: 1 }, { state: 'none' }, { state: 'missing', answeredMs: null }],
      rows: [{ organ: { id: 'a-bureau' }, name: '婚育证明' }, { name: '' }, { state: 'missing' }],
    })
    expect((await app.call(asHall, 'POST', `${url}/close`)).body).toMatchObject({ closed: true })
    const late = await app.call(asClerk, 'PUT', `${url}/answers`, { organ: 'a-bureau', none: true, lines: [] })
    expect(late.body).toMatchObject({ code: 'survey/closed' })
    expect((await app.call<{ surveys: unknown[] }>(asHall, 'GET', '/api/surveys')).body.surveys).toHaveLength(1)
  })

  test('is not opened for a day that is past or for organs nobody knows', async () => {
    const app = gateway()
    const ask = { title: 'x', due: '2026-03-01', organs: ['a-bureau'] }
    expect((await app.call(asHall, 'POST', '/api/surveys', ask)).body).toMatchObject({ code: 'work/wrong-date' })
    const unknown = { ...ask, due: '2026-03-20', organs: ['nobody'] }
    expect((await app.call(asHall, 'POST', '/api/surveys', unknown)).body).toMatchObject({ code: 'catalogue/unknown-organ' })
  })
})
