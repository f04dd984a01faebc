import type { TLocalizedValidationError } from 'typebox/error'
import { Settings } from 'typebox/system'

/** What is wrong with one field of an input; `rule` is for programs, `limit` what the rule asked for. */
export interface FieldProblem {
  /** JSON Pointer from the body's root, `/applicant/person/name`; or the name of a parameter. */
  readonly path: string
  readonly rule: FieldRule
  readonly limit: string | null
}

const ruleOf = {
  required: 'required',
  additionalProperties: 'unexpected',
  boolean: 'unexpected',
  type: 'type',
  enum: 'choice',
  const: 'choice',
  anyOf: 'choice',
  oneOf: 'choice',
  pattern: 'form',
  format: 'form',
  minLength: 'too-short',
  maxLength: 'too-long',
  minItems: 'too-few',
  maxItems: 'too-many',
  minimum: 'too-small',
  exclusiveMinimum: 'too-small',
  maximum: 'too-great',
  exclusiveMaximum: 'too-great',
  multipleOf: 'form',
  uniqueItems: 'repeated',
} as const satisfies Partial<Record<TLocalizedValidationError['keyword'], string>>

export type FieldRule = (typeof ruleOf)[keyof typeof ruleOf] | 'unknown' | 'other'

/** The rules in words; `%` stands for the limit. */
const words = {
  required: ['必填', 'is required'],
  unexpected: ['不应填写此项', 'is not expected here'],
  type: ['类型不对,应为 %', 'has the wrong type; it should be %'],
  choice: ['只能填:%', 'must be one of: %'],
  form: ['格式不对', 'has the wrong form'],
  'too-short': ['至少 % 个字', 'needs at least % characters'],
  'too-long': ['最多 % 个字', 'may have at most % characters'],
  'too-few': ['至少 % 项', 'needs at least % entries'],
  'too-many': ['最多 % 项', 'may have at most % entries'],
  'too-small': ['不得小于 %', 'must not be less than %'],
  'too-great': ['不得大于 %', 'must not be more than %'],
  repeated: ['重复', 'stands twice'],
  unknown: ['没有这个编号', 'is not known'],
  other: ['不符合要求', 'does not fit'],
} as const satisfies Record<FieldRule, readonly [zh: string, en: string]>

/** A problem in the words a person reads beside the field. */
export function fieldWords({ rule, limit }: FieldProblem, language: 'zh' | 'en'): string {
  const [zh, en] = rule === 'choice' && limit === null ? words.other : words[rule]
  return (language === 'zh' ? zh : en).replace('%', () => limit ?? '')
}

/** At most this many are named: a page shows them beside its fields, and a hostile body must not make a long answer. */
const MAX_PROBLEMS = 50
/** The library stops at eight unless told; a batch's grid has more cells than that. */
Settings.Set({ maxErrors: MAX_PROBLEMS })

/** A validator's errors as problems of fields, each field's first; `root` stands before every pointer. */
export function fieldProblems(errors: readonly TLocalizedValidationError[], root = ''): FieldProblem[] {
  const problems = new Map<string, FieldProblem>()
  for (const error of withoutOtherBranches(errors)) {
    for (const problem of problemsOf(error, root)) {
      if (problems.size < MAX_PROBLEMS && !problems.has(problem.path)) problems.set(problem.path, problem)
    }
  }
  return [...problems.values()]
}

export function problemOf(path: string, rule: FieldRule, limit: string | null = null): FieldProblem {
  return { path, rule, limit }
}

function problemsOf({ keyword, instancePath, params }: TLocalizedValidationError, root: string): FieldProblem[] {
  const at = `${root}${instancePath}`
  if (keyword === 'required') return params.requiredProperties.map((name) => problemOf(`${at}/${escaped(name)}`, 'required'))
  if (keyword === 'additionalProperties')
    return params.additionalProperties.map((name) => problemOf(`${at}/${escaped(name)}`, 'unexpected'))
  const rule = Object.hasOwn(ruleOf, keyword) ? ruleOf[keyword as keyof typeof ruleOf] : 'other'
  return [problemOf(at, rule, limitOf(params))]
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** What a rule's parameters ask for, in words; each rule has one parameter that says it. */
function limitOf(params: object): string | null {
  for (const name of ['limit', 'allowedValues', 'allowedValue', 'pattern', 'format', 'type', 'multipleOf']) {
    const value = (params as Readonly<Record<string, unknown>>)[name]
    if (Array.isArray(value)) return value.join(' ')
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  }
  return null
}

/**
 * Of a choice between shapes only the branch that was meant is told: the one whose kind fits (no `const` or `type` of its
 * own is broken). Else a wrong phone number of a person would also be a missing credit code.
 */
function withoutOtherBranches(errors: readonly TLocalizedValidationError[]): readonly TLocalizedValidationError[] {
  let left = errors
  for (const choice of errors.filter(({ keyword }) => keyword === 'anyOf')) {
    const inside = left.filter(({ schemaPath }) => schemaPath.startsWith(`${choice.schemaPath}/anyOf/`))
    const wrongBranches = new Set(
      inside.filter((error) => isOfAnotherKind(error, choice)).map((error) => branchOf(error, choice)),
    )
    const meant = inside.filter((error) => !wrongBranches.has(branchOf(error, choice)))
    left = left
      .filter((error) => !inside.includes(error) || meant.includes(error))
      .filter((error) => error !== choice || meant.length === 0)
  }
  return left
}

function branchOf({ schemaPath }: TLocalizedValidationError, choice: TLocalizedValidationError): string {
  return schemaPath.slice(choice.schemaPath.length + '/anyOf/'.length).split('/')[0] ?? ''
}

function isOfAnotherKind(error: TLocalizedValidationError, choice: TLocalizedValidationError): boolean {
  const inner = error.instancePath.slice(choice.instancePath.length)
  if (error.instancePath === choice.instancePath) return error.keyword === 'type'
  return error.keyword === 'const' && inner.split('/').length === 2
}
