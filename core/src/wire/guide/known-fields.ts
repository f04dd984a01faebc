/** As much of a JSON schema as the forms of items use. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly type?: string
}

/**
 * The value with only the fields its form names, so that those of a later version are passed over. The library's own
 * cleaning tries every branch of every union, which takes milliseconds for each guide; here a branch is told by what the value is.
 */
export function knownFields(schema: object, value: unknown): unknown {
  return picked(schema, value)
}

function picked(schema: Schema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (schema.anyOf !== undefined) return picked(schema.anyOf.find((branch) => holds(branch, value)) ?? {}, value)
  const { items, properties } = schema
  if (Array.isArray(value)) return items === undefined ? value : value.map((each) => picked(items, each))
  if (properties === undefined) return value
  const fields = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, inner]) => (name in fields ? [[name, picked(inner, fields[name])]] : [])),
  )
}

function holds({ type }: Schema, value: object): boolean {
  return type === (Array.isArray(value) ? 'array' : 'object')
}
