import type { FaultCode } from '../../domain/fault.js'
import { type Cell, columnLetters, isBlank, type SheetProblem, shownCell, type Table, type TableRow } from '../columns/cell.js'
import type { Columns, RowOf } from '../columns/column.js'
import { type Header, readHeader } from './header.js'
import type { SheetMapping } from './mapping-file.js'
import type { OrganBook } from '../columns/organ-book.js'

/** A row read: its values where all of them fit. */
export interface ReadRow<Of extends Columns> {
  readonly table: Table
  readonly header: Header
  readonly row: TableRow
  readonly values: RowOf<Of> | null
}

export interface ReadSheet<Of extends Columns> {
  readonly rows: readonly ReadRow<Of>[]
  readonly problems: readonly SheetProblem[]
}

/** Reads every row below the header; rows that are blank are passed over, and one that stands twice is named. */
export function readRows<Of extends Columns>(
  table: Table,
  columns: Of,
  mapping: SheetMapping | undefined,
  organs: OrganBook,
): ReadSheet<Of> {
  if (table.rows.every(({ cells }) => cells.every(isBlank))) return { rows: [], problems: [] }
  const { header, problems } = readHeader(table, columns, mapping)
  if (header === null) return { rows: [], problems }
  const found: SheetProblem[] = [...problems]
  const first = new Map<string, number>()
  const rows: ReadRow<Of>[] = []
  for (const row of table.rows) {
    if (row.number <= header.row || row.cells.every(isBlank)) continue
    const same = JSON.stringify(row.cells)
    const earlier = first.get(same)
    if (earlier === undefined) first.set(same, row.number)
    else found.push(rowProblem({ table, row }, 'import/duplicate', `与第 ${earlier} 行完全相同`))
    const values = readRow(table, header, columns, row, mapping, organs, found)
    rows.push({ table, header, row, values: earlier === undefined ? values : null })
  }
  return { rows, problems: found }
}

function readRow<Of extends Columns>(
  table: Table,
  header: Header,
  columns: Of,
  row: TableRow,
  mapping: SheetMapping | undefined,
  organs: OrganBook,
  problems: SheetProblem[],
): RowOf<Of> | null {
  const values: Record<string, unknown> = {}
  const before = problems.length
  let isWhole = true
  for (const [field, column] of Object.entries(columns)) {
    const places = header.places.get(field) ?? []
    const index = places.find((at) => !isBlank(row.cells[at])) ?? places[0]
    const given = index === undefined ? null : (row.cells[index] ?? null)
    const cell = meantCell(given, field, mapping)
    if (isBlank(cell)) {
      if ('blank' in column) values[field] = column.blank
      else if (index === undefined) isWhole = false
      else problems.push(cellProblem({ table, header, row }, index, 'import/cell', '不能为空'))
      continue
    }
    const read = column.kind.read(cell, organs)
    if (read.ok) values[field] = read.value
    else problems.push(cellProblem({ table, header, row }, index ?? null, read.code ?? 'import/cell', read.detail))
  }
  return isWhole && problems.length === before ? (values as RowOf<Of>) : null
}

/** The cell with the county's word turned into ours, or the default for a blank one. */
function meantCell(cell: Cell, field: string, mapping: SheetMapping | undefined): Cell {
  if (mapping === undefined) return cell
  if (isBlank(cell)) return mapping.defaults?.[field] ?? null
  const ours = mapping.values?.[field]
  const word = typeof cell === 'object' ? null : String(cell).trim()
  return word !== null && ours !== undefined && Object.hasOwn(ours, word) ? (ours[word] ?? cell) : cell
}

type At = { readonly table: Table; readonly row: TableRow; readonly header?: Header }

/** What is wrong with a cell, with where it is and what it holds. */
export function cellProblem(
  { table, header, row }: At & { readonly header: Header },
  index: number | null,
  code: FaultCode,
  detail: string,
): SheetProblem {
  return {
    severity: 'error',
    code,
    sheet: table.name,
    row: row.number,
    column: index === null ? null : columnLetters(index),
    header: index === null ? null : (header.titles[index] ?? null),
    value: index === null ? null : shownCell(row.cells[index] ?? null),
    detail,
  }
}

/** What is wrong with a field of a row read. */
export function fieldProblem(at: At & { readonly header: Header }, field: string, code: FaultCode, detail: string): SheetProblem {
  const places = at.header.places.get(field) ?? []
  return cellProblem(at, places.find((index) => !isBlank(at.row.cells[index])) ?? places[0] ?? null, code, detail)
}

/** What is wrong with a row as a whole. */
export function rowProblem({ table, row }: At, code: FaultCode, detail: string): SheetProblem {
  return { severity: 'error', code, sheet: table.name, row: row.number, column: null, header: null, value: null, detail }
}
