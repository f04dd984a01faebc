/** JSON Schema of one field of a form, as far as a person sees it. */
export interface FormField {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly isRequired: boolean
  readonly schema: Readonly<Record<string, unknown>>
}

/** The fields of a form or of a group in it, in the order they were written. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): FormField[] {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(properties).flatMap(([name, field]) => {
    if (!isRecord(field)) return []
    const { title, type } = field
    const isRequired = required.includes(name)
    return [{ name, title: typeof title === 'string' ? title : name, type: String(type), isRequired, schema: field }]
  })
}

/** Whether a value is an object with named values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
