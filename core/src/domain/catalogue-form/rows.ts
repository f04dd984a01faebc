import type { ItemDraft } from '../item.js'
import { type FormField, fieldsOf, isRecord } from './fields.js'

/** One line of the printed form: label and what was filled in, empty to be filled in by hand. */
export interface FormRow {
  readonly label: string
  readonly value: string
  readonly isRequired: boolean
  /** Under how many headings it stands; a heading has no value of its own. */
  readonly depth: number
  readonly isHeading: boolean
}

type Printed = Pick<ItemDraft, 'form'> & { readonly guide: Pick<ItemDraft['guide'], 'formTemplate'> }

/**
 * The application form as the official one prints it (格式文本): from the guide's template where there is one, one line a row,
 * `label: {field}` or a heading; fields it leaves out follow. Without a template, the fields in the order of the form.
 */
export function formRows({ form, guide }: Printed, values: unknown): FormRow[] {
  const filled = isRecord(values) ? values : {}
  const fields = fieldsOf(form)
  if (guide.formTemplate === null) return fields.flatMap((field) => rowsOf(field, filled[field.name], 0))
  const lines = guide.formTemplate.split('\n').filter((line) => line.trim() !== '')
  const named = new Set(lines.flatMap(fieldsNamed))
  const rest = fields.filter(({ name }) => !named.has(name))
  return [...lines.flatMap((line) => rowsOfLine(line, fields, filled)), ...rest.flatMap((f) => rowsOf(f, filled[f.name], 0))]
}

const FIELD = /\{([^{}]+)\}/g

function fieldsNamed(line: string): string[] {
  return [...line.matchAll(FIELD)].map(([, name]) => name ?? '')
}

/** A line without fields is a heading; of one with a single field the words before it are its label. */
function rowsOfLine(line: string, fields: readonly FormField[], filled: Readonly<Record<string, unknown>>): FormRow[] {
  const names = fieldsNamed(line)
  const field = fields.find(({ name }) => name === names[0])
  if (names.length === 0) return [{ label: line.trim(), value: '', isRequired: false, depth: 0, isHeading: true }]
  if (names.length === 1 && field !== undefined && line.trim().endsWith('}')) {
    const label = line
      .slice(0, line.indexOf('{'))
      .replace(/[:: \t]+$/, '')
      .trim()
    return rowsOf({ ...field, title: label === '' ? field.title : label }, filled[field.name], 0)
  }
  const known = (name: string) => fields.find((one) => one.name === name)
  const value = line.replace(FIELD, (_, name: string) => textOf(filled[name]) || BLANK)
  const isRequired = names.some((name) => known(name)?.isRequired === true)
  return [{ label: '', value: value.trim(), isRequired, depth: 0, isHeading: false }]
}

/** Left open for a pen, in the middle of a sentence. */
const BLANK = '________'

function rowsOf(field: FormField, value: unknown, depth: number): FormRow[] {
  const { title: label, isRequired, schema, type } = field
  const heading = { label, value: '', isRequired, depth, isHeading: true }
  if (type === 'object') return [heading, ...groupRows(schema, value, depth)]
  const items = schema['items']
  if (type !== 'array' || !isRecord(items) || items['type'] !== 'object')
    return [{ label, value: textOf(value), isRequired, depth, isHeading: false }]
  const entries = Array.isArray(value) && value.length > 0 ? value : [undefined]
  return entries.flatMap((entry, index) => [{ ...heading, label: `${label} ${index + 1}` }, ...groupRows(items, entry, depth)])
}

function groupRows(schema: Readonly<Record<string, unknown>>, value: unknown, depth: number): FormRow[] {
  const filled = isRecord(value) ? value : {}
  return fieldsOf(schema).flatMap((field) => rowsOf(field, filled[field.name], depth + 1))
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map((one) => textOf(one)).join('、')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
