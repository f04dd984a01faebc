import { type Cell, exactCell, fileProblem, type SheetProblem, type Table, type TableRow } from '../columns/cell.js'
import { CHILD_KEYS, type ChildKey, jsonNameOf, SHEETS } from '../columns/sheets.js'
import { madeId } from '../sheets/join.js'
import { MAX_FILE_BYTES } from './guard.js'
import type { ReadWorkbook } from './read-workbook.js'

/** Stands at the head of our own documents; others need only `items`. */
const FORMAT = 'liandong-items/1'
/** Ties the lists inside an item to it; no header of a sheet. */
const INNER_KEY = 'ITEM'

/** Written also where they are empty: a file that is silent on them means the usual ones. */
const SAID = { STEPS: [], GRANTS: [] }

/** The same tables as one JSON document: an item's own rows stand inside it, by the fields' national names. */
export function writeJson(tables: readonly Table[]): Uint8Array {
  const [items, ...children] = tables
  const lists = new Map<string, Record<string, unknown[]>>()
  for (const [index, table] of children.entries()) {
    const name = jsonNameOf(CHILD_KEYS[index] as ChildKey)
    for (const { [INNER_KEY]: item, ...row } of recordsOf(table)) {
      const own = lists.get(String(item)) ?? {}
      own[name] = [...(own[name] ?? []), row]
      lists.set(String(item), own)
    }
  }
  const written =
    items === undefined ? [] : recordsOf(items).map((item) => ({ ...item, ...SAID, ...lists.get(String(item['ITEMID'])) }))
  return Buffer.from(
    `{"format":${JSON.stringify(FORMAT)},"items":[\n${written.map((item) => JSON.stringify(item)).join(',\n')}\n]}\n`,
  )
}

function recordsOf({ rows }: Table): readonly Record<string, unknown>[] {
  const titles = (rows[0]?.cells ?? []).map(String)
  return rows
    .slice(1)
    .map(({ cells }) =>
      Object.fromEntries(
        titles.flatMap((title, index) => (cells[index] === null ? [] : [[title, plainValue(cells[index] ?? null)]])),
      ),
    )
}

function plainValue(cell: Cell): unknown {
  if (typeof cell !== 'object' || cell === null) return cell
  if (cell.kind === 'json') return cell.value
  return cell.kind === 'date' ? cell.date : cell.text
}

/** Reads such a document, or a bare array of items, into the tables the sheets would be. */
export function readJson(bytes: Uint8Array): ReadWorkbook {
  if (bytes.byteLength > MAX_FILE_BYTES) return broken('input/too-large', `${bytes.byteLength} 字节`)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return broken('import/not-a-table', error instanceof Error ? error.message.slice(0, 200) : '')
  }
  const items = Array.isArray(value) ? value : (value as { readonly items?: unknown } | null)?.items
  if (!Array.isArray(items)) return broken('import/no-sheet', '应为 {"items": [...]}')
  return tablesOf(items)
}

function broken(code: SheetProblem['code'], detail: string): ReadWorkbook {
  return { tables: [], problems: [fileProblem(code, detail)] }
}

type Json = Readonly<Record<string, unknown>>

function tablesOf(items: readonly unknown[]): ReadWorkbook {
  const problems: SheetProblem[] = []
  const own: Json[] = []
  const lists = new Map<ChildKey, Json[]>(CHILD_KEYS.map((key) => [key, []]))
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) {
      problems.push({ ...fileProblem('import/cell', '应为对象'), sheet: 'items', row: index + 1 })
      continue
    }
    const key = keyOf(item)
    const plain = Object.entries(item).filter(([name]) => childNamed(name) === null)
    own.push({ ...(key.isMade && { ITEMID: key.word }), ...Object.fromEntries(plain) })
    for (const [name, list] of Object.entries(item)) {
      const child = childNamed(name)
      if (child === null) continue
      if (!Array.isArray(list) || !list.every(isObject))
        problems.push({ ...fileProblem('import/cell', `${name} 应为对象的列表`), sheet: 'items', row: index + 1 })
      else lists.get(child)?.push(...list.map((row): Json => ({ ...row, [INNER_KEY]: key.word })))
    }
  }
  const tables = [tableOf('ITEM', own), ...[...lists].map(([key, rows]) => tableOf(jsonNameOf(key), rows))]
  const named = new Set(
    own.length === 0 ? [] : items.flatMap((item) => (isObject(item) ? Object.keys(item).map(childNamed) : [])),
  )
  const said = [...lists.keys()].map((key) => named.has(key))
  return { tables: tables.filter((_, index) => index === 0 || said[index - 1]), problems }
}

/** What rows inside an item name it by: its id, a code, or an id made of its name where it has neither. */
function keyOf(item: Json): { readonly word: string; readonly isMade: boolean } {
  const names = [
    'ITEMID',
    '事项编号',
    'TASKHANDLEITEM',
    '业务办理项编码',
    'TASKCODE',
    '实施编码',
    'LOCALTASKCODE',
    '地方实施编码',
  ]
  const found = names.map((name) => item[name]).find((value) => typeof value === 'string' && value.trim() !== '')
  if (typeof found === 'string') return { word: found, isMade: false }
  const name = item['TASKNAME'] ?? item['事项名称']
  return { word: madeId(null, typeof name === 'string' ? name : null), isMade: true }
}

function childNamed(name: string): ChildKey | null {
  return CHILD_KEYS.find((key) => name === jsonNameOf(key) || SHEETS[key].names[0] === name) ?? null
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The header is every name any row has. */
function tableOf(name: string, rows: readonly Json[]): Table {
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row, index): TableRow => ({ number: index + 1, cells: titles.map((title) => cellOf(row[title])) }))
  return { name, rows: [{ number: 0, cells: titles }, ...lines] }
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return exactCell(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return { kind: 'json', value }
}
