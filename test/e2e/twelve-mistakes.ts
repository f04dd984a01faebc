import type { Table } from '../../core/src/wire/columns/cell.js'
import { countyTables } from '../../core/src/site/catalogue-import/import.testing.js'

/** One planted mistake: where it stands, and what is typed there. */
interface Planted {
  readonly sheet: '事项' | '申请材料'
  readonly row: number
  readonly column: string
  readonly header: string
  readonly value: string | number | null
}

/** Mistakes as people make them: a wrong word, a name nobody knows, a number in words, a day that is none, a paper that means anything. */
export const mistakes: readonly Planted[] = [
  { sheet: '事项', row: 3, column: 'C', header: '事项类型', value: '婚姻' },
  { sheet: '事项', row: 4, column: 'D', header: '行使层级', value: '省级' },
  { sheet: '事项', row: 5, column: 'E', header: '实施主体', value: '不存在的局' },
  { sheet: '事项', row: 6, column: 'F', header: '办件类型', value: '快办件' },
  { sheet: '事项', row: 7, column: 'G', header: '法定办结时限', value: '二十' },
  { sheet: '事项', row: 8, column: 'H', header: '承诺办结时限', value: 30 },
  { sheet: '事项', row: 9, column: 'L', header: '生效日期', value: '2026-13-01' },
  { sheet: '事项', row: 10, column: 'B', header: '事项名称', value: null },
  { sheet: '事项', row: 11, column: 'A', header: '实施编码', value: '11371122004321120000' },
  { sheet: '申请材料', row: 13, column: 'C', header: '材料名称', value: '其他材料' },
  { sheet: '申请材料', row: 14, column: 'A', header: '实施编码', value: 'XX-404' },
  { sheet: '申请材料', row: 15, column: 'D', header: '原件份数', value: '若干' },
]

/** A county's list of fourteen items with one paper each, as it should be. */
export const rightTables = countyTables(14, 1)

/** The same with every mistake planted. */
export const wrongTables: readonly Table[] = rightTables.map(({ name, rows }) => ({
  name,
  rows: rows.map(({ number, cells }) => ({
    number,
    cells: cells.map((cell, index) => {
      const planted = mistakes.find((each) => each.sheet === name && each.row === number && columnOf(each) === index)
      return planted === undefined ? cell : planted.value
    }),
  })),
}))

function columnOf({ column }: Planted): number {
  return column.charCodeAt(0) - 'A'.charCodeAt(0)
}
