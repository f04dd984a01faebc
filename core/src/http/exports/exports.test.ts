import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { application, newRequestId } from '../../site/counter.testing.js'
import type { Receipt } from '../../site/intake/receipt.js'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { asClerk, openApp, type TestApp, type Who } from '../app.testing.js'

let app: TestApp
let receipt: Receipt

beforeEach(async () => {
  app = openApp('a')
  receipt = await registered('permit')
  await registered('choice')
})
afterEach(() => app.close())

async function registered(item: string): Promise<Receipt> {
  const answers = item === 'choice' ? { answers: ['loan'] } : {}
  const body = { requestId: newRequestId(), application: application({ item, ...answers }) }
  return (await app.call<Receipt>(asClerk, 'POST', '/api/cases', body)).body
}

async function exported(who: Who, path: string) {
  const { status, raw, headers } = await app.call(who, 'GET', `/api/exports/${path}`)
  const { tables } = await readWorkbook(new Uint8Array(raw))
  return { status, headers, rows: tables[0]?.rows.map(({ cells }) => cells) ?? [] }
}

const noted = () => app.store.audit.search({ kind: 'export' }, 10, null).map(({ entry }) => entry)

describe('a list', () => {
  test('goes out as filtered, and who took it under which filter is recorded', async () => {
    const all = await exported(asClerk, 'cases')
    expect(all.rows).toHaveLength(3)
    const { rows, headers } = await exported(asClerk, `cases?text=${encodeURIComponent('宅基地')}&stage=registered`)
    expect(rows).toHaveLength(2)
    expect(rows[1]?.slice(0, 3)).toEqual([receipt.number, '宅基地审批', '已登记'])
    expect(headers['content-disposition']).toContain('attachment')
    expect(noted()[0]).toMatchObject({
      ...{ person: 'a-clerk', place: 'a-hall', subject: 'list cases', outcome: '1 rows' },
      reason: '{"text":"宅基地","stages":["registered"]}',
    })
  })

  test('holds what its reader may see, and no name of an applicant', async () => {
    const hosted = await exported({ person: 'hosted-proxy', place: 'a-hosted' }, 'cases')
    expect(hosted.rows).toHaveLength(1)
    expect(JSON.stringify((await exported(asClerk, 'cases')).rows)).not.toContain('张三')
  })

  test('of more cases than a page has every one of them once', async () => {
    for (let made = 0; made < 205; made += 1) await registered('permit')
    const { rows } = await exported(asClerk, 'cases')
    expect(rows).toHaveLength(208)
    expect(new Set(rows.map(([number]) => number)).size).toBe(208)
  })

  test.each(['worklist', 'tasks', 'notices', 'originals', 'outside', 'sites'])(
    'of %s goes out with its headers and is recorded',
    async (list) => {
      const { status, rows } = await exported(asClerk, list)
      expect(status).toBe(200)
      expect(rows[0]?.length).toBeGreaterThan(5)
      expect(noted()[0]).toMatchObject({ subject: `list ${list}` })
    },
  )

  test('is not for somebody of another site, and nothing is recorded as taken', async () => {
    const { status } = await app.call({ person: 'proxy', place: 'a-station' }, 'GET', '/api/exports/cases')
    expect(status).toBe(404)
    expect(noted()).toEqual([])
  })
})

test('originals kept here are in their list', async () => {
  const { rows } = await exported(asClerk, 'originals')
  expect(rows.map((row) => row[2])).toContain('权属证明')
})
