import { Type } from 'typebox'
import { Compile } from 'typebox/schema'
import { describe, expect, test } from 'vitest'
import { fieldProblems } from './field-problems.js'

const strict = { additionalProperties: false }
const person = Type.Object(
  { kind: Type.Literal('person'), phone: Type.Union([Type.String({ pattern: '^\\d+$' }), Type.Null()]) },
  strict,
)
const firm = Type.Object({ kind: Type.Literal('firm'), code: Type.String({ maxLength: 3 }) }, strict)
const shape = Compile(
  Type.Object(
    {
      who: Type.Union([person, firm]),
      size: Type.Enum(['s', 'm']),
      rows: Type.Array(Type.Object({ n: Type.Integer({ minimum: 1 }) })),
    },
    strict,
  ),
)

function problems(value: unknown) {
  return fieldProblems(shape.Errors(value)[1]).map(({ path, rule, limit }) =>
    [path, rule, limit].filter((word) => word !== null).join(' '),
  )
}

const good = { who: { kind: 'person', phone: null }, size: 's', rows: [] }

describe('problems of fields', () => {
  test('name a missing and an unexpected field by their own pointers', () => {
    const { size: _, ...rest } = good
    expect(problems({ ...rest, 'a/b': 1 })).toEqual(['/size required', '/a~1b unexpected'])
  })

  test('say what the rule asked for', () => {
    expect(problems({ ...good, size: 'xl' })).toEqual(['/size choice s m'])
    expect(problems({ ...good, rows: [{ n: 0 }, { n: 'x' }] })).toEqual(['/rows/0/n too-small 1', '/rows/1/n type integer'])
  })

  test('tell only the branch that was meant', () => {
    expect(problems({ ...good, who: { kind: 'person', phone: 'none' } })).toEqual(['/who/phone form ^\\d+$'])
    expect(problems({ ...good, who: { kind: 'firm', code: 'abcd' } })).toEqual(['/who/code too-long 3'])
  })

  test('name the choice itself when no branch was meant', () => {
    expect(problems({ ...good, who: { kind: 'ghost' } })).toEqual(['/who choice'])
  })

  test('end after fifty', () => {
    expect(problems({ ...good, rows: Array.from({ length: 80 }, () => ({ n: 0 })) })).toHaveLength(50)
  })
})
