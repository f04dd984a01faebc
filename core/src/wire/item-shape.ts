import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import type { ItemVersion } from '../domain/item.js'

/** An item version before its digest is reckoned: what a person writes, and what the digest covers. */
export type ItemDraft = Omit<ItemVersion, 'digest'>

const text = Type.String({ minLength: 1, maxLength: 200 })
/** Ids stand in addresses of pages and in file names. */
const id = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,63}$' })
const organ = Type.Union([text, Type.Null()])
const count = Type.Integer({ minimum: 0, maximum: 99 })

function oneOf<const Value extends string>(...values: readonly Value[]) {
  return Type.Enum([...values])
}

function strictObject<const Fields extends Parameters<typeof Type.Object>[0]>(fields: Fields) {
  return Type.Object(fields, { additionalProperties: false })
}

const level = oneOf('city', 'county', 'township', 'village')

const limit = Type.Union([
  strictObject({
    days: Type.Integer({ minimum: 1, maximum: 3650 }),
    unit: oneOf('working-day', 'calendar-day'),
  }),
  Type.Null(),
])

const grant = strictObject({
  level,
  organ,
  power: oneOf('decide', 'first-review', 'receive', 'village-handle', 'proxy', 'consult'),
})

const step = strictObject({
  id,
  name: text,
  kind: oneOf(
    'accept',
    'examine',
    'site-survey',
    'public-notice',
    'village-opinion',
    'review',
    'decide',
    'certificate',
    'external',
  ),
  organ,
  level,
  externalSystem: Type.Union([text, Type.Null()]),
})

const material = strictObject({
  id,
  name: text,
  originals: count,
  copies: count,
  necessity: oneOf('required', 'optional', 'later'),
})

const scenario = strictObject({ id, name: text, materials: Type.Array(id) })

/** The form of an item draft, for what comes from outside; what its values mean together is `checkItem`'s. */
export const ITEM_DRAFT = strictObject({
  id,
  version: Type.Integer({ minimum: 1 }),
  name: text,
  type: oneOf('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20'),
  level,
  organ,
  handling: oneOf('instant', 'promised'),
  promised: limit,
  legal: limit,
  withdrawable: Type.Boolean(),
  hasResult: Type.Boolean(),
  grants: Type.Array(grant),
  steps: Type.Array(step),
  materials: Type.Array(material),
  scenarios: Type.Array(scenario),
  form: Type.Record(Type.String(), Type.Unknown()),
  effectiveFrom: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  basis: Type.Array(text),
  source: text,
  invented: Type.Array(text),
})

type Shaped = Static<typeof ITEM_DRAFT>

const draft = Compile(ITEM_DRAFT)

/** The draft, or what is wrong with its form, each with the path of the value. */
export function shapeItem(
  value: unknown,
): { readonly kind: 'item'; readonly item: ItemDraft } | { readonly kind: 'broken'; readonly details: readonly string[] } {
  if (draft.Check(value)) return { kind: 'item', item: value satisfies Shaped }
  const [, errors] = draft.Errors(value)
  return { kind: 'broken', details: errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`) }
}
