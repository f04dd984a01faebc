import type { FaultCode } from '../../domain/fault.js'
import type { LocalDate } from '../../domain/values.js'

/** What a cell of a table holds: Excel gives the first line, JSON also lists and objects. */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'error'; readonly text: string }
  /** `text` is what Excel shows where that says the same. */
  | { readonly kind: 'json'; readonly value: unknown; readonly text?: string }
  /** Text whose blank edges are meant. */
  | { readonly kind: 'exact'; readonly text: string }

/** One row, with the number people see beside it. */
export interface TableRow {
  readonly number: number
  readonly cells: readonly Cell[]
}

/** One sheet as it is in the file. */
export interface Table {
  readonly name: string
  readonly rows: readonly TableRow[]
}

/** Something to know about a file, named so that a person finds the place: an error keeps all of it out, a warning does not. */
export interface SheetProblem {
  readonly severity: 'error' | 'warning'
  readonly code: FaultCode
  /** Name of the sheet, or null where the whole file is meant. */
  readonly sheet: string | null
  readonly row: number | null
  /** Letters of the column in Excel; null where a whole row is meant. */
  readonly column: string | null
  /** The column's header as it is in the file. */
  readonly header: string | null
  readonly value: string | null
  readonly detail: string
}

/** A problem of a whole file. */
export function fileProblem(code: FaultCode, detail: string): SheetProblem {
  return { severity: 'error', code, sheet: null, row: null, column: null, header: null, value: null, detail }
}

/** A … Z, AA …: the column's name in Excel, counted from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest === 0 ? '' : columnLetters(rest - 1)}${String.fromCharCode(65 + (index % 26))}`
}

/** A cell as a person would read it, cut short. */
export function shownCell(cell: Cell): string | null {
  if (cell === null) return null
  const text = typeof cell === 'object' ? shownObject(cell) : String(cell)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function shownObject(cell: Extract<Cell, { readonly kind: string }>): string {
  if (cell.kind === 'json') return cell.text ?? JSON.stringify(cell.value)
  return cell.kind === 'date' ? cell.date : cell.text
}

/** Text from where blank edges are no slip of the hand. */
export function exactCell(text: string): Cell {
  return text.trim() === text ? text : { kind: 'exact', text }
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}
