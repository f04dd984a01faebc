import type { ItemDraft } from '../../domain/item.js'
import type { Cell, Table } from '../columns/cell.js'
import type { Columns } from '../columns/column.js'
import { rowsOfItem } from './item-to-rows.js'
import type { OrganBook } from '../columns/organ-book.js'
import { CHILD_KEYS, SHEETS, type SheetKey } from '../columns/sheets.js'

/** How headers are written: both names for people, the field alone for programs. */
export type HeaderStyle = 'both' | 'field'

/** The tables that say the same as the items. */
export function writeTables(items: readonly ItemDraft[], organs: OrganBook, style: HeaderStyle): readonly Table[] {
  const written = items.map(rowsOfItem)
  const table = (key: SheetKey, rows: readonly object[]): Table =>
    tableOf(SHEETS[key].names[0] ?? key, SHEETS[key].columns, rows, organs, style)
  return [
    table(
      'ITEM',
      written.map(({ item }) => item),
    ),
    ...CHILD_KEYS.map((key) =>
      table(
        key,
        written.flatMap(({ children }): readonly object[] => children[key]),
      ),
    ),
  ]
}

function tableOf(name: string, columns: Columns, rows: readonly object[], organs: OrganBook, style: HeaderStyle): Table {
  const titles = Object.entries(columns).map(([field, { names }]) => (style === 'field' ? field : `${names[0]}(${field})`))
  return {
    name,
    rows: [
      { number: 1, cells: titles },
      ...rows.map((row, index) => ({
        number: index + 2,
        cells: cellsOf(row as Readonly<Record<string, unknown>>, columns, organs),
      })),
    ],
  }
}

/** One row's values as cells, in the columns' order. */
function cellsOf(row: Readonly<Record<string, unknown>>, columns: Columns, organs: OrganBook): readonly Cell[] {
  return Object.entries(columns).map(([field, { kind }]) => {
    const value = row[field]
    return value === null || value === undefined ? null : kind.write(value, organs)
  })
}
