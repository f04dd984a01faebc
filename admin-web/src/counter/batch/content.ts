import type { FormValues } from '../draft/content.js'
import { newId } from '../tell.js'

/** One person of the grid; what is typed of a form field stands over the shared answer. */
export interface Row {
  /** Kept when other rows are removed. */
  readonly key: string
  readonly submitId: string
  readonly name: string
  readonly number: string
  readonly phone: string
  readonly form: Readonly<Record<string, string>>
  readonly done: { readonly caseId: string; readonly number: string; readonly isSubmitted: boolean | null } | null
  /** Why it was refused, in the words of the program. */
  readonly refused: string | null
}

/** What a batch holds; kept as a draft on every change. */
export interface BatchContent {
  readonly kind: 'batch'
  readonly requestId: string
  readonly item: string | null
  readonly answers: readonly string[]
  readonly form: FormValues
  /** Names of the form fields that differ from row to row. */
  readonly perRow: readonly string[]
  /** The papers of everybody were seen. */
  readonly seen: boolean
  readonly rows: readonly Row[]
}

export function blankRow(): Row {
  const ids = { key: newId(), submitId: newId() }
  return { ...ids, name: '', number: '', phone: '', form: {}, done: null, refused: null }
}

export function blankBatch(item: string | null): BatchContent {
  const nothing = { answers: [], form: {}, perRow: [], seen: false, rows: [blankRow()] }
  return { kind: 'batch', requestId: newId(), item, ...nothing }
}

/** A draft's content as this page understands it. */
export function batchOf(stored: unknown): BatchContent {
  const known = typeof stored === 'object' && stored !== null ? (stored as Partial<BatchContent>) : {}
  return { ...blankBatch(null), ...known, kind: 'batch' }
}

export function isEmpty({ name, number, phone, form, done }: Row): boolean {
  return done === null && [name, number, phone, ...Object.values(form)].every((text) => text.trim() === '')
}

/** The grid always ends with a row to type into. */
export function withLast(rows: readonly Row[]): readonly Row[] {
  const last = rows.at(-1)
  return last !== undefined && isEmpty(last) ? rows : [...rows, blankRow()]
}
