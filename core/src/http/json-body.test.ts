import { expect, test } from 'vitest'
import { isTooDeep } from './json-body.js'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test.each([
  ['as deep as allowed', nested(32), false],
  ['one level deeper', nested(33), true],
  ['wide but flat', JSON.stringify(Array.from({ length: 1000 }, () => ({}))), false],
  ['with brackets inside a string', JSON.stringify('['.repeat(100)), false],
  ['with an escaped quote before brackets inside a string', JSON.stringify(`"${'{'.repeat(100)}`), false],
  ['deep behind a string that ends in a backslash', `["\\\\",${nested(40)}]`, true],
  ['with a string that never ends', `"${'['.repeat(100)}`, false],
])('a body %s', (_title, text, deep) => {
  expect(isTooDeep(text)).toBe(deep)
})
