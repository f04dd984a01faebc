import type { FaultCode } from '../../domain/fault.js'
import { isLocalDate } from '../../domain/civil-date.js'
import type { LocalDate } from '../../domain/values.js'
import { type Cell, type Table, shownCell } from '../../wire/columns/cell.js'

/** What another organ's list may say of a step. */
export type ReturnedState = 'sent' | 'in-progress' | 'granted' | 'denied' | 'returned'

/** One row of the list that came back, as it stands in the file. */
export interface ReturnRow {
  /** As people see it beside the row. */
  readonly row: number
  /** 办件编号: ours; empty where the list has none. */
  readonly number: string
  readonly externalNumber: string
  /** As the file says it: the result where there is one, else the state. */
  readonly said: string
  readonly state: ReturnedState | null
  readonly date: LocalDate | null
}

export interface ReturnList {
  readonly rows: readonly ReturnRow[]
  /** Why the file cannot be used at all; null where it can. */
  readonly problem: { readonly code: FaultCode; readonly detail: string } | null
}

type Column = 'number' | 'external' | 'state' | 'result' | 'date'

/** What such columns are called in the lists of different systems. */
const headers: Readonly<Record<Column, RegExp>> = {
  number: /办件编号|本系统编号|申办流水号/,
  external: /外部编号|业务流水号|受理号|业务编号|流水号|编号/,
  state: /状态|进度/,
  result: /结果|审核意见|结论/,
  date: /日期|时间/,
}

const words: readonly (readonly [RegExp, ReturnedState])[] = [
  [/不予|不通过|不同意|未通过|驳回|否决|不合格/, 'denied'],
  [/退回|退件|补正|补件/, 'returned'],
  [/准予|通过|同意|办结|合格|完成|已制证/, 'granted'],
  [/办理中|在办|审核中|受理|处理中/, 'in-progress'],
  [/已录入|已提交|已上报|已接收/, 'sent'],
]

/** More rows a day no county's system returns. */
const MOST_ROWS = 5_000
/** Title lines above the header. */
const HEADER_WITHIN = 10

/** The rows of the first sheet that has a number and a state or a result. */
export function returnRows(tables: readonly Table[]): ReturnList {
  for (const { rows } of tables) {
    const at = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => isHeader(columnsOf(cells)))
    const header = rows[at]
    if (header === undefined) continue
    const columns = columnsOf(header.cells)
    const body = rows.slice(at + 1)
    if (body.length > MOST_ROWS)
      return { rows: [], problem: { code: 'input/too-large', detail: `${body.length} > ${MOST_ROWS}` } }
    return { rows: body.map(({ number, cells }) => rowOf(number, cells, columns)), problem: null }
  }
  return { rows: [], problem: { code: 'import/no-column', detail: '办件编号或外部编号、状态或结果' } }
}

type Columns = ReadonlyMap<Column, number>

function isHeader(columns: Columns): boolean {
  return (columns.has('number') || columns.has('external')) && (columns.has('state') || columns.has('result'))
}

/** Each header is one column's; the most special names are tried first. */
function columnsOf(cells: readonly Cell[]): Columns {
  const found = new Map<Column, number>()
  const taken = new Set<number>()
  for (const column of ['number', 'external', 'result', 'state', 'date'] as const) {
    const index = cells.findIndex((cell, at) => !taken.has(at) && headers[column].test(textOf(cell)))
    if (index < 0) continue
    found.set(column, index)
    taken.add(index)
  }
  return found
}

function rowOf(row: number, cells: readonly Cell[], columns: Columns): ReturnRow {
  const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? null
  const said = [textOf(cell('result')), textOf(cell('state'))].find((text) => text !== '') ?? ''
  const state = words.find(([word]) => word.test(said))?.[1] ?? null
  const number = textOf(cell('number')).toUpperCase()
  return { row, number, externalNumber: textOf(cell('external')), said, state, date: dateOf(cell('date')) }
}

function textOf(cell: Cell): string {
  return (shownCell(cell) ?? '').normalize('NFKC').replace(/^'/, '').trim()
}

/** 2026-03-02, 2026/3/2, 2026年3月2日, 20260302, each with a time behind it or none. */
function dateOf(cell: Cell): LocalDate | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/.exec(textOf(cell)) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(date) ? date : null
}
