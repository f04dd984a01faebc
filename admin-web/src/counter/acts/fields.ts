import type { TFunction } from 'i18next'
import type { CasePage, Desk } from '../../parts/shapes.js'

/** A paper as its upload answered, with the name of the file while the page is open. */
export interface PaperValue {
  readonly hash: string
  readonly sizeBytes: number
}

type Options = readonly (readonly [value: string, label: string])[]

interface Common {
  readonly name: string
  readonly label: string
  readonly required?: boolean
  /** Asked only while another answer makes it sensible. */
  readonly shown?: (values: Values) => boolean
}

/** One question of an act's form; its name is the field of the act's body. */
export type Field = Common &
  (
    | { readonly kind: 'choice'; readonly options: Options; readonly initial?: string }
    | { readonly kind: 'ticks'; readonly options: Options; readonly initial: readonly string[] }
    | { readonly kind: 'text'; readonly initial?: string; readonly hint?: string }
    | { readonly kind: 'date' }
    | { readonly kind: 'time'; readonly initialMs: number }
    | { readonly kind: 'paper' }
    | { readonly kind: 'sheets'; readonly materials: Options; readonly most: number }
    | { readonly kind: 'votes' }
    | { readonly kind: 'place'; readonly sites: readonly string[] | null; readonly initial?: string; readonly none?: string }
    | { readonly kind: 'organ' }
    | { readonly kind: 'site'; readonly sites: readonly string[] | null; readonly below: boolean }
  )

export type Values = Readonly<Record<string, unknown>>
export type Allowed = CasePage['acts'][number]

/** What an act's form is made from. */
export interface Setting {
  readonly t: TFunction
  readonly page: CasePage
  readonly desk: Desk
  readonly allowed: Allowed
  /** The same act with its other choices that are possible now. */
  readonly choices: readonly string[]
}

/** What a form begins with. */
export function initialValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, initialOf(field)]))
}

function initialOf(field: Field): unknown {
  switch (field.kind) {
    case 'choice':
    case 'text':
    case 'place':
      return field.initial ?? null
    case 'ticks':
      return field.initial
    case 'time':
      return field.initialMs
    case 'sheets':
      return []
    default:
      return null
  }
}

/** Names of what is still to fill in. */
export function missingFields(fields: readonly Field[], values: Values): readonly string[] {
  return fields
    .filter(({ required, shown }) => required === true && (shown === undefined || shown(values)))
    .filter(({ name }) => isEmpty(values[name]))
    .map(({ name }) => name)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Empty text and what is not asked are null; nothing else is changed. */
export function answersOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, shown }) => {
      const isAsked = shown === undefined || shown(values)
      const value = values[name]
      return [name, !isAsked || value === '' || value === undefined ? null : value]
    }),
  )
}
