import { afterEach, expect, test, vi } from 'vitest'
import { countyTables, here } from '../../site/catalogue-import/import.testing.js'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { writeWorkbook } from '../../wire/workbook/write-workbook.js'
import { openApp, type TestApp, type Who } from '../app.testing.js'
import { importRoutes } from './imports.js'
import { workRoutes } from './works.js'

// Sheets of thousands of cells take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const hall: Who = { person: 'a-window', place: 'a-hall' }
const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function gateway(): TestApp {
  const app = openApp('a', { routes: [workRoutes, importRoutes(here)] })
  open.push(app)
  return app
}

interface Run {
  readonly id: string
  readonly phase: string
  readonly token: string | null
  readonly works: readonly string[]
  readonly problems: readonly { readonly code: string; readonly detail: string }[]
}

/** Uploads with an optional mapping behind the file and asks until the check has ended. */
async function checked(app: TestApp, name: string, file: Uint8Array, mapping: unknown = null): Promise<Run> {
  const behind = mapping === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(mapping))
  const headers = { 'content-type': 'application/octet-stream', 'x-mapping-bytes': String(behind.length) }
  const url = `/api/catalogue/imports?name=${encodeURIComponent(name)}`
  const started = await app.call<Run>(hall, 'POST', url, Buffer.concat([file, behind]), { headers })
  expect(started.status).toBe(202)
  const deadline = performance.now() + 60_000
  for (;;) {
    const { body } = await app.call<Run>(hall, 'GET', `/api/catalogue/imports/${started.body.id}`)
    if (!['reading', 'checking'].includes(body.phase)) return body
    if (performance.now() > deadline) throw new Error('the check did not end')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a workbook is checked, applied by its token, and works are there to review', async () => {
  const app = gateway()
  const run = await checked(app, '莒县.xlsx', await writeWorkbook(countyTables(3, 2)))
  expect(run).toMatchObject({ phase: 'checked', problems: [{ code: 'import/default' }, { code: 'import/default' }] })
  const url = `/api/catalogue/imports/${run.id}/apply`
  expect((await app.call(hall, 'POST', url, { token: 'a'.repeat(64) })).status).toBe(409)
  const applied = await app.call<Run>(hall, 'POST', url, { token: run.token })
  expect(applied).toMatchObject({ status: 200, body: { phase: 'applied', works: [expect.any(String)] } })
  const { body } = await app.call<{ works: readonly { readonly id: string }[] }>(hall, 'GET', '/api/works')
  expect(body.works.map(({ id }) => id)).toEqual(applied.body.works)
})

test('a county’s own columns are read by its mapping file', async () => {
  const app = gateway()
  const items = [{ 编码: 'WJ-001', 名称: '档案查询', 类别: '服务', 级别: '区县', 单位: 'a-bureau', 方式: '当场', 备注: '勿传' }]
  const mapping = {
    sheets: {
      事项: {
        as: 'ITEM',
        columns: {
          编码: 'LOCALTASKCODE',
          名称: 'TASKNAME',
          类别: 'TASKTYPE',
          级别: 'USELEVEL',
          单位: 'DEPTNAME',
          方式: 'PROJECTTYPE',
        },
        values: { TASKTYPE: { 服务: '20' }, USELEVEL: { 区县: '4' }, PROJECTTYPE: { 当场: '1' } },
        ignore: ['备注'],
      },
    },
  }
  const cells = items.map((item) => Object.values(item))
  const rows = [Object.keys(items[0] ?? {}), ...cells].map((row, index) => ({ number: index + 1, cells: row }))
  const file = await writeWorkbook([{ name: '事项', rows }])
  expect(await checked(app, 'a.xlsx', file, mapping)).toMatchObject({ phase: 'checked' })
  const wrong = { sheets: { 事项: { ...mapping.sheets.事项, columns: { 编码: 'CODE' } } } }
  expect((await checked(app, 'a.xlsx', file, wrong)).problems).toMatchObject([
    { code: 'import/mapping', detail: expect.stringContaining('CODE') },
  ])
})

test('an export is a workbook, or JSON, for whoever works at this gateway', async () => {
  const app = gateway()
  const excel = await app.call(hall, 'GET', '/api/catalogue/export?format=xlsx')
  expect(excel.headers).toMatchObject({
    'content-disposition': 'attachment; filename="items.xlsx"',
    'x-content-type-options': 'nosniff',
  })
  expect((await readWorkbook(excel.raw)).tables[0]?.rows.length).toBeGreaterThan(1)
  const json = await app.call<{ items: readonly { ITEMID: string }[] }>(
    hall,
    'GET',
    '/api/catalogue/export?format=json&organ=a-bureau',
  )
  expect(json.body.items.map(({ ITEMID }) => ITEMID)).toContain('permit')
  expect((await app.call(null, 'GET', '/api/catalogue/export?format=xlsx')).status).not.toBe(200)
})

test('a check that somebody cancels is forgotten, and cannot be applied', async () => {
  const app = gateway()
  const run = await checked(app, '莒县.xlsx', await writeWorkbook(countyTables(3, 2)))
  const url = `/api/catalogue/imports/${run.id}`
  expect((await app.call<Run>(hall, 'POST', `${url}/cancel`)).body).toMatchObject({ phase: 'cancelled', token: null })
  expect((await app.call(hall, 'POST', `${url}/apply`, { token: run.token })).body).toMatchObject({ code: 'import/not-checked' })
  expect((await app.call<{ works: unknown[] }>(hall, 'GET', '/api/works')).body.works).toEqual([])
})

test('a thread that reads a file is ended when its check is cancelled, and the next file is taken', async () => {
  const signals: AbortSignal[] = []
  const never: typeof here = (_job, _tell, signal) =>
    new Promise((resolve) => {
      if (signal !== undefined) signals.push(signal)
      signal?.addEventListener('abort', () => resolve({ kind: 'stopped' }))
    })
  const app = openApp('a', { routes: [workRoutes, importRoutes(never)] })
  open.push(app)
  const send = () =>
    app.call<Run>(hall, 'POST', '/api/catalogue/imports?name=a.xlsx', Buffer.from('x'), {
      headers: { 'content-type': 'application/octet-stream' },
    })
  const [first] = [await send(), await send()]
  await vi.waitFor(() => expect(signals).toHaveLength(2))
  expect((await send()).body).toMatchObject({ code: 'import/busy' })
  await app.call(hall, 'POST', `/api/catalogue/imports/${first.body.id}/cancel`)
  expect(signals[0]?.aborted).toBe(true)
  await vi.waitFor(async () => expect((await send()).status).toBe(202))
})
