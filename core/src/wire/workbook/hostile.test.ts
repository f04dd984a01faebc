import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { SheetProblem } from '../columns/cell.js'
import { organBook } from '../columns/organ-book.js'
import { readTables } from '../sheets/read-tables.js'
import { type ArchivePart, archiveOf, rowOf, workbookOf } from './archive.testing.js'
import { readJson } from './json-document.js'
import { readWorkbook, type ReadWorkbook } from './read-workbook.js'

const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_000)])
const row1 = rowOf(1, '事项名称', '事项类型', '行使层级', '实施主体', '办件类型', '实施编码', '生效日期')
const row2 = rowOf(2, '结婚登记', '行政确认', '县级', '民政局', '即办件', 'MZ-1', '2026-04-01')

describe('a file that is no workbook to be opened', () => {
  const megabytes = Buffer.alloc(60 * 1024 * 1024, 0x20)
  const sheet = 'xl/worksheets/sheet1.xml'
  const more = (name: string, part: ArchivePart) => workbookOf(row1, { more: { [name]: part } })
  const NS = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

  test.each<[string, Buffer, string]>([
    ['an old .xls', OLE, 'import/old-format'],
    ['one with a password', Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]), 'import/encrypted'],
    ['an archive with a password', more('xl/a.xml', { content: 'x', claims: { flags: 0x801 } }), 'import/encrypted'],
    ['one with macros', more('xl/vbaProject.bin', { content: 'x' }), 'import/macros'],
    ['one with macro sheets of old', more('xl/macrosheets/sheet1.xml', { content: 'x' }), 'import/macros'],
    ['one of binary parts', archiveOf({ 'xl/workbook.bin': { content: 'x' } }), 'import/not-a-table'],
    ['a document', archiveOf({ 'word/document.xml': { content: '<w/>' } }), 'import/not-a-table'],
    ['a picture', randomBytes(5_000), 'import/not-a-table'],
    ['nothing', Buffer.alloc(0), 'import/not-a-table'],
    ['half of one', workbookOf(row1 + row2).subarray(0, 900), 'import/not-a-table'],
    ['a bomb that tells its size', more('xl/a.xml', { content: megabytes }), 'input/too-large'],
    [
      'a bomb that lies about its size',
      more('xl/a.xml', { content: megabytes, claims: { unpacked: 4_000 } }),
      'import/not-a-table',
    ],
    ['one that claims more than it holds', more('xl/a.xml', { content: 'x', claims: { unpacked: 100 } }), 'import/not-a-table'],
    ['one with a sheet cut off', more(sheet, { content: `${NS}<sheetData>${row1}` }), 'import/not-a-table'],
    [
      'one with a cell far away',
      workbookOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'input/too-large',
    ],
    ['one with a cell nowhere', workbookOf('<row r="1"><c r="AAAA1"><v>1</v></c></row>'), 'input/too-large'],
  ])('%s is refused with a reason', async (_, bytes, code) => {
    const { tables, problems } = await readWorkbook(bytes)
    expect(tables).toEqual([])
    expect(problems).toMatchObject([{ severity: 'error', code, sheet: null }])
  })

  test('a part that is damaged on the way is noticed', async () => {
    const bytes = workbookOf(row1 + row2)
    const at = bytes.indexOf('sheet1.xml') + 60
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
    expect((await readWorkbook(bytes)).problems).toMatchObject([{ code: 'import/not-a-table' }])
  })

  test('too many bytes are not even looked at', async () => {
    expect((await readWorkbook(Buffer.alloc(33 * 1024 * 1024))).problems).toMatchObject([{ code: 'input/too-large' }])
  })

  test('entities of its own are not made into text', async () => {
    const content = `<!DOCTYPE a [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>${NS}<sheetData>${rowOf(1, '&a;&b;')}</sheetData></worksheet>`
    const { tables } = await readWorkbook(more(sheet, { content }))
    expect(JSON.stringify(tables)).not.toMatch(/boom|root:/)
  })
})

