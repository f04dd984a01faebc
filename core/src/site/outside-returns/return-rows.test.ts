import { describe, expect, test } from 'vitest'
import type { Cell, Table } from '../../wire/columns/cell.js'
import { returnRows } from './return-rows.js'

const table = (...rows: readonly (readonly Cell[])[]): Table => ({
  name: '返回',
  rows: rows.map((cells, index) => ({ number: index + 1, cells })),
})

describe('a list that came back', () => {
  test('is read below its title by what its columns are called, in any order', () => {
    const list = returnRows([
      table(
        ['社保系统返回清单'],
        ['办结日期', '业务流水号', '审核结果', '申请人'],
        [{ kind: 'date', date: '2026-03-03' }, 'SB-1', '通过', '张三'],
      ),
    ])
    expect(list.rows).toEqual([
      { row: 3, number: '', externalNumber: 'SB-1', said: '通过', state: 'granted', date: '2026-03-03' },
    ])
  })

  test('as it was exported here, with columns filled in, reads back', () => {
    const headers = ['办件编号', '环节', '外部系统', '外部编号', '状态', '日期', '事项']
    const { rows } = returnRows([table(headers, ['371122-1', '决定', '社保系统', "'-88", '办理中', '2026/3/4', '养老'])])
    expect(rows[0]).toMatchObject({ number: '371122-1', externalNumber: '-88', state: 'in-progress', date: '2026-03-04' })
  })

  test.each([
    ['准予', 'granted'],
    ['不予通过', 'denied'],
    ['未通过', 'denied'],
    ['退回补正', 'returned'],
    ['审核中', 'in-progress'],
    ['已提交', 'sent'],
    ['再议', null],
    ['', null],
  ])('saying %j is understood as %s', (said, state) => {
    expect(returnRows([table(['编号', '结果'], ['1', said])]).rows[0]).toMatchObject({ said, state })
  })

  test.each([
    ['2026-03-02 10:00', '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['2026-02-30', null],
    ['明天', null],
  ])('dated %j is of %s', (text, date) => {
    expect(returnRows([table(['编号', '状态', '日期'], ['1', '办结', text])]).rows[0]).toMatchObject({ date })
  })

  test('takes the result over the state where both are there', () => {
    expect(returnRows([table(['编号', '状态', '结果'], ['1', '办结', '不予'])]).rows[0]).toMatchObject({ state: 'denied' })
  })

  test('without a column of numbers, or of states, is refused', () => {
    expect(returnRows([table(['姓名', '状态'], ['张三', '办结'])]).problem).toMatchObject({ code: 'import/no-column' })
    expect(returnRows([table(['编号', '姓名'], ['1', '张三'])]).problem).toMatchObject({ code: 'import/no-column' })
  })
})
