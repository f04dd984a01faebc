import { textAt, textOf, valueAt } from './paths.js'

type Form = Readonly<Record<string, unknown>>
export const formTypes = ['text', 'number', 'yes-no', 'choice', 'date', 'other'] as const
export type FormFieldType = (typeof formTypes)[number]

/** One field of the application form, as people speak of it. */
export interface FormField {
  readonly name: string
  readonly title: string
  readonly type: FormFieldType
  readonly isRequired: boolean
  /** What may be chosen; empty for other types. */
  readonly choices: readonly string[]
}

function isForm(value: unknown): value is Form {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields of a form in its order. */
export function formFieldsOf(form: Form): readonly FormField[] {
  const required = form['required']
  const properties = form['properties']
  if (!isForm(properties)) return []
  return Object.entries(properties).map(([name, field]) => ({
    name,
    title: textAt(field, ['title']) || name,
    type: typeOf(field),
    isRequired: Array.isArray(required) && required.includes(name),
    choices: choicesOf(field),
  }))
}

function choicesOf(field: unknown): readonly string[] {
  const values = valueAt(field, ['enum'])
  return Array.isArray(values) ? values.map(textOf) : []
}

function typeOf(field: unknown): FormFieldType {
  const [type, format] = [valueAt(field, ['type']), valueAt(field, ['format'])]
  if (choicesOf(field).length > 0) return 'choice'
  if (type === 'string') return format === 'date' ? 'date' : 'text'
  if (type === 'number' || type === 'integer') return 'number'
  return type === 'boolean' ? 'yes-no' : 'other'
}

const fresh: Readonly<Record<FormFieldType, object>> = {
  text: { type: 'string', maxLength: 200 },
  number: { type: 'number', minimum: 0 },
  'yes-no': { type: 'boolean' },
  choice: { type: 'string' },
  date: { type: 'string', format: 'date' },
  other: { type: 'object' },
}

/** The form with one field as it shall be; what a schema says beside that of a field of the same type stays. */
export function withFormField(form: Form, field: FormField): Form {
  const properties = isForm(form['properties']) ? form['properties'] : {}
  const before = properties[field.name]
  const kept = isForm(before) && typeOf(before) === field.type ? before : fresh[field.type]
  const { enum: _, ...plain } = kept as { readonly enum?: unknown }
  const next = { ...plain, title: field.title, ...(field.type === 'choice' && { enum: field.choices }) }
  return withRequired({ ...form, properties: { ...properties, [field.name]: next } }, field)
}

export function withoutFormField(form: Form, name: string): Form {
  const properties = isForm(form['properties']) ? form['properties'] : {}
  const { [name]: _, ...rest } = properties
  return withRequired({ ...form, properties: rest }, { name, isRequired: false })
}

function withRequired(form: Form, { name, isRequired }: Pick<FormField, 'name' | 'isRequired'>): Form {
  const before = Array.isArray(form['required']) ? form['required'].filter((each) => each !== name) : []
  return { ...form, required: isRequired ? [...before, name] : before }
}
