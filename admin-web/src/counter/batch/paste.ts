import type { Field } from '../form/fields.js'
import { blankRow, type Row, withLast } from './content.js'

/** A column of the grid: one of the person's, or a field of the form. */
export type Column = 'name' | 'number' | 'phone' | { readonly field: string }

export function columnsOf(fields: readonly Field[], perRow: readonly string[]): readonly Column[] {
  const own = fields.filter(({ name }) => perRow.includes(name)).map(({ name }) => ({ field: name }))
  return ['name', 'number', 'phone', ...own]
}

/** As Excel puts it on the clipboard: tabs between cells; a cell with line breaks stands in quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/g)) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
    if (end?.endsWith('\n') === true) rows.push([])
    if (end === '') break
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''))
}

/** Writes cells into the grid from a row and a column on; rows that are done stay as they are. */
export function pasted(
  rows: readonly Row[],
  at: { readonly row: number; readonly column: number },
  cells: readonly (readonly string[])[],
  columns: readonly Column[],
): readonly Row[] {
  const next = [...rows]
  let index = at.row
  for (const line of cells) {
    while (next[index] !== undefined && next[index]?.done !== null) index += 1
    next[index] = line.reduce((row, text, offset) => put(row, columns[at.column + offset], text), next[index] ?? blankRow())
    index += 1
  }
  return withLast(next)
}

/** One cell as it is typed: numbers of documents without blanks, in capitals. */
export function put(row: Row, column: Column | undefined, text: string): Row {
  if (column === undefined) return row
  const changed = { ...row, refused: null }
  if (typeof column === 'object') return { ...changed, form: { ...row.form, [column.field]: text } }
  return { ...changed, [column]: column === 'number' ? text.replace(/[\s']/g, '').toUpperCase() : text }
}

const titles: Readonly<Record<string, RegExp>> = {
  name: /姓名|^name$/i,
  number: /身份证|证件号|号码$|^id/i,
  phone: /电话|手机|联系方式|phone/i,
}

/** Columns by the titles of the first row; in the grid's order where it has none. */
export function arranged(
  cells: readonly (readonly string[])[],
  columns: readonly Column[],
  fields: readonly Field[],
): readonly (readonly string[])[] {
  const [head = [], ...rest] = cells
  const places = columns.map((column) => {
    if (typeof column !== 'object')
      return head.findIndex(
        (title) => titles[column]?.test(title) === true && !/电话|手机/.test(column === 'number' ? title : ''),
      )
    const title = fields.find(({ name }) => name === column.field)?.title
    return head.indexOf(title ?? column.field)
  })
  if (places[0] === -1 && places[1] === -1) return cells
  return rest.map((line) => places.map((place) => (place === -1 ? '' : (line[place] ?? ''))))
}
