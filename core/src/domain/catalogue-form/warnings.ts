import { yearOf } from '../civil-date.js'
import type { LocalDate } from '../values.js'
import { fieldsOf, isRecord } from './fields.js'

/**
 * A bound reckoned from other answers: the sum of the fields named, times and plus a number. `@year` stands for this year.
 * A field with no number in it makes no bound.
 */
export interface ReckonedBound {
  readonly sum: readonly string[]
  readonly times?: number
  readonly plus?: number
}

/** One line of a field's `x-warn`: what a value should not pass, and what the clerk is told when it does. */
export interface FormWarning {
  readonly most?: number | ReckonedBound
  readonly least?: number | ReckonedBound
  readonly text: string
}

/** A value that passes its bound: told to whoever fills in or examines, never refused. */
export interface WarningTold {
  /** JSON Pointer into the form. */
  readonly path: string
  readonly text: string
  readonly bound: number
}

type Values = Readonly<Record<string, unknown>>

/** All warnings of a filled form, as of a day. */
export function formWarnings(form: Values, values: unknown, today: LocalDate): WarningTold[] {
  if (!isRecord(values)) return []
  return fieldsOf(form).flatMap(({ name, schema }) => {
    const value = values[name]
    if (typeof value !== 'number') return []
    return warningsOf(schema).flatMap(({ most, least, text }) => {
      const upper = boundOf(most, values, today)
      const lower = boundOf(least, values, today)
      const passed = upper !== null && value > upper ? upper : lower !== null && value < lower ? lower : null
      return passed === null ? [] : [{ path: `/${name}`, text, bound: passed }]
    })
  })
}

/** What is wrong with the `x-warn` of a form's fields, each with the field's pointer. */
export function warningProblems(form: Values): string[] {
  const fields = fieldsOf(form)
  const numbers = new Set(fields.filter(({ type }) => type === 'number' || type === 'integer').map(({ name }) => name))
  return fields.flatMap(({ name, schema }) => {
    const written = schema['x-warn']
    if (written === undefined) return []
    const isList = Array.isArray(written) && written.length > 0
    return isList && numbers.has(name) && written.every((line) => isWarning(line, numbers)) ? [] : [`/${name}`]
  })
}

function warningsOf(schema: Values): readonly FormWarning[] {
  const written = schema['x-warn']
  return Array.isArray(written) ? written.filter((line): line is FormWarning => isWarning(line, null)) : []
}

function isWarning(line: unknown, numbers: ReadonlySet<string> | null): line is FormWarning {
  if (!isRecord(line) || typeof line['text'] !== 'string') return false
  const bounds = [line['most'], line['least']].filter((bound) => bound !== undefined)
  return bounds.length > 0 && bounds.every((bound) => isBound(bound, numbers))
}

function isBound(bound: unknown, numbers: ReadonlySet<string> | null): boolean {
  if (typeof bound === 'number') return true
  if (!isRecord(bound) || !Array.isArray(bound['sum']) || bound['sum'].length === 0) return false
  const isKnown = (name: unknown) => typeof name === 'string' && (numbers === null || name === THIS_YEAR || numbers.has(name))
  return (
    bound['sum'].every(isKnown) && [bound['times'], bound['plus']].every((part) => part === undefined || typeof part === 'number')
  )
}

const THIS_YEAR = '@year'

function boundOf(bound: number | ReckonedBound | undefined, values: Values, today: LocalDate): number | null {
  if (bound === undefined || typeof bound === 'number') return bound ?? null
  let sum = 0
  for (const name of bound.sum) {
    const value = name === THIS_YEAR ? yearOf(today) : values[name]
    if (typeof value !== 'number') return null
    sum += value
  }
  return sum * (bound.times ?? 1) + (bound.plus ?? 0)
}
