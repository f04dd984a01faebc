import { afterEach, describe, expect, test, vi } from 'vitest'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { writeWorkbook } from '../../wire/workbook/write-workbook.js'
import { acting, type Counter, openCounter } from '../counter.testing.js'
import { giveItem } from '../lists.testing.js'
import { applyImport } from './apply.js'
import { exportItems } from './export.js'
import { countyTables, here, ran, sheet, window } from './import.testing.js'
import { type ImportRun, Imports } from './imports.js'

// Sheets of thousands of cells take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

/** The permit of the test city alone: its instant item has no steps, which a file may not say. */
function withPermitAlone(): { readonly counter: Counter; readonly imports: Imports } {
  const { counter } = gateway()
  const permit = counter.site.store.items.newest('permit')
  if (permit === null) throw new Error('no permit')
  const { digest: _, ...draft } = permit
  const alone = openCounter('a', { items: [draft] })
  open.push(alone)
  return { counter: alone, imports: new Imports(here) }
}

function gateway(): { readonly counter: Counter; readonly imports: Imports } {
  const counter = openCounter('a')
  open.push(counter)
  return { counter, imports: new Imports(here) }
}

const worksOf = ({ site }: Counter) => site.store.catalogueWork.works.open()

async function applied({ site }: Counter, imports: Imports, { id, token }: ImportRun): Promise<ImportRun> {
  const run = await applyImport(imports, site, window, { id, token: token ?? '' })
  if ('kind' in run) throw new Error(`${run.code} ${run.detail}`)
  return run
}

