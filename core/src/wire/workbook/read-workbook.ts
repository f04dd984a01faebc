import { HucreError } from 'hucre'
import { type MergeRange, readXlsx, type Sheet } from 'hucre/xlsx'
import type { Cell, SheetProblem, Table, TableRow } from '../columns/cell.js'
import { columnLetters, exactCell, fileProblem, isBlank } from '../columns/cell.js'
import { whyNotWorkbook } from './guard.js'
import { LONG_TEXT_SHEET, markedNumber, readLongTexts } from './long-text.js'

export interface ReadWorkbook {
  readonly tables: readonly Table[]
  readonly problems: readonly SheetProblem[]
}

/** Far more than a city has; a sheet with more is no list of items. */
const MAX_ROWS = 200_000
/** How the library says that a stray cell stretches a sheet beyond all use. */
const TOO_FAR = /over the \d+ limit|outside the supported sheet bounds/
/** Cells that merges may fill; the widest county sheet has some thousand. */
const MAX_FILLED = 1_000_000

/** Reads the sheets of an .xlsx file as they are: last values of formulas, merged cells filled with their first value, both told. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const unfit = whyNotWorkbook(bytes)
  if (unfit !== null) return { tables: [], problems: [fileProblem(unfit.code, unfit.detail)] }
  try {
    const { sheets } = await readXlsx(bytes)
    return readSheets(sheets)
  } catch (error) {
    if (!(error instanceof HucreError || error instanceof RangeError || error instanceof TypeError)) throw error
    return {
      tables: [],
      problems: [
        fileProblem(TOO_FAR.test(error.message) ? 'input/too-large' : 'import/not-a-table', error.message.slice(0, 200)),
      ],
    }
  }
}

function readSheets(sheets: readonly Sheet[]): ReadWorkbook {
  const problems: SheetProblem[] = []
  const texts = readLongTexts(sheets.find(({ name }) => name === LONG_TEXT_SHEET)?.rows ?? [])
  const tables = sheets.filter(({ name }) => name !== LONG_TEXT_SHEET).map((sheet) => tableOf(sheet, texts, problems))
  return { tables, problems }
}

function tableOf(sheet: Sheet, texts: ReadonlyMap<number, string>, problems: SheetProblem[]): Table {
  const { name } = sheet
  if (sheet.rows.length > MAX_ROWS) {
    problems.push({
      ...fileProblem('input/too-large', `${sheet.rows.length} 行,最多 ${MAX_ROWS} 行;请删去末尾的空行`),
      sheet: name,
    })
    return { name, rows: [] }
  }
  const cells = sheet.rows.map((row): Cell[] => row.map((value) => cellOf(value, texts)))
  markSpecial(sheet, cells, problems)
  fillMerges(sheet, cells, problems)
  const rows = cells.flatMap((row, index): TableRow[] => (row.every(isBlank) ? [] : [{ number: index + 1, cells: row }]))
  return { name, rows }
}

function cellOf(value: Sheet['rows'][number][number], texts: ReadonlyMap<number, string>): Cell {
  if (value instanceof Date) return { kind: 'date', date: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10) }
  if (typeof value !== 'string') return value
  const number = markedNumber(value)
  const text = number === null ? undefined : texts.get(number)
  return text === undefined ? value : exactCell(text)
}

/** Errors become such cells; formulas keep their last value and are told once for each column, those without one for each cell. */
function markSpecial({ name, cells: special }: Sheet, cells: Cell[][], problems: SheetProblem[]): void {
  const formulas = new Map<number, { count: number; row: number }>()
  for (const [key, { type, formula, value }] of special ?? []) {
    const [row = 0, column = 0] = key.split(',').map(Number)
    const line = cells[row]
    if (line === undefined || column >= line.length) continue
    if (type === 'error') line[column] = { kind: 'error', text: String(value) }
    else if (formula !== undefined && (value === null || value === undefined))
      problems.push(problemAt(name, 'error', 'import/formula', row, column, `公式没有算出过结果:=${formula.slice(0, 60)}`))
    else if (formula !== undefined) {
      const known = formulas.get(column)
      formulas.set(column, { count: (known?.count ?? 0) + 1, row: known?.row ?? row })
    }
  }
  for (const [column, { count, row }] of formulas)
    problems.push(problemAt(name, 'warning', 'import/formula', row, column, `本列 ${count} 格是公式,按上次算出的结果导入`))
}

function fillMerges({ name, merges = [] }: Sheet, cells: Cell[][], problems: SheetProblem[]): void {
  let filled = 0
  const tall = merges.filter(({ startRow, endRow }) => endRow > startRow)
  for (const merge of merges) {
    filled += (merge.endRow - merge.startRow + 1) * (merge.endCol - merge.startCol + 1)
    if (filled > MAX_FILLED) break
    fill(merge, cells)
  }
  const first = tall[0]
  if (first !== undefined)
    problems.push(problemAt(name, 'warning', 'import/merged', first.startRow, first.startCol, `${tall.length} 处跨行合并`))
  if (filled > MAX_FILLED) problems.push({ ...fileProblem('input/too-large', '合并的单元格太多'), sheet: name })
}

function fill({ startRow, endRow, startCol, endCol }: MergeRange, cells: Cell[][]): void {
  const value = cells[startRow]?.[startCol] ?? null
  if (value === null) return
  for (let row = startRow; row <= Math.min(endRow, cells.length - 1); row += 1) {
    const line = cells[row]
    for (let column = startCol; line !== undefined && column <= Math.min(endCol, line.length - 1); column += 1)
      line[column] = value
  }
}

function problemAt(
  sheet: string,
  severity: SheetProblem['severity'],
  code: SheetProblem['code'],
  row: number,
  column: number,
  detail: string,
): SheetProblem {
  return { severity, code, sheet, row: row + 1, column: columnLetters(column), header: null, value: null, detail }
}
