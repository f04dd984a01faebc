import { FIRST_POLICY } from '../domain/roster-view.js'
import { afterEach, describe, expect, test } from 'vitest'
import { rosterFacts } from '../domain/case/world.testing.js'
import type { Place } from '../domain/roster.js'
import { application, newRequestId } from '../site/counter.testing.js'
import type { Receipt } from '../site/intake/receipt.js'
import type { CaseListPage } from '../site/query/cases.js'
import { asClerk, asProxy, openApp, type TestApp } from './app.testing.js'
import type { LinkState } from './doors.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function at(...args: Parameters<typeof openApp>): TestApp {
  const app = openApp(...args)
  open.push(app)
  return app
}

async function register(app: TestApp, changes: object = {}): Promise<Receipt> {
  const body = { requestId: newRequestId(), application: { ...application(), ...changes } }
  return (await app.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
}

function must<T>(value: T | null): T {
  if (value === null) throw new Error('nothing there')
  return value
}

async function cases(app: TestApp, query: string): Promise<CaseListPage> {
  const { status, body } = await app.call<CaseListPage>(asProxy, 'GET', `/api/cases?${query}`)
  expect(status === 200 ? null : body).toBeNull()
  return body
}

describe('lists of cases', () => {
  test('are paged by a cursor, newest first, without gap or repetition', async () => {
    const app = at('a-village')
    const all: string[] = []
    for (let count = 0; count < 7; count += 1) {
      all.unshift((await register(app)).caseId)
      app.clock.advance(1000)
    }
    const seen: string[] = []
    let query = 'limit=3'
    for (let pages = 0; pages < 5 && query !== ''; pages += 1) {
      const { cases: shown, next } = await cases(app, query)
      seen.push(...shown.map(({ caseId }) => caseId))
      query = next === null ? '' : `limit=3&cursor=${next}`
    }
    expect(seen).toEqual(all)
  })

  test('are filtered by stage, item, place, hands and text', async () => {
    const app = at('a-village')
    const permit = await register(app)
    const choice = await register(app, { item: 'choice', answers: ['loan'] })
    await app.call(asProxy, 'POST', `/api/cases/${permit.caseId}/acts`, { requestId: newRequestId(), act: { act: 'submit' } })
    const found = async (query: string) => (await cases(app, query)).cases.map(({ caseId }) => caseId)
    expect(await found('custody=here')).toEqual([choice.caseId])
    expect(await found('custody=elsewhere')).toEqual([permit.caseId])
    expect(await found('stage=submitted')).toEqual([permit.caseId])
    expect(await found('stage=submitted&stage=registered')).toHaveLength(2)
    expect(await found('item=choice')).toEqual([choice.caseId])
    expect(await found('place=a-station&onlyHere=true')).toHaveLength(2)
    expect(await found('place=b-station')).toEqual([])
    expect(await found('under=a-centre')).toHaveLength(2)
    expect(await found(`text=${encodeURIComponent('公积金')}`)).toEqual([choice.caseId])
    expect(await found(`text=${encodeURIComponent('《提取公积金》')}`)).toEqual([choice.caseId])
    expect(await found(`text=${choice.number.slice(-8)}`)).toEqual([choice.caseId])
    const { body } = await app.call(asProxy, 'GET', '/api/cases/counts')
    expect(body).toMatchObject({ stages: expect.arrayContaining([{ stage: 'submitted', nationalCode: '02', count: 1 }]) })
  })
})

describe('a number', () => {
  test('that two cases share shows both', async () => {
    const app = at('a-village')
    const [first, second] = [await register(app), await register(app)]
    app.site.transact(() =>
      app.store.cases.put(
        { ...must(app.store.cases.state(second.caseId)), number: first.number },
        must(app.store.cases.headHash(second.caseId)),
        2,
      ),
    )
    const { body } = await app.call<CaseListPage>(asProxy, 'GET', `/api/cases/by-number/${first.number}`)
    expect(new Set(body.cases.map(({ caseId }) => caseId))).toEqual(new Set([first.caseId, second.caseId]))
  })
})

describe('a batch', () => {
  test('registers every row but the bad one, and says which field is wrong', async () => {
    const app = at('a-village')
    const rows = ['甲', '', '丙'].map((name, index) => ({
      key: `${index}`,
      content: { applicant: { kind: 'person', person: { name } } },
    }))
    const { body } = await app.call(asProxy, 'POST', '/api/batches', {
      requestId: newRequestId(),
      shared: { item: 'permit', form: { reason: '新建' } },
      rows,
    })
    expect(body).toMatchObject({
      rows: [
        { key: '0', kind: 'registered' },
        {
          key: '1',
          kind: 'refused',
          code: 'input/invalid',
          errors: [{ path: '/applicant/person/name', message: '至少 1 个字' }],
        },
        { key: '2', kind: 'registered' },
      ],
    })
  })
})

describe('an instant case', () => {
  test('is registered, decided and handed over in one call', async () => {
    const app = at('a')
    const decision = {
      result: 'granted',
      document: null,
      certificateNumber: 'HY-1',
      delivery: { how: 'counter', receiver: 'applicant' },
    }
    const body = { requestId: newRequestId(), application: { ...application(), item: 'instant', materials: [] }, decision }
    const answer = await app.call<Receipt>(asClerk, 'POST', '/api/cases/instant', body)
    expect([answer.status, answer.body.stage]).toEqual([201, 'completed'])
    expect((await app.call(asClerk, 'POST', '/api/cases/instant', body)).status).toBe(200)
  })
})

describe('the roster', () => {
  const asCity = { person: 'city-clerk', place: 'city-hall', organ: 'city-bureau' }

  test('is told by its version, and changed at the city', async () => {
    const app = at('city')
    const before = await app.call<{ version: number }>(asCity, 'GET', '/api/roster')
    const fact = { kind: 'policy', policy: { ...FIRST_POLICY, leaseWorkingDays: 3, eraseAfterDays: 10 } }
    const changed = await app.call(asCity, 'POST', '/api/roster/changes', { facts: [fact] })
    expect([changed.status, changed.body]).toMatchObject([201, { version: before.body.version + 1 }])
    expect((await app.call(asCity, 'GET', '/api/roster')).body).toMatchObject({ version: 2, policy: fact.policy })
  })

  test('is not changed over what somebody else changed meanwhile', async () => {
    const app = at('city')
    const { body } = await app.call<{ place: Record<string, unknown>; version: number }>(asCity, 'GET', '/api/places/a-station')
    const { here: _, openNow: __, standInPlace: ___, code: ____, ...place } = body.place
    const change = (phone: string, base: number) =>
      app.call(asCity, 'POST', '/api/roster/changes', { facts: [{ kind: 'place', place: { ...place, phone } }], base })
    expect((await change('1', body.version)).status).toBe(201)
    const refused = await change('2', body.version)
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'roster/changed-meanwhile', detail: 'place a-station' }])
    expect((await change('2', body.version + 1)).status).toBe(201)
  })

  test('refuses a change that breaks a rule, naming the record', async () => {
    const app = at('city')
    const facts = [
      { kind: 'policy', policy: { ...FIRST_POLICY, leaseWorkingDays: 3, eraseAfterDays: 10 } },
      {
        kind: 'person',
        person: { id: 'new', name: '新', phone: null, posts: [{ place: 'nowhere', organ: null }], active: true },
      },
    ]
    const { status, body } = await app.call(asCity, 'POST', '/api/roster/changes', { facts })
    expect([status, body]).toMatchObject([422, { code: 'roster/broken', errors: [{ path: '/facts/1' }] }])
    expect((await app.call(asCity, 'GET', '/api/roster')).body).toMatchObject({ version: 1 })
  })

  test('shows sites, places, organs and people', async () => {
    const app = at('a')
    const places = rosterFacts.filter(({ kind }) => kind === 'place').length
    expect((await app.call<{ places: Place[] }>(asClerk, 'GET', '/api/places')).body.places).toHaveLength(places)
    const under = await app.call<{ places: Place[] }>(asClerk, 'GET', '/api/places?under=a-centre&level=village')
    expect(under.body.places.map(({ id }) => id)).toEqual(['a-station', 'a-hosted'])
    expect((await app.call(asClerk, 'GET', '/api/places?here=true')).body).toMatchObject({
      places: [{ id: 'a-hall', openNow: true, code: '371122' }, { id: 'a-hosted' }],
    })
    expect((await app.call(asClerk, 'GET', '/api/places/a-hall')).body).toMatchObject({
      organs: [{ id: 'a-bureau' }, { id: 'a-agency' }],
      persons: [{ id: 'a-clerk' }, {}, {}],
    })
    expect((await app.call(asClerk, 'GET', '/api/sites/a')).body).toMatchObject({
      self: true,
      tier: 'county',
      places: ['a-hall', 'a-hosted'],
    })
    expect((await app.call(asClerk, 'GET', '/api/organs?level=township')).body).toMatchObject({
      organs: [{ id: 'a-government' }],
    })
    expect((await app.call(asClerk, 'GET', '/api/persons?place=b-station')).body).toMatchObject({ persons: [{ id: 'b-proxy' }] })
  })
})

