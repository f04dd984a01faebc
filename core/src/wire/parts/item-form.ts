import { Compile } from 'typebox/schema'

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']

/** A form is filled by hand: deeper than this nobody reads it, and a hostile one would not end. */
const MAX_DEPTH = 8

/** What is wrong with an application form's JSON Schema. The compiler alone takes an unknown type for "anything". */
export function formProblems(form: Readonly<Record<string, unknown>>): readonly string[] {
  const problems = [...(form['type'] === 'object' ? [] : ['最外层须为 object']), ...schemaProblems(form, '', 0)]
  return problems.length > 0 ? problems : compileProblems(form)
}

function compileProblems(form: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    Compile(form)
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function schemaProblems(schema: unknown, path: string, depth: number): readonly string[] {
  if (!isRecord(schema)) return [`${path || '/'} 不是字段定义`]
  if (depth > MAX_DEPTH) return [`${path} 嵌套过深`]
  const { type, properties, required, items } = schema
  return [
    ...(typeof type === 'string' && TYPES.includes(type) ? [] : [`${path || '/'} 的类型 ${JSON.stringify(type)} 不认识`]),
    ...(properties === undefined ? [] : propertyProblems(properties, path, depth)),
    ...(required === undefined ? [] : requiredProblems(required, properties, path)),
    ...(items === undefined ? [] : schemaProblems(items, `${path}/*`, depth + 1)),
  ]
}

function propertyProblems(properties: unknown, path: string, depth: number): readonly string[] {
  if (!isRecord(properties)) return [`${path}/properties 不是一组字段`]
  return Object.entries(properties).flatMap(([name, schema]) => schemaProblems(schema, `${path}/${name}`, depth + 1))
}

function requiredProblems(required: unknown, properties: unknown, path: string): readonly string[] {
  if (!Array.isArray(required)) return [`${path || '/'} 的必填项不是数组`]
  const names = isRecord(properties) ? Object.keys(properties) : []
  return required.filter((name) => !names.includes(name)).map((name) => `${path || '/'} 的必填项 ${String(name)} 没有定义`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
