import { afterEach, describe, expect, test } from 'vitest'
import { asClerk, openApp, type TestApp, type Who } from '../app.testing.js'
import { catalogueWorkRoutes } from './routes.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const asHall: Who = { person: 'a-window', place: 'a-hall' }
const asTown: Who = { person: 'town-clerk', place: 'a-centre', organ: 'a-government' }

function gateway(): TestApp {
  const app = openApp('a', { routes: catalogueWorkRoutes })
  open.push(app)
  return app
}

interface Work {
  readonly id: string
  readonly stage: string
  readonly items: readonly { readonly item: string; readonly content: Record<string, unknown> }[]
}

async function steps(app: TestApp, { id }: Work, ...whos: readonly (readonly [string, Who])[]): Promise<string[]> {
  const told: string[] = []
  for (const [step, who] of whos) {
    const payload = step === 'publish' ? {} : undefined
    const { body } = await app.call<{ stage?: string; code?: string }>(who, 'POST', `/api/works/${id}/${step}`, payload)
    told.push(body.stage ?? body.code ?? '')
  }
  return told
}

const review = [
  ['submit', asClerk],
  ['pass-department', asClerk],
  ['pass-legal', asHall],
  ['publish', asHall],
] as const

describe('over HTTP', () => {
  test('an item goes from draft to published, and what changed is read in words', async () => {
    const app = gateway()
    const { status, body: work } = await app.call<Work>(asClerk, 'POST', '/api/works', { item: 'permit', title: '压缩时限' })
    expect(status).toBe(201)
    const content = { ...work.items[0]?.content, promised: { amount: 3, unit: 'working-day' } }
    expect((await app.call(asClerk, 'PUT', `/api/works/${work.id}/items/permit`, content)).status).toBe(200)

    const impact = await app.call(asHall, 'GET', `/api/works/${work.id}/impact`)
    expect(impact.body).toMatchObject({
      items: [{ from: 1, to: 2, differences: [{ label: '承诺办结时限', old: '5个工作日', new: '3个工作日' }] }],
    })
    expect(await steps(app, work, ...review)).toEqual(['department-check', 'legal-review', 'ready', 'published'])
    expect((await app.call(asClerk, 'GET', '/api/items/permit')).body).toMatchObject({ version: 2, promised: { amount: 3 } })
    const compared = await app.call(asClerk, 'GET', '/api/items/permit/differences?from=1&to=2')
    expect(compared.body).toMatchObject({
      effectiveFrom: '2026-03-02',
      differences: [{ label: '承诺办结时限' }, { label: '生效日期' }],
    })
  })

  test('a work shows every act with its person, and is listed until it ends', async () => {
    const app = gateway()
    const { body: work } = await app.call<Work>(asClerk, 'POST', '/api/works', { item: 'permit', title: '压缩时限' })
    const listed = async (ended: string) => (await app.call<{ works: unknown[] }>(asHall, 'GET', `/api/works${ended}`)).body.works
    expect(await listed('')).toMatchObject([{ id: work.id, kind: 'edit', stage: 'draft', items: 1, organ: { id: 'a-bureau' } }])
    await app.call(asHall, 'POST', `/api/works/${work.id}/return`, { reason: '早' })
    await app.call(asClerk, 'POST', `/api/works/${work.id}/drop`, { reason: '不改了' })
    expect(await listed('')).toEqual([])
    expect(await listed('?ended=true')).toHaveLength(1)
    const page = await app.call(asHall, 'GET', `/api/works/${work.id}`)
    expect(page.body).toMatchObject({
      brokenAct: null,
      findings: expect.arrayContaining([]),
      acts: [
        { fact: 'begun', person: { id: 'a-clerk' } },
        { fact: 'dropped', reason: '不改了' },
      ],
    })
  })

  test.each([
    ['somebody of another organ', asTown, 'POST', '/api/works', { item: 'permit', title: 'x' }, 403, 'work/denied'],
    ['nobody', null, 'GET', '/api/works', undefined, 401, 'session/none'],
    ['an unknown work', asHall, 'GET', `/api/works/${'0'.repeat(32)}`, undefined, 404, 'work/unknown'],
    ['an unknown item', asClerk, 'POST', '/api/works', { item: 'nothing', title: 'x' }, 404, 'item/unknown'],
    ['no title', asClerk, 'POST', '/api/works', { item: 'permit' }, 400, 'input/invalid'],
    ['an unknown version', asClerk, 'GET', '/api/items/permit/differences?from=1&to=9', undefined, 404, 'item/unknown'],
  ] as const)('%s is refused as a problem with its code', async (_, who, method, url, payload, status, code) => {
    const answer = await gateway().call(who, method, url, payload)
    expect([answer.status, answer.body['code']]).toEqual([status, code])
  })
})

