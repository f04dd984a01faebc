import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { application, newRequestId } from '../../site/counter.testing.js'
import { carry, join } from '../../site/lines.testing.js'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { type AnyBody, asClerk, asProxy, openApp, type TestApp, type Who } from '../app.testing.js'

let village: TestApp

beforeEach(() => {
  village = openApp('a-village')
})
afterEach(() => village.close())

const blank = { item: 'choice', became: 'told', answers: [], name: '', phone: '', note: '', draft: null }
const ask = (changes: object = {}, who = asProxy, app = village) =>
  app.call(who, 'POST', '/api/consultations', { ...blank, id: newRequestId(), ...changes })
const dayOf = async (app = village, who = asProxy) => (await app.call(who, 'GET', '/api/consultations')).body
const sheetOf = async (bytes: Uint8Array) => ((await readWorkbook(bytes)).tables[0]?.rows ?? []).map(({ cells }) => cells)
const codeOf = ({ status, body }: { readonly status: number; readonly body: AnyBody }) => [status, body['code']]

describe('咨询登记', () => {
  test('lists the day of the place, newest first, with who asked masked', async () => {
    await ask({ item: null, note: '问低保 13906330001' })
    village.clock.advance(60_000)
    await ask({ became: 'listed', answers: ['loan'], name: '张三丰', phone: '13906331234' })
    const { day, total, consultations } = await dayOf()
    expect([day, total]).toEqual(['2026-03-02', 2])
    expect(consultations).toMatchObject([
      { item: { id: 'choice', name: '提取公积金' }, became: 'listed', answers: ['loan'], person: { id: 'proxy' } },
      { item: null, became: 'told' },
    ])
    expect(JSON.stringify(consultations)).not.toMatch(/张三丰|13906331234|13906330001/)
  })

  test('counts one that was sent twice once, on the day it was asked', async () => {
    const id = newRequestId()
    for (const status of [201, 201]) expect((await ask({ id })).status).toBe(status)
    expect((await dayOf())['total']).toBe(1)
    village.clock.advance(86_400_000)
    expect(await dayOf()).toMatchObject({ day: '2026-03-03', total: 0 })
    expect((await village.call(asProxy, 'GET', '/api/consultations?day=2026-03-02')).body['total']).toBe(1)
  })

  test('is not kept as plain words', async () => {
    await ask({ name: '张三丰', note: '翻建老屋' })
    expect(village.store.serialize().database.includes(Buffer.from('张三丰'))).toBe(false)
    expect(village.store.serialize().database.includes(Buffer.from('翻建老屋'))).toBe(false)
  })

  test('becomes an application in the same act, which goes on as a draft under its id', async () => {
    const id = newRequestId()
    const draft = { title: '提取公积金 · 张三', content: { answers: ['loan'] } }
    await ask({ id, became: 'application', draft })
    await ask({ id, became: 'application', draft })
    expect((await village.call(asProxy, 'GET', `/api/drafts/${id}`)).body).toMatchObject({
      ...draft,
      item: 'choice',
      place: 'a-station',
    })
  })

  test('offers what was asked most at the place lately', async () => {
    for (const item of ['permit', 'choice', 'choice', null]) await ask({ item })
    expect((await dayOf())['usual']).toMatchObject([{ id: 'choice' }, { id: 'permit' }])
  })

  test('of an item nobody knows is refused', async () => {
    expect(codeOf(await ask({ item: 'nothing' }))).toEqual([404, 'item/unknown'])
  })
})

describe('日清', () => {
  const sign = (changes: object = {}) =>
    village.call(asProxy, 'POST', '/api/day/sign-off', { day: '2026-03-02', onPaper: 1, remark: '', ...changes })

  test('says what is open, is signed once by name, kept with what was open, and audited', async () => {
    await ask()
    const { body } = await village.call<AnyBody>(asProxy, 'POST', '/api/cases', {
      requestId: newRequestId(),
      application: application(),
    })
    expect(body['number']).toBeDefined()
    const now = { taken: 1, consultations: 1, open: 1, unsent: 1, drafts: 0, untold: 0 }
    expect((await village.call(asProxy, 'GET', '/api/day')).body).toMatchObject({ day: '2026-03-02', now, signedOff: null })
    expect((await sign({ remark: '等来电补报' })).body).toMatchObject({
      signedOff: { person: { id: 'proxy' }, counts: { ...now, onPaper: 1 }, remark: '等来电补报' },
    })
    await ask()
    expect((await village.call(asProxy, 'GET', '/api/day')).body).toMatchObject({
      now: { consultations: 2 },
      signedOff: { counts: { consultations: 1 } },
    })
    expect(codeOf(await sign())).toEqual([409, 'day/signed-off'])
    expect([...village.store.audit.search({ kind: 'register' }, 9, null)]).toHaveLength(1)
  })

  test('is not signed for tomorrow, nor for a day long past', async () => {
    for (const day of ['2026-03-03', '2026-01-20']) expect(codeOf(await sign({ day }))).toEqual([422, 'day/not-open'])
    expect((await sign({ day: '2026-02-27' })).status).toBe(201)
  })
})

