import type { FaultCode } from '../../domain/fault.js'
import { type Cell, columnLetters, isBlank, type SheetProblem, shownCell, type Table, type TableRow } from '../columns/cell.js'
import type { Columns } from '../columns/column.js'
import type { SheetMapping } from './mapping-file.js'
import { plainWord } from '../columns/sheets.js'

/** Where the columns of a sheet are, by field; several where a file names one thing twice, the best known name first. */
export interface Header {
  readonly row: number
  readonly titles: readonly string[]
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** County files often have a title or two above their headers. */
const HEADER_WITHIN_ROWS = 10

/** Finds the header row and names every column that is missing or unknown. */
export function readHeader(
  table: Table,
  columns: Columns,
  mapping: SheetMapping | undefined,
): { readonly header: Header | null; readonly problems: readonly SheetProblem[] } {
  const row = headerRow(table, columns, mapping)
  if (row === null)
    return { header: null, problems: [problemOf(table, 'import/no-column', null, null, missing(columns, mapping))] }
  const titles = row.cells.map((cell) => (isBlank(cell) ? '' : (shownCell(cell) ?? '')))
  const places = placesOf(titles, columns, mapping)
  const header = { row: row.number, titles, places }
  return { header, problems: [...absent(table, columns, mapping, header), ...unknown(table, mapping, header)] }
}

function headerRow(table: Table, columns: Columns, mapping: SheetMapping | undefined): TableRow | null {
  if (mapping?.headerRow !== undefined) return table.rows.find(({ number }) => number === mapping.headerRow) ?? null
  const scored = table.rows
    .slice(0, HEADER_WITHIN_ROWS)
    .map((row) => ({ row, score: placesOf(row.cells.map(titleOf), columns, mapping).size }))
  const best = scored.reduce<(typeof scored)[number] | null>(
    (best, next) => (next.score > (best?.score ?? 0) ? next : best),
    null,
  )
  return best?.row ?? null
}

function titleOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : ''
}

function placesOf(titles: readonly string[], columns: Columns, mapping: SheetMapping | undefined): Map<string, number[]> {
  const found = new Map<string, { readonly index: number; readonly rank: number }[]>()
  const mapped = new Map(Object.entries(mapping?.columns ?? {}).map(([title, field]) => [plainWord(title), field]))
  const ignored = new Set((mapping?.ignore ?? []).map(plainWord))
  const known = namesOf(columns)
  for (const [index, title] of titles.entries()) {
    const word = plainWord(title)
    if (word === '' || ignored.has(word)) continue
    const field = mapped.get(word)
    const meant =
      field !== undefined
        ? [{ field, rank: -1 }]
        : (known.get(word) ?? known.get(inBrackets(word)) ?? known.get(beforeBrackets(word)) ?? [])
    for (const { field, rank } of meant) found.set(field, [...(found.get(field) ?? []), { index, rank }])
  }
  return new Map([...found].map(([field, places]) => [field, places.sort((a, b) => a.rank - b.rank).map(({ index }) => index)]))
}

/** `事项名称(TASKNAME)` */
function inBrackets(word: string): string {
  return /\(([^()]+)\)$/.exec(word)?.[1] ?? ''
}

function beforeBrackets(word: string): string {
  return word.replace(/\([^()]*\)$/, '')
}

const namesByColumns = new WeakMap<Columns, ReadonlyMap<string, readonly { readonly field: string; readonly rank: number }[]>>()

function namesOf(columns: Columns): ReadonlyMap<string, readonly { readonly field: string; readonly rank: number }[]> {
  const made = namesByColumns.get(columns)
  if (made !== undefined) return made
  const names = new Map<string, { readonly field: string; readonly rank: number }[]>()
  for (const [field, { names: headers }] of Object.entries(columns))
    for (const [rank, name] of [field, ...headers].entries()) {
      const word = plainWord(name)
      // The first column to claim a name has it.
      if (!names.has(word)) names.set(word, [{ field, rank }])
    }
  namesByColumns.set(columns, names)
  return names
}

function missing(columns: Columns, mapping: SheetMapping | undefined): string {
  const needed = Object.entries(columns).filter(([field, column]) => isNeeded(field, column, mapping))
  return `没有找到表头,至少应有:${needed.map(([field, { names }]) => `${names[0]}(${field})`).join('、')}`
}

function isNeeded(field: string, column: Columns[string], mapping: SheetMapping | undefined): boolean {
  return !('blank' in column) && mapping?.defaults?.[field] === undefined
}

function absent(table: Table, columns: Columns, mapping: SheetMapping | undefined, header: Header): SheetProblem[] {
  return Object.entries(columns)
    .filter(([field, column]) => isNeeded(field, column, mapping) && !header.places.has(field))
    .map(([field, { names }]) => problemOf(table, 'import/no-column', header.row, null, `缺少“${names[0]}”(${field})`))
}

function unknown(table: Table, mapping: SheetMapping | undefined, { row, titles, places }: Header): SheetProblem[] {
  const used = new Set([...places.values()].flat())
  const ignored = new Set((mapping?.ignore ?? []).map(plainWord))
  return titles.flatMap((title, index) =>
    title === '' || used.has(index) || ignored.has(plainWord(title))
      ? []
      : [{ ...problemOf(table, 'import/unknown-column', row, index, title), severity: 'warning' as const, header: title }],
  )
}

function problemOf(table: Table, code: FaultCode, row: number | null, index: number | null, detail: string): SheetProblem {
  const column = index === null ? null : columnLetters(index)
  return { severity: 'error', code, sheet: table.name, row, column, header: null, value: null, detail }
}
