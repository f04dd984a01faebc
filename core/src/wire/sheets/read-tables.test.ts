import { expect, test } from 'vitest'
import type { Cell, Table } from '../columns/cell.js'
import { organBook } from '../columns/organ-book.js'
import type { KnownItem } from './join.js'
import { type MappingFile, readMapping } from './mapping-file.js'
import { readTables } from './read-tables.js'

const organs = organBook([
  { id: 'o1', name: '莒县民政局', creditCode: '11371122004321001A' },
  { id: 'o2', name: '夏庄镇人民政府', creditCode: null },
  { id: 'o3', name: '日照市民政局', creditCode: null },
])

function sheet(name: string, titles: string, ...rows: readonly (readonly Cell[])[]): Table {
  return { name, rows: [titles.split(' '), ...rows].map((cells, index) => ({ number: index + 1, cells })) }
}

const TITLES = '事项名称 事项类型 行使层级 实施主体 办件类型 实施编码 生效日期'
const row = (code: string, name = '结婚登记'): readonly Cell[] => [name, '07', '4', '莒县民政局', '1', code, '2026-04-01']

function read(tables: readonly Table[], known: readonly KnownItem[] = [], mapping: MappingFile | null = null) {
  const { items, problems } = readTables(tables, { organs, known, mapping, effectiveFrom: '2026-01-01', source: '测试' })
  return { items: items.map(({ draft }) => draft), problems: problems.filter(({ code }) => code !== 'import/default') }
}

test('rows of other sheets go to the item they name by code, and by name where only one has it', () => {
  const materials = sheet('申请材料', '所属事项 材料名称', ['A-1', '身份证'], ['离婚登记', '离婚协议书'])
  const { items, problems } = read([sheet('事项', TITLES, row('A-1'), row('A-2', '离婚登记')), materials])
  expect(problems).toEqual([])
  expect(items.map(({ materials: found }) => found.map(({ name }) => name))).toEqual([['身份证'], ['离婚协议书']])
})

test('a row that names no item, or several, is named with its cell', () => {
  const materials = sheet('申请材料', '所属事项 材料名称', ['A-9', '身份证'], ['结婚登记', '照片'])
  const { problems } = read([sheet('事项', TITLES, row('A-1'), row('A-2')), materials])
  expect(problems).toMatchObject([
    { code: 'import/dangling', sheet: '申请材料', row: 2, column: 'A', value: 'A-9', detail: '事项表中没有它' },
    { code: 'import/dangling', sheet: '申请材料', row: 3, detail: expect.stringContaining('有 2 行') },
  ])
})

test('rows of an item whose own row is wrong are not called orphans', () => {
  const broken = row('A-1').with(1, '婚姻')
  const { problems } = read([sheet('事项', TITLES, broken), sheet('申请材料', '所属事项 材料名称', ['A-1', '身份证'])])
  expect(problems.map(({ sheet: name, row: number }) => [name, number])).toEqual([['事项', 2]])
})

test('an item that is here already keeps its id, and its next version follows', () => {
  const { items } = read([sheet('事项', TITLES, row('A-1'))], [{ id: 'minzheng-07', version: 4, code: 'A-1' }])
  expect(items).toMatchObject([{ id: 'minzheng-07', version: 5 }])
})

test('a business item of an implementation list that is here already is a new one', () => {
  const known = [{ id: 'old', version: 1, code: 'A-1' }]
  const titles = `${TITLES} 业务办理项编码`
  const { items } = read([sheet('事项', titles, [...row('A-1'), 'A-1-02'])], known)
  expect(items).toMatchObject([{ id: 'a-1-02', version: 1 }])
})

test('departments are found by whole name, credit code, or an ending that only one has', () => {
  const organOf = (name: string) => read([sheet('事项', TITLES, row('A-1').with(3, name))])
  expect(organOf('11371122004321001A').items[0]?.organ).toBe('o1')
  expect(organOf('镇人民政府').items[0]?.organ).toBe('o2')
  expect(organOf('民政局').problems).toMatchObject([
    { code: 'catalogue/unknown-organ', column: 'D', detail: '“民政局”可能是 莒县民政局、日照市民政局,请写全称' },
  ])
})

test('townships named by their name take part as their governments; villages get the power of their level', () => {
  const towns = sheet('乡镇', '所属事项 乡镇名称 权限', ['A-1', '夏庄镇', '收件'], ['A-1', '无名镇', '收件'])
  const villages = sheet('村', '所属事项 村名称', ['A-1', '抱虎村'], ['A-1', '大河村'])
  const { items, problems } = read([sheet('事项', TITLES, row('A-1')), towns, villages])
  expect(items[0]?.grants).toEqual([
    { level: 'county', organ: 'o1', power: 'decide' },
    { level: 'township', organ: 'o2', power: 'receive' },
    { level: 'village', organ: null, power: 'proxy' },
  ])
  expect(problems).toMatchObject([{ code: 'catalogue/unknown-organ', sheet: '乡镇', row: 3, column: 'B' }])
})