describe('what waits', () => {
  const link: LinkState & { readonly frameBytes: number } = {
    peer: 'a',
    state: 'down',
    sinceMs: 5,
    reason: 'link/parent-unreachable',
    detail: '',
    linkId: null,
    session: 0,
    peerFacts: null,
    offset: null,
    lanes: [],
    drops: { gap: 0 },
    lastHeardMs: null,
    peerInMaintenance: false,
    nextDialMs: 99,
    frameBytes: 1,
  }

  test('is shown: links, outgoing, held, parked, requests', async () => {
    const app = at('a-village', { doors: { links: () => [link] } })
    expect((await app.call(asProxy, 'GET', '/api/links')).body).toMatchObject({
      links: [{ peer: { id: 'a' }, state: 'down', stopped: null }],
    })
    app.site.transact(() =>
      app.store.inbox.park({
        kind: 'event',
        payload: Buffer.from('x'),
        source: 'a',
        caseId: null,
        hash: null,
        code: 'event/malformed',
        detail: 'x',
        atMs: app.clock.nowMs(),
      }),
    )
    app.clock.advance(30 * 60_000)
    expect((await app.call(asProxy, 'GET', '/api/parked')).body).toMatchObject({
      parked: [{ kind: 'event', code: 'event/malformed', age: { openMinutes: 30 }, tries: 0 }],
    })
    expect((await app.call(asProxy, 'POST', '/api/parked/retry', {})).body).toEqual({ settled: 0, left: 1 })
    expect((await app.call(asProxy, 'GET', '/api/parked')).body).toMatchObject({ parked: [{ tries: 1 }] })
    expect((await app.call(asProxy, 'GET', '/api/held')).body).toMatchObject({ total: 0, held: [] })
    expect((await app.call(asProxy, 'GET', '/api/requests')).body).toMatchObject({ requests: [] })
    app.site.transact(() => app.store.lanes.open('a'))
    const { caseId } = await register(app)
    expect((await app.call(asProxy, 'GET', '/api/outgoing')).body).toMatchObject({
      lanes: [
        { peer: { id: 'a' }, lane: 'case', acknowledged: 0, waiting: [{ kind: 'event', caseId, age: { openMinutes: 0 } }] },
        { lane: 'bulk', oldest: null },
      ],
    })
  })
})

