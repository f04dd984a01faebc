import type { TFunction } from 'i18next'

/** One answer in plain words, under its name. */
export interface DataLine {
  readonly key: string
  readonly name: string
  readonly text: string
}

interface Schema {
  readonly title?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly oneOf?: readonly { readonly const?: unknown; readonly title?: string }[]
}

/** The form's answers in the order of its schema, which is the order of the paper form; what the schema does not name comes last. */
export function formLines(t: TFunction, schema: unknown, value: unknown): readonly DataLine[] {
  return linesOf(t, (schema ?? {}) as Schema, value, '', '')
}

function linesOf(t: TFunction, schema: Schema, value: unknown, key: string, name: string): DataLine[] {
  if (Array.isArray(value))
    return value.flatMap((each, at) => linesOf(t, schema.items ?? {}, each, `${key}/${at}`, `${name} ${at + 1}`))
  if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>
    const known = Object.keys(schema.properties ?? {}).filter((id) => id in fields)
    const rest = Object.keys(fields).filter((id) => !known.includes(id))
    return [...known, ...rest].flatMap((id) => {
      const part = schema.properties?.[id] ?? {}
      const own = part.title ?? id
      return linesOf(t, part, fields[id], `${key}/${id}`, name === '' ? own : `${name} · ${own}`)
    })
  }
  if (value === null || value === undefined || value === '') return []
  return [{ key, name, text: textOf(t, schema, value) }]
}

function textOf(t: TFunction, { oneOf }: Schema, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  return oneOf?.find((each) => each.const === value)?.title ?? String(value)
}

/** Fields whose values are codes with words of their own. */
const CODED: Readonly<Record<string, string>> = { kind: 'applicant.kinds', type: 'applicant.documents', sex: 'applicant.sexes' }

/** Who applies, field by field. */
export function applicantLines(t: TFunction, value: unknown, key = '', name = ''): readonly DataLine[] {
  if (Array.isArray(value))
    return value.flatMap((each, at) => applicantLines(t, each, `${key}/${at}`, value.length > 1 ? `${name} ${at + 1}` : name))
  if (typeof value === 'object' && value !== null)
    return inOrder(value).flatMap(([id, each]) => {
      const own = t(`who.${id}`, { defaultValue: id })
      const path = `${key}/${id}`
      if (typeof each === 'object') return applicantLines(t, each, path, id === 'person' || id === 'document' ? name : own)
      return scalar(t, id, each, path, name === '' ? own : `${name} · ${own}`)
    })
  return scalar(t, '', value, key, name)
}

/** As a paper form asks; data are kept in the order of the alphabet. */
const ORDER = ['kind', 'person', 'name', 'sex', 'document', 'type', 'number', 'phone', 'address']

function inOrder(value: object): [string, unknown][] {
  const rank = (id: string) => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length)
  return (Object.entries(value) as [string, unknown][]).sort(([a], [b]) => rank(a) - rank(b))
}

function scalar(t: TFunction, id: string, value: unknown, key: string, name: string): DataLine[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value === 'boolean') return [{ key, name, text: t(value ? 'yes' : 'no') }]
  const coded = CODED[id]
  const text = `${value as string | number}`
  return [{ key, name, text: coded === undefined ? text : t(`${coded}.${text}`, { defaultValue: text }) }]
}
