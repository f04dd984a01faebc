import { Compile } from 'typebox/schema'
import { isRecord } from '../../domain/catalogue-form/fields.js'
import { warningProblems } from '../../domain/catalogue-form/warnings.js'

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']

/** A form is filled by hand: deeper than this nobody reads it, and a hostile one would not end. */
const MAX_DEPTH = 8

/** What is wrong with a form, in both languages. */
export interface FormProblem {
  readonly zh: string
  readonly en: string
}

/** What is wrong with an application form's JSON Schema. The compiler alone takes an unknown type for "anything". */
export function formProblems(form: Readonly<Record<string, unknown>>): readonly FormProblem[] {
  const isObject = form['type'] === 'object'
  const outermost = isObject ? [] : [problem('最外层须为 object', 'its outermost type is object')]
  const problems = [...outermost, ...schemaProblems(form, '', 0), ...warnProblems(form)]
  return problems.length > 0 ? problems : compileProblems(form)
}

function problem(zh: string, en: string): FormProblem {
  return { zh, en }
}

function warnProblems(form: Readonly<Record<string, unknown>>): readonly FormProblem[] {
  const tell = (path: string) =>
    problem(
      `${path} 的 x-warn 须写在数字上,写明上限或下限和提示语`,
      `the x-warn of ${path} stands on a number, with a bound and a text`,
    )
  return warningProblems(form).map(tell)
}

function compileProblems(form: Readonly<Record<string, unknown>>): readonly FormProblem[] {
  try {
    Compile(form)
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return [problem(message, message)]
  }
}

function schemaProblems(schema: unknown, path: string, depth: number): readonly FormProblem[] {
  if (!isRecord(schema)) return [problem(`${path || '/'} 不是字段定义`, `${path || '/'} defines no field`)]
  if (depth > MAX_DEPTH) return [problem(`${path} 嵌套过深`, `${path} is nested too deeply`)]
  const { type, properties, required, items } = schema
  const written = JSON.stringify(type)
  return [
    ...(typeof type === 'string' && TYPES.includes(type)
      ? []
      : [problem(`${path || '/'} 的类型 ${written} 不认识`, `the type ${written} of ${path || '/'} is unknown`)]),
    ...(properties === undefined ? [] : propertyProblems(properties, path, depth)),
    ...(required === undefined ? [] : requiredProblems(required, properties, path)),
    ...(items === undefined ? [] : schemaProblems(items, `${path}/*`, depth + 1)),
  ]
}

function propertyProblems(properties: unknown, path: string, depth: number): readonly FormProblem[] {
  if (!isRecord(properties)) return [problem(`${path}/properties 不是一组字段`, `${path}/properties is no group of fields`)]
  return Object.entries(properties).flatMap(([name, schema]) => schemaProblems(schema, `${path}/${name}`, depth + 1))
}

function requiredProblems(required: unknown, properties: unknown, path: string): readonly FormProblem[] {
  const at = path || '/'
  if (!Array.isArray(required)) return [problem(`${at} 的必填项不是数组`, `what ${at} requires is no list`)]
  const names = isRecord(properties) ? Object.keys(properties) : []
  const missing = required.filter((name) => !names.includes(name)).map(String)
  return missing.map((name) => problem(`${at} 的必填项 ${name} 没有定义`, `${at} requires ${name}, which is not defined`))
}
