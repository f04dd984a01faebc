import { type TSchema, Type } from 'typebox'

/** A name or one line. */
export const line = Type.String({ minLength: 1, maxLength: 200 })
/** A passage of a guide: conditions, notes, a clause of a law. */
export const passage = Type.String({ minLength: 1, maxLength: 4000 })
/** Ids stand in addresses of pages and in file names. */
export const id = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,63}$' })
export const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const organ = orNull(line)
export const level = oneOf('city', 'county', 'township', 'village')

/** 办结时限; ten years of days and a year of hours are more than any law sets. */
export const limit = orNull(
  strictObject({
    amount: Type.Integer({ minimum: 1, maximum: 9999 }),
    unit: oneOf('working-day', 'calendar-day', 'hour'),
  }),
)

export function oneOf<const Value extends string>(...values: readonly Value[]) {
  return Type.Enum([...values])
}

export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

export function list<Item extends TSchema>(item: Item) {
  return Type.Immutable(Type.Array(item))
}

export function strictObject<const Fields extends Parameters<typeof Type.Object>[0]>(fields: Fields) {
  return Type.Object(fields, { additionalProperties: false })
}
