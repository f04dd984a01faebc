import { expect, test } from 'vitest'
import { blankRow, isEmpty, type Row } from './content.js'
import { arranged, cellsOf, columnsOf, pasted } from './paste.js'

const columns = columnsOf([], [])
const done = { caseId: 'c', number: 'n', isSubmitted: true }
const named = (name: string, more: Partial<Row> = {}): Row => ({ ...blankRow(), name, ...more })
const names = (rows: readonly Row[]) => rows.map(({ name }) => name)

test('what Excel puts on the clipboard is read cell by cell, with line breaks and quotes inside a cell', () => {
  expect(cellsOf('张三\t1\r\n"李\n""四"""\t2\r\n')).toEqual([
    ['张三', '1'],
    ['李\n"四"', '2'],
  ])
})

test('cells go into the grid from where they are put, over what is typed and never over a row that is a case', () => {
  const rows = [named('一'), named('二', { done }), named('三')]
  const next = pasted(rows, { row: 0, column: 0 }, [['甲', "'11010519491231002x"], ['乙'], ['丙']], columns)
  expect(names(next)).toEqual(['甲', '二', '乙', '丙', ''])
  expect(next[0]?.number).toBe('11010519491231002X')
  expect(next.at(-1)).toSatisfy(isEmpty)
})

test('a file with titles is arranged by them, one without by the order of the grid', () => {
  const file = [
    ['序号', '手机号码', '身份证号码', '姓名'],
    ['1', '138', '110', '张三'],
  ]
  expect(arranged(file, columns, [])).toEqual([['张三', '110', '138']])
  expect(arranged([['张三', '110']], columns, [])).toEqual([['张三', '110']])
})