const organs = organBook([{ id: 'o1', name: '莒县民政局', creditCode: null }])

function checked({ tables, problems }: ReadWorkbook) {
  const read = readTables(tables, { organs, known: [], mapping: null, effectiveFrom: '2026-01-01', source: '测试' })
  const all: readonly SheetProblem[] = [...problems, ...read.problems]
  return { items: read.items.map(({ draft }) => draft), all: all.filter(({ code }) => code !== 'import/default') }
}

const cell = (xml: string) => `<c${xml}</c>`

describe('a cell that is not what it should be', () => {
  test.each<[string, string, string, string]>([
    ['an error of Excel', cell(' t="e"><v>#REF!</v>'), 'import/cell', '错误值 #REF!'],
    ['a formula never reckoned', cell('><f>A1&amp;B1</f>'), 'import/formula', '没有算出过结果'],
    ['a blank', '', 'import/cell', '不能为空'],
    ['too long a text', '长'.repeat(201), 'import/cell', '201 个字,最多 200 个'],
  ])('%s is named by sheet, row and column', async (_, xml, code, detail) => {
    const { all } = checked(await readWorkbook(workbookOf(row1 + rowOf(2, xml, '07', '4', 'o1', '1', 'MZ-1'))))
    expect(all[0]).toMatchObject({
      severity: 'error',
      code,
      sheet: '事项',
      row: 2,
      column: 'A',
      detail: expect.stringContaining(detail),
    })
  })

  test.each<[string, string, string]>([
    ['B', rowOf(2, '结婚登记', '婚姻', '4', 'o1', '1', 'MZ-1'), '01 行政许可'],
    ['C', rowOf(2, '结婚登记', '07', '国家级', 'o1', '1', 'MZ-1'), '3 市级'],
    ['D', rowOf(2, '结婚登记', '07', '4', '教育局', '1', 'MZ-1'), '名册中没有“教育局”'],
    ['F', rowOf(2, '结婚登记', '07', '4', 'o1', '1', cell('><v>1.1371122004321E+30</v>')), '末几位已丢失'],
    ['G', rowOf(2, '结婚登记', '07', '4', 'o1', '1', 'MZ-1', '2026-02-30'), '没有 2026-02-30 这一天'],
    ['G', rowOf(2, '结婚登记', '07', '4', 'o1', '1', 'MZ-1', '下个月'), '应为日期'],
  ])('in column %s is told with what would fit', async (column, row, detail) => {
    const { all } = checked(await readWorkbook(workbookOf(row1 + row)))
    expect(all[0]).toMatchObject({ severity: 'error', row: 2, column, detail: expect.stringContaining(detail) })
  })

  test.each<[string, string]>([
    ['a day as Excel counts it', cell('><v>46113</v>')],
    ['a number of eight digits', cell('><v>20260401</v>')],
    ['words', '2026年4月1日'],
    ['slashes', '2026/4/1'],
    ['a date of its own type', cell(' t="d"><v>2026-04-01</v>')],
  ])('a date as %s is that day', async (_, xml) => {
    const { items, all } = checked(await readWorkbook(workbookOf(row1 + rowOf(2, '结婚登记', '07', '4', 'o1', '1', 'MZ-1', xml))))
    expect(all.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(items[0]?.effectiveFrom).toBe('2026-04-01')
  })
})

describe('a workbook as counties have them', () => {
  test('has a title above its headers, marks on them, and columns of its own, which are named', async () => {
    const header = rowOf(3, '序号', '事项名称 *', '事项类型\n(必填)', '行使层级', '实施主体', '办件类型:', '实施编码')
    const row = rowOf(4, '1', '结婚登记', '07 行政确认', '县', '民政局', '即办', 'MZ-1')
    const { items, all } = checked(await readWorkbook(workbookOf(rowOf(1, '莒县事项清单') + header + row)))
    expect(items).toMatchObject([{ id: 'mz-1', name: '结婚登记', type: '07', level: 'county', organ: 'o1', handling: 'instant' }])
    expect(all).toMatchObject([{ severity: 'warning', code: 'import/unknown-column', row: 3, column: 'A', header: '序号' }])
  })

  test('has merged cells, whose first value is taken for all', async () => {
    const after = '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>'
    const rows = row1 + row2 + rowOf(3, '离婚登记', '行政确认', '县级', '<c></c>', '即办件', 'MZ-2')
    const { items, all } = checked(await readWorkbook(workbookOf(rows, { after })))
    expect(items.map(({ organ }) => organ)).toEqual(['o1', 'o1'])
    expect(all).toMatchObject([{ severity: 'warning', code: 'import/merged', row: 2, column: 'D' }])
  })

  test('has formulas, whose last values are taken and told once for each column', async () => {
    const named = (row: number, code: string) =>
      rowOf(row, cell(` t="str"><f>X${row}</f><v>登记 ${row}</v>`), '07', '4', 'o1', '1', code)
    const { items, all } = checked(await readWorkbook(workbookOf(row1 + named(2, 'A-1') + named(3, 'A-2'))))
    expect(items.map(({ name }) => name)).toEqual(['登记 2', '登记 3'])
    expect(all).toMatchObject([
      { severity: 'warning', code: 'import/formula', column: 'A', detail: expect.stringContaining('2 格') },
    ])
  })

  test('says the same item twice, or the same row, and hears which', async () => {
    const { all } = checked(await readWorkbook(workbookOf(row1 + row2 + row2.replaceAll('2"', '3"').replaceAll('结婚', '离婚'))))
    expect(all).toMatchObject([{ code: 'import/duplicate', row: 3, detail: expect.stringContaining('第 2 行是同一事项') }])
    const same = checked(await readWorkbook(workbookOf(row1 + row2 + row2.replaceAll('2"', '3"'))))
    expect(same.all[0]).toMatchObject({ code: 'import/duplicate', row: 3, detail: '与第 2 行完全相同' })
  })

  test('lacks a column that must be there, and hears its name', async () => {
    const { all } = checked(await readWorkbook(workbookOf(rowOf(1, '事项名称', '事项类型') + rowOf(2, '结婚登记', '07'))))
    expect(all.map(({ code, detail }) => [code, detail])).toEqual([
      ['import/no-column', '缺少“行使层级”(USELEVEL)'],
      ['import/no-column', '缺少“办件类型”(PROJECTTYPE)'],
    ])
  })
})

describe('a document of JSON', () => {
  const item = { TASKNAME: '结婚登记', TASKTYPE: '07', USELEVEL: '4', DEPTNAME: '莒县民政局', PROJECTTYPE: '1', TASKCODE: 'MZ-1' }
  const read = (value: unknown) => checked(readJson(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))))

  test('names the list, the place and the field of what is wrong', () => {
    const { all } = read({
      items: [item, { ...item, TASKCODE: 'MZ-2', MATERIALS: [{ MATERIALNAME: '身份证', ISNEED: '或许' }] }],
    })
    expect(all).toMatchObject([{ code: 'import/cell', sheet: 'MATERIALS', row: 1, header: 'ISNEED', value: '或许' }])
  })

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'import/not-a-table'],
    ['no list', { item }, 'import/no-sheet'],
    ['null', null, 'import/no-sheet'],
    ['a list of words', ['x'], 'import/cell'],
    ['materials that are no list', [{ ...item, MATERIALS: '身份证' }], 'import/cell'],
    ['a material that is none', [{ ...item, MATERIALS: [null] }], 'import/cell'],
    ['an object where a text belongs', [{ ...item, TASKNAME: { a: 1 } }], 'import/cell'],
  ])('that is %s is refused', (_, value, code) => {
    expect(read(value).all[0]).toMatchObject({ severity: 'error', code })
  })

  test('cannot reach into what objects are made of', () => {
    const { items } = read(`{"items":[{"__proto__":{"polluted":1},"constructor":{"x":1},${JSON.stringify(item).slice(1)}]}`)
    expect(items).toHaveLength(1)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
