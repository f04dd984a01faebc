import { type TSchema, Type } from 'typebox'
import { type FaultCode, faults } from '../../domain/fault.js'

/** An object whose fields are all named: what is not listed is neither taken in nor sent. */
export function record<const Fields extends Parameters<typeof Type.Object>[0]>(fields: Fields) {
  return Type.Object(fields, { additionalProperties: false })
}

export function list<Item extends TSchema>(item: Item, options: { readonly maxItems?: number } = {}) {
  return Type.Immutable(Type.Array(item, options))
}

export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

export function oneOf<const Value extends string>(...values: readonly Value[]) {
  return Type.Enum([...values])
}

export const ID = Type.String({ minLength: 1, maxLength: 128 })
/** Of cases, requests and drafts: 32 lower-case hexadecimal digits. */
export const HEX_ID = Type.String({ pattern: '^[0-9a-f]{32}$' })
export const HASH = Type.String({ pattern: '^[0-9a-f]{64}$' })
export const TEXT = Type.String({ maxLength: 500 })
export const DATE = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** Milliseconds since 1970 UTC. */
export const MS = Type.Number()
export const COUNT = Type.Integer({ minimum: 0 })
export const LEVEL = oneOf('city', 'county', 'township', 'village')
export const FAULT_CODE = Type.Enum(Object.keys(faults) as FaultCode[])

export const NAMED = record({ id: Type.String(), name: Type.String() })
/** How long something has waited, counted in the place's open hours. */
export const AGE = record({ sinceMs: MS, openMinutes: COUNT })
export const PAPER = record({ hash: HASH, sizeBytes: Type.Integer({ minimum: 1 }) })

export const FIELD_ERROR = record({
  path: Type.String(),
  rule: Type.String(),
  limit: orNull(Type.String()),
  message: Type.String(),
})

/** RFC 9457; every answer that is not 2xx. */
export const PROBLEM = record({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  code: FAULT_CODE,
  retry: oneOf('never', 'after-change', 'back-off', 'after-upgrade'),
  traceId: Type.String(),
  next: Type.String(),
  errors: Type.Optional(list(FIELD_ERROR)),
})

/** How many rows a list may have in one answer; a page shows fifty. */
export const LIMIT = Type.Integer({ minimum: 1, maximum: 500, default: 50 })
