import { readFileSync } from 'node:fs'
import { logFields } from '@liandong/core/runtime/log-fields.js'
import { expect, test } from 'vitest'

test('docs/log-fields.md lists the fields of the log, with the same words', () => {
  const page = readFileSync(new URL('../../docs/log-fields.md', import.meta.url), 'utf8')
  const documented = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, field, meaning]) => [field, meaning])
  expect(documented).toEqual(Object.entries(logFields))
})