describe('a watcher', () => {
  test('learns without an acting person whether the program lives and is ready', async () => {
    const reasons: { code: 'link/parent-unreachable'; detail: string }[] = [{ code: 'link/parent-unreachable', detail: 'a' }]
    const app = at('a-village', { doors: { notReady: () => reasons } })
    expect((await app.call(null, 'GET', '/healthz')).body).toEqual({
      status: 'ok',
      site: 'a-village',
      store: 'ok',
      maintenance: false,
    })
    expect(await app.call(null, 'GET', '/readyz')).toMatchObject({ status: 503, body: { ready: false, reasons } })
    reasons.pop()
    expect((await app.call(null, 'GET', '/readyz')).status).toBe(200)
    const lines = app.log.lines().filter(({ message }) => message === 'request handled')
    expect(lines.map(({ level, status }) => [level, status])).toEqual([
      ['debug', 200],
      ['debug', 503],
      ['debug', 200],
    ])
  })

  test('reads the contract of every route, from which a client can be made', async () => {
    const app = at('a-village')
    interface Operation {
      readonly operationId: string
      readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
    }
    const { body } = await app.call<{ openapi: string; paths: Record<string, Record<string, Operation>> }>(
      null,
      'GET',
      '/openapi.json',
    )
    expect(body.openapi).toBe('3.1.0')
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    expect(operations.length).toBeGreaterThan(30)
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
    const good = ({ operation }: (typeof operations)[number]) =>
      Object.keys(operation.responses).some((code) => code.startsWith('2'))
    const told = ({ operation }: (typeof operations)[number]) =>
      'application/problem+json' in (operation.responses['default']?.content ?? {})
    expect(operations.filter((each) => each.path !== '/readyz' && !good(each))).toEqual([])
    expect(operations.filter((each) => each.path.startsWith('/api/') && !told(each))).toEqual([])
  })
})