test('answers of one question stand in rows of their own, with papers by id or name', () => {
  const materials = sheet('申请材料', '所属事项 材料编号 材料名称', ['A-1', 'm1', '身份证'], ['A-1', 'm2', '军官证'])
  const scenarios = sheet(
    '情形',
    '所属事项 情形组 情形名称 情形材料 何时询问',
    ['A-1', '是否军人', '是', '军官证', null],
    ['A-1', '是否军人', '否', 'm1', null],
    ['A-1', '是否现役', '现役', null, '是'],
  )
  const { items } = read([sheet('事项', TITLES, row('A-1')), materials, scenarios])
  expect(items[0]?.scenarioGroups).toEqual([
    {
      ...{ id: 'g1', question: '是否军人', askedWhen: [] },
      options: [
        { id: 'q1', name: '是', materials: ['m2'] },
        { id: 'q2', name: '否', materials: ['m1'] },
      ],
    },
    { id: 'g2', question: '是否现役', options: [{ id: 'q3', name: '现役', materials: [] }], askedWhen: ['q1'] },
  ])
})

test('what breaks a rule of content is named at the row that says it', () => {
  const materials = sheet('申请材料', '所属事项 材料名称', ['A-1', '身份证'], ['A-1', '其他材料'])
  const { problems } = read([sheet('事项', TITLES, row('A-1')), materials])
  expect(problems).toMatchObject([
    { severity: 'error', code: 'catalogue/broken', sheet: '申请材料', row: 3, column: 'B', value: '其他材料' },
  ])
})

test('what is said of fees must agree with the sheet of fees, and only items in force are taken', () => {
  const titles = `${TITLES} 是否收费 事项状态`
  const { problems } = read([sheet('事项', titles, [...row('A-1'), '是', '取消'])])
  expect(problems.map(({ column, detail }) => [column, detail.slice(0, 8)])).toEqual([
    ['I', '只导入在用的事项'],
    ['H', '写明收费,但收费'],
  ])
})

test('a mapping file names sheets, header rows, columns, values, defaults, and what is left out', () => {
  const mapping = readMapping({
    sheets: {
      Sheet1: {
        as: 'ITEM',
        headerRow: 2,
        columns: { 项目: 'TASKNAME', 类: 'TASKTYPE', 编号: 'LOCALTASKCODE', 科室: 'DEPTNAME' },
        values: { TASKTYPE: { 登记: '07' }, TASKNAME: { 结婚: '结婚登记' } },
        defaults: { USELEVEL: '4', PROJECTTYPE: '1' },
        ignore: ['备注'],
      },
    },
  }) as MappingFile
  const table: Table = {
    name: 'Sheet1',
    rows: [
      ['二〇二六年清单'],
      ['项目', '类', '编号', '科室', '备注'],
      ['结婚', '登记', 'W-1', 'o1', '略'],
      ['constructor', '登记', 'W-2', 'o1', ''],
    ].map((cells, index) => ({ number: index + 1, cells })),
  }
  const { items, problems } = read([table], [], mapping)
  expect(problems).toEqual([])
  expect(items).toMatchObject([
    {
      ...{ id: 'w-1', name: '结婚登记', type: '07', level: 'county' },
      handling: 'instant',
      guide: { codes: { localTask: 'W-1' } },
    },
    // No word of the table, and none of what every object has.
    { id: 'w-2', name: 'constructor' },
  ])
})

test('a mapping file that names a sheet or field that is not there is told so', () => {
  expect(readMapping({ sheets: { A: { as: 'ITEM', columns: { 甲: 'NAME' } } } })).toMatchObject([
    { code: 'import/mapping', detail: expect.stringContaining('没有字段 NAME') },
  ])
  expect(readMapping({ sheets: { A: { as: 'THING' } } })).toMatchObject([{ code: 'import/mapping' }])
  const absent = read([sheet('事项', TITLES, row('A-1'))], [], { sheets: { 甲: { as: 'ITEM' } } })
  expect(absent.problems).toMatchObject([{ code: 'import/mapping', detail: '文件中没有工作表“甲”' }])
})

test('an item that stands twice is named at the column it is recognised by', () => {
  const { problems } = read([sheet('事项', TITLES, row('A-1'), row('A-1', '离婚登记'))])
  expect(problems).toMatchObject([
    { code: 'import/duplicate', sheet: '事项', row: 3, column: 'F', header: '实施编码', value: 'A-1' },
  ])
})
