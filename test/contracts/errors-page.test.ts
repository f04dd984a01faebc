import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorsPage } from '../../tools/errors-page.js'

it('lists every fault of the catalogue in docs/errors.md, and no other', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  expect(page, 'run: npm run docs:errors').toBe(errorsPage())
})