describe('a file of items', () => {
  test('is checked first, and what was checked becomes works of its department', async () => {
    const { counter, imports } = gateway()
    const run = await ran(counter, imports, { bytes: await writeWorkbook(countyTables(120, 3)) })
    expect(run).toMatchObject({ phase: 'checked', errors: 0, counts: { new: 120, changed: 0, unchanged: 0 }, rows: 482 })
    expect(worksOf(counter)).toEqual([])
    const { works } = await applied(counter, imports, run)
    expect(works).toHaveLength(2)
    const items = worksOf(counter).flatMap((work) => work.items)
    expect(items).toHaveLength(120)
    expect(items.find(({ item }) => item === '11371122004321120007')).toMatchObject({
      basedOn: null,
      content: {
        name: '建设工程规划许可第 7 类',
        organ: 'a-bureau',
        promised: { amount: 5, unit: 'working-day' },
        materials: [{ originals: 1, copies: 0 }, { originals: 0, copies: 2, kind: 'copy' }, { necessity: 'required' }],
        guide: { conditions: ['在本县从事建设工程', '材料齐全、符合法定形式'], legalBasis: [{ law: '《城乡规划法》第四十条' }] },
      },
    })
  })

  test('with one wrong cell leaves nothing behind and has nothing to apply', async () => {
    const { counter, imports } = gateway()
    const [items, materials] = countyTables(3, 2)
    if (items === undefined || materials === undefined) throw new Error('no tables')
    const rows = items.rows.map((row) => (row.number === 3 ? { ...row, cells: row.cells.with(2, '行政审批') } : row))
    const run = await ran(counter, imports, { bytes: await writeWorkbook([{ ...items, rows }, materials]) })
    expect(run).toMatchObject({ phase: 'refused', errors: 1, token: null })
    expect(run.problems[0]).toMatchObject({
      ...{ severity: 'error', code: 'import/cell', sheet: '事项', row: 3, column: 'C', header: '事项类型', value: '行政审批' },
      detail: expect.stringMatching(/^应为其中之一:01 行政许可/),
    })
    expect(await applyImport(imports, counter.site, window, { id: run.id, token: '' })).toMatchObject({
      code: 'import/not-checked',
    })
    expect(worksOf(counter)).toEqual([])
  })

  test('is applied once, and only with the token of its own check', async () => {
    const { counter, imports } = gateway()
    const run = await ran(counter, imports, { bytes: await writeWorkbook(countyTables(2, 1)) })
    const wrong = { id: run.id, token: 'f'.repeat(64) }
    expect(await applyImport(imports, counter.site, window, wrong)).toMatchObject({ code: 'import/not-checked' })
    const { works } = await applied(counter, imports, run)
    expect((await applied(counter, imports, run)).works).toEqual(works)
    expect(worksOf(counter)).toHaveLength(1)
  })

  test('is refused as a whole when an item of it was published since the check', async () => {
    const { counter, imports } = withPermitAlone()
    const bytes = await exportItems(counter.site, { format: 'json', organ: 'a-bureau' }, here)
    const text = Buffer.from(bytes).toString().replaceAll('宅基地审批', '宅基地用地审批')
    const run = await ran(counter, imports, { format: 'json', bytes: Buffer.from(text) })
    expect(run).toMatchObject({ phase: 'checked', errors: 0 })
    expect(run.counts.changed).toBe(1)
    const { site } = counter
    const current = site.store.items.newest('permit')
    if (current === null) throw new Error('no permit')

    site.transact(() => giveItem(site, { ...current, version: 2 }))
    const outcome = await applyImport(imports, site, window, { id: run.id, token: run.token ?? '' })
    expect(outcome).toMatchObject({ code: 'import/changed', detail: '宅基地用地审批' })
    expect(worksOf(counter)).toEqual([])
  })

  test('that says what is in force already changes nothing', async () => {
    const { counter, imports } = withPermitAlone()
    const run = await ran(counter, imports, {
      bytes: await exportItems(counter.site, { format: 'xlsx', organ: 'a-bureau' }, here),
    })
    expect(run).toMatchObject({ errors: 0, phase: 'checked', counts: { new: 0, changed: 0 } })
    expect(run.counts.unchanged).toBeGreaterThan(0)
    expect((await applied(counter, imports, run)).works).toEqual([])
  })

  test('names items of departments that are not of this county', async () => {
    const { counter, imports } = gateway()
    const [items] = countyTables(1, 0)
    const rows = (items?.rows ?? []).map((row) => (row.number === 2 ? { ...row, cells: row.cells.with(4, 'city-bureau') } : row))
    const run = await ran(counter, imports, { bytes: await writeWorkbook([sheet('事项', ...rows.map(({ cells }) => cells))]) })
    expect(run.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'authority/denied', sheet: '事项', row: 2 },
    ])
  })

  test('may not take the id of another gateway’s item', async () => {
    const { counter, imports } = withPermitAlone()
    const { site } = counter
    const permit = site.store.items.newest('permit')
    if (permit === null) throw new Error('no permit')
    const { digest: _, ...content } = permit
    const grants = [{ level: 'city' as const, organ: 'city-bureau', power: 'decide' as const }]
    const steps = permit.steps.map((step) => ({ ...step, organ: 'city-bureau', level: 'city' as const }))
    const ofCity = { ...content, id: 'of-city', level: 'city' as const, organ: 'city-bureau', grants, steps }
    site.transact(() => giveItem(site, { ...ofCity, guide: { ...content.guide, area: '3' as const } }))
    const text = Buffer.from(await exportItems(site, { format: 'json', organ: null }, here)).toString()
    expect(text).not.toContain('of-city')
    const run = await ran(counter, imports, { format: 'json', bytes: Buffer.from(text.replace('"permit"', '"of-city"')) })
    expect(run.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { severity: 'error', code: 'authority/denied', detail: expect.stringContaining('of-city') },
    ])
  })

  test('is taken from nobody but the county’s own hall, and shown to nobody else', async () => {
    const { counter, imports } = gateway()
    const file = { name: 'x', format: 'json' as const, bytes: Buffer.from('[]'), mapping: null, effectiveFrom: null }
    expect(imports.start(counter.site, acting('town-clerk', 'a-centre', 'a-government'), file)).toMatchObject({
      code: 'work/denied',
    })
    const run = await ran(counter, imports, { bytes: await writeWorkbook(countyTables(1, 1)) })
    expect(imports.find(counter.site, acting('a-helper', 'a-hall', 'a-agency'), run.id)).toMatchObject({ code: 'import/unknown' })
  })

  test('that is two at once makes a third wait', async () => {
    const { counter, imports } = gateway()
    const bytes = await writeWorkbook(countyTables(1, 1))
    const [first, second] = [ran(counter, imports, { bytes }), ran(counter, imports, { bytes })]
    await expect(ran(counter, imports, { bytes })).rejects.toThrow('import/busy')
    expect((await Promise.all([first, second])).map(({ phase }) => phase)).toEqual(['checked', 'checked'])
  })

  test('is forgotten after an hour', async () => {
    const { counter, imports } = gateway()
    const run = await ran(counter, imports, { bytes: await writeWorkbook(countyTables(1, 1)) })
    counter.clock.advance(61 * 60_000)
    expect(imports.find(counter.site, window, run.id)).toMatchObject({ code: 'import/unknown' })
  })
})

test('a file is read in a thread of its own, which tells how far it is', { timeout: 60_000 }, async () => {
  const { counter } = gateway()
  const imports = new Imports()
  const run = await ran(counter, imports, { bytes: await writeWorkbook(countyTables(120, 1)) })
  expect(run).toMatchObject({ phase: 'checked', done: 120, total: 120 })
})

test('a file its thread cannot finish is refused, and what broke is told to the people who run the site', async () => {
  const { counter } = gateway()
  const failed = new Imports(async () => ({ kind: 'failed', error: new Error('broken') }))
  expect(await ran(counter, failed, { bytes: Buffer.from('x') })).toMatchObject({
    phase: 'refused',
    problems: [{ code: 'internal/bug' }],
  })
  expect(counter.alarms).toContain('internal/bug')
  const starved = new Imports(async () => ({ kind: 'limit', detail: 'memory' }))
  expect(await ran(counter, starved, { bytes: Buffer.from('x') })).toMatchObject({ problems: [{ code: 'input/too-large' }] })
})

test('an export to Excel opens with headers in both languages', async () => {
  const { counter } = gateway()
  const { tables } = await readWorkbook(await exportItems(counter.site, { format: 'xlsx', organ: null }, here))
  expect(tables.map(({ name }) => name).slice(0, 4)).toEqual(['事项', '申请材料', '情形', '办理环节'])
  expect(tables[0]?.rows[0]?.cells.slice(0, 2)).toEqual(['事项编号(ITEMID)', '事项名称(TASKNAME)'])
})
