import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.js'

/** The plain way: every object made anew with its keys sorted. */
const plainly = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', '1', '10', '2', 'a', 'B', '事'), fc.string())
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}))

test('any value has the bytes it has when all its keys are sorted, whatever order they came in', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(text).toBe(plainly(value))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
    { numRuns: 2_000 },
  )
})

test('nothing of the value itself is changed', () => {
  const value = { b: [{ d: 1, c: 2 }], a: undefined }
  expect(canonicalJson(value)).toBe('{"b":[{"c":2,"d":1}]}')
  expect(Object.keys(value)).toEqual(['b', 'a'])
  expect(Object.keys(value.b[0] ?? {})).toEqual(['d', 'c'])
})