describe('many items in one act', () => {
  const row = (item: string, changes: object = {}) => {
    return { item, to: 'a-government', power: 'decide', source: '2', from: '2026-04-01', ...changes }
  }

  test('are handed down as a whole, with the list to print', async () => {
    const app = gateway()
    const rows = [row('permit'), row('choice', { power: 'first-review' })]
    const ask = { kind: 'delegation', title: '第一批下放事项', rows }
    const { body: work } = await app.call<Work>(asHall, 'POST', '/api/delegations', ask)
    const another: Who = { person: 'a-clerk', place: 'a-hall' }
    const byHall = review.map(([step]) => [step, step === 'pass-legal' ? another : asHall] as const)
    expect(await steps(app, work, ...byHall)).toEqual(['department-check', 'legal-review', 'ready', 'published'])
    const printed = await app.call(asHall, 'GET', `/api/works/${work.id}/delegation-list`)
    expect(printed.body).toMatchObject({
      title: '第一批下放事项',
      lines: [
        {
          number: 1,
          item: '宅基地审批',
          giver: 'a-bureau',
          receiver: 'a-government',
          power: '审批',
          source: '上级下放',
          from: '2026-04-01',
        },
        { number: 2, item: '提取公积金', power: '初审', until: null },
      ],
    })
    const back = { kind: 'take-back', title: '收回', rows: [row('permit', { from: '2026-05-01' })] }
    const { body: taken } = await app.call<Work>(asHall, 'POST', '/api/delegations', back)
    await steps(app, taken, ...byHall)
    const register = await app.call<{ lines: unknown[] }>(asHall, 'GET', '/api/delegations')
    expect(register.body.lines).toMatchObject([{ item: '提取公积金' }])
    const all = await app.call<{ lines: unknown[] }>(asHall, 'GET', '/api/delegations?ended=true')
    expect(all.body.lines).toMatchObject([{ item: '宅基地审批', until: '2026-05-01' }, { until: null }])
  })

  test('are refused as a whole, with each offending row named', async () => {
    const app = gateway()
    const rows = [row('permit'), row('choice', { to: 'a-agency' }), row('nothing')]
    const answer = await app.call(asHall, 'POST', '/api/delegations', { kind: 'delegation', title: 'x', rows })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'delegation/refused' })
    const errors = answer.body['errors'] as { path: string }[]
    expect([...new Set(errors.map(({ path }) => path))]).toEqual(['/rows/1', '/rows/2'])
    expect((await app.call<{ works: unknown[] }>(asHall, 'GET', '/api/works')).body.works).toEqual([])
  })

  test('are tried before they are changed, and those it does not touch are left out', async () => {
    const app = gateway()
    const ask = { items: ['permit', 'instant'], change: { change: 'cut-promise', amount: 2 } }
    const preview = await app.call<{ items: { differences: unknown[] }[] }>(asHall, 'POST', '/api/batch-edits/preview', ask)
    expect(preview.body.items.map(({ differences }) => differences.length)).toEqual([1, 0])
    expect((await app.call<{ works: unknown[] }>(asHall, 'GET', '/api/works')).body.works).toEqual([])
    const { body: work } = await app.call<Work>(asHall, 'POST', '/api/batch-edits', { ...ask, title: '统一两日办结' })
    expect(work.items.map(({ item }) => item)).toEqual(['permit'])
  })

  test('move to another organ with the former one on record, and the preview shows who still decides open cases', async () => {
    const app = gateway()
    const ask = { items: ['permit'], from: 'a-bureau', to: 'a-agency', title: '职能划转' }
    const { body: work } = await app.call<Work>(asHall, 'POST', '/api/transfers', ask)
    expect(work.items[0]?.content).toMatchObject({ organ: 'a-agency', guide: { formerOrgan: 'a-bureau' } })
    const wrong = await app.call(asHall, 'POST', '/api/transfers', { ...ask, from: 'a-agency', to: 'a-bureau' })
    expect(wrong.body).toMatchObject({ code: 'item/unknown', detail: expect.stringContaining('permit') })
  })

  test('have their days, papers and fees cut on record between two days', async () => {
    const app = gateway()
    const change = { change: 'cut-promise', amount: 2 }
    const { body: work } = await app.call<Work>(asHall, 'POST', '/api/batch-edits', { items: ['permit'], change, title: 'x' })
    const another: Who = { person: 'a-clerk', place: 'a-hall' }
    await steps(app, work, ...review.map(([step]) => [step, step === 'pass-legal' ? another : asHall] as const))
    const { body } = await app.call<{ figures: { name: string; value: number }[] }>(
      asHall,
      'GET',
      '/api/speed-up?from=2026-03-01&to=2026-03-02&organ=a-bureau',
    )
    expect(body.figures.find(({ name }) => name === '压缩承诺时限')?.value).toBe(3)
  })
})
