/** One field of an item's form, as far as a page shows it. */
export interface Field {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly isRequired: boolean
  readonly description: string | null
  readonly options: readonly string[] | null
  readonly pattern: string | null
  readonly maxLength: number
  readonly minimum: number | null
}

/** The fields of a form in the order they were written. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly Field[] {
  const { properties, required } = schema
  const names = Array.isArray(required) ? required : []
  return Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, field]) =>
    isRecord(field) ? [fieldOf(name, field, names.includes(name))] : [],
  )
}

function fieldOf(name: string, field: Readonly<Record<string, unknown>>, isRequired: boolean): Field {
  const { title, type, description, pattern, maxLength, minimum } = field
  const options = field['enum']
  return {
    name,
    title: typeof title === 'string' ? title : name,
    type: String(type),
    isRequired,
    description: typeof description === 'string' ? description : null,
    options: Array.isArray(options) ? options.map(String) : null,
    pattern: typeof pattern === 'string' ? pattern : null,
    maxLength: typeof maxLength === 'number' ? maxLength : 2_000,
    minimum: typeof minimum === 'number' ? minimum : null,
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