describe('台账', () => {
  let county: TestApp
  beforeEach(() => {
    county = openApp('a')
    join(village.site, county.site)
  })
  afterEach(() => county.close())

  interface Ledger {
    readonly places: readonly { readonly place: { readonly id: string }; readonly tally: AnyBody }[]
  }
  const ledger = async (app: TestApp, who: Who, query = 'period=week') =>
    (await app.call<Ledger & AnyBody>(who, 'GET', `/api/place-days?${query}`)).body
  const tallyOf = ({ places }: Ledger, id: string) => places.find(({ place }) => place.id === id)?.tally

  test('has every place of the jurisdiction, also those where nothing happened, and says what only a station knows', async () => {
    const { body } = await village.call<AnyBody>(asProxy, 'POST', '/api/cases', {
      requestId: newRequestId(),
      application: application(),
    })
    const act = (app: TestApp, who: Who, done: object) =>
      app.call(who, 'POST', `/api/cases/${String(body['caseId'])}/acts`, { requestId: newRequestId(), act: done })
    await act(village, asProxy, { act: 'submit' })
    carry([village.site, county.site])
    await act(county, asClerk, { act: 'accept' })
    await ask({}, asClerk, county)
    const found = await ledger(county, asClerk)
    expect([found['from'], found['until']]).toEqual(['2026-03-02', '2026-03-08'])
    expect(tallyOf(found, 'a-station')).toEqual({
      ...{ taken: 1, accepted: 1, returned: 0, decided: 0, told: 0 },
      ...{ consultations: null, signedOff: null },
    })
    expect(tallyOf(found, 'a-hall')).toMatchObject({ taken: 0, consultations: 1, signedOff: 0 })
    expect(tallyOf(found, 'a-centre')).toMatchObject({ taken: 0 })
    expect(found.places.map(({ place }) => place.id)).not.toContain('b-station')
    expect(tallyOf(await ledger(village, asProxy), 'a-station')).toMatchObject({ consultations: 0, signedOff: 0, taken: 1 })
    expect(tallyOf(await ledger(county, asClerk, 'period=week&date=2026-02-28'), 'a-station')).toMatchObject({ taken: 0 })
  })

  test('has a row for each day of a week, also with nothing, and names who signed', async () => {
    await village.call(asProxy, 'POST', '/api/day/sign-off', { day: '2026-03-02', onPaper: 0, remark: '' })
    const { body } = await village.call<{ readonly rows: readonly AnyBody[] }>(
      asProxy,
      'GET',
      '/api/place-days/a-station?period=week',
    )
    expect(body.rows).toHaveLength(7)
    expect(body.rows[0]).toMatchObject({ from: '2026-03-02', until: '2026-03-02', signedBy: [{ id: 'proxy' }] })
    expect(body.rows[6]).toMatchObject({ from: '2026-03-08', tally: { taken: 0, signedOff: 0 }, signedBy: [] })
    expect(codeOf(await village.call(asProxy, 'GET', '/api/place-days/a-hall?period=week'))).toEqual([404, 'place/unknown'])
  })

  test('comes as an Excel file of all rows, and that is in the audit log', async () => {
    const answer = await county.call(asClerk, 'GET', '/api/place-days-export?period=week')
    const rows = await sheetOf(answer.raw)
    const { places } = await ledger(county, asClerk)
    expect(rows).toHaveLength(1 + 7 * places.length)
    expect(rows[0]?.slice(0, 4)).toEqual(['站点', '起', '止', '收件'])
    expect(rows.find(([place]) => place === 'a-station')).toContain('在本站')
    const audited = [...county.store.audit.search({ kind: 'export' }, 9, null)]
    expect(JSON.stringify(audited)).toContain('place-days 2026-03-02')
    await ask()
    const consulted = await sheetOf((await village.call(asProxy, 'GET', '/api/consultations/export')).raw)
    expect(consulted).toHaveLength(2)
  })

  test('is the same after the store made its lists anew', async () => {
    await village.call(asProxy, 'POST', '/api/cases', { requestId: newRequestId(), application: application() })
    const before = village.store.moments.counts('2026-01-01', '2026-12-31')
    village.store.rebuild()
    expect(before).not.toEqual([])
    expect(village.store.moments.counts('2026-01-01', '2026-12-31')).toEqual(before)
  })
})
