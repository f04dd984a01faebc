import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { Cell, Table } from '../columns/cell.js'
import { LONG_TEXT_SHEET, type LongTexts, longTexts } from './long-text.js'

/** The tables as the bytes of an .xlsx file: headers stay in sight, texts stay texts whatever they look like. */
export function writeWorkbook(tables: readonly Table[]): Promise<Uint8Array> {
  const aside = longTexts()
  const sheets = tables.map((table) => sheetOf(table, aside))
  const rows = aside.rows()
  const more: WriteSheet[] =
    rows.length === 0 ? [] : [{ name: LONG_TEXT_SHEET, rows: rows.map((row) => row.map((value) => written(value))) }]
  return writeXlsx({ sheets: [...sheets, ...more], stringMode: 'shared' })
}

function sheetOf({ name, rows }: Table, aside: LongTexts): WriteSheet {
  const columns = (rows[0]?.cells ?? []).map((title) => ({
    width: widthOf(title),
  }))
  return {
    name,
    columns,
    rows: rows.map(({ cells }) => cells.map((cell) => written(valueOf(cell, aside)))),
    freezePane: { rows: 1 },
  }
}

/** A Chinese character is two wide. */
function widthOf(title: Cell): number {
  const name = typeof title === 'string' ? (title.split('(')[0] ?? '') : ''
  return Math.min(40, Math.max(10, 2 * name.length + 2))
}

function valueOf(cell: Cell, aside: LongTexts): CellValue {
  if (typeof cell === 'string') return aside.put(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (cell === null || typeof cell === 'number') return cell
  if (cell.kind === 'json') return aside.put(cell.text ?? JSON.stringify(cell.value))
  return cell.kind === 'date' ? cell.date : aside.put(cell.text)
}

/** `_x0041_` in a cell's text would be read as an escaped letter. */
function written(value: CellValue): CellValue {
  return typeof value === 'string' ? value.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x') : value
}
