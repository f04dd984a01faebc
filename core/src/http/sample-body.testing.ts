/* Bodies made from the schemas of the contract, for tests that go through all of them. */

/** As much of JSON Schema as the contract uses. */
export interface Fields {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Fields[]
  readonly properties?: Readonly<Record<string, Fields>>
  readonly required?: readonly string[]
  readonly items?: Fields
  readonly minItems?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly minimum?: number
}

type Path = readonly (string | number)[]

const texts = ['x', '0'.repeat(32), 'a'.repeat(64), '2026-03-02', '0', 'a:1', '01', '13800000000', 'xxxxxxxx']

/** What stands in the roster and the lists of tests, by the names fields have. */
const known: Readonly<Record<string, unknown>> = {
  item: 'permit',
  place: 'a-hall',
  site: 'a-village',
  organ: 'a-bureau',
  version: 1,
}

/** The least that fits, as far as the schema tells; `name` is that of the field. */
export function sampleOf(schema: Fields, name = ''): unknown {
  if (name in known && schema.type !== 'object') return known[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return sampleOf(schema.anyOf[0] ?? {}, name)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [field, sampleOf(schema.properties?.[field] ?? {}, field)]),
      )
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () => sampleOf(schema.items ?? {}))
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'null':
      return null
    default: {
      const pattern = new RegExp(schema.pattern ?? '')
      return texts.find((text) => pattern.test(text) && text.length >= (schema.minLength ?? 0)) ?? 'x'
    }
  }
}

/** Where something can be written, at most four levels down. */
export function fieldsOf(schema: Fields, at: Path = []): readonly Path[] {
  const inside = schema.anyOf?.[0] ?? schema
  if (at.length >= 4) return []
  const named = Object.entries(inside.properties ?? {}).flatMap(([name, field]) => [
    [...at, name],
    ...fieldsOf(field, [...at, name]),
  ])
  return inside.items === undefined ? named : [...named, [...at, 0], ...fieldsOf(inside.items, [...at, 0])]
}

/** A copy with that value there; what is missing on the way is made. */
export function withField(body: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value
  if (typeof first === 'number') {
    const list = Array.isArray(body) ? (body as readonly unknown[]) : []
    return [withField(list[0], rest, value), ...list.slice(1)]
  }
  const object = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  return { ...object, [first]: withField(object[first], rest, value) }
}
