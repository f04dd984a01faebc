import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { machineDoors } from '@liandong/core/domain/rights/machine-doors.js'
import * as services from '@liandong/core/wire/services.js'
import { rightsPage } from '../../tools/rights-page.js'

it('shows every row of the table of rights in docs/spec/rights.md, and no other', () => {
  const page = readFileSync(new URL('../../docs/spec/rights.md', import.meta.url), 'utf8')
  expect(page, 'run: npm run docs:rights').toBe(rightsPage())
})

it('has a row for every method of our own services, and no row without a method', () => {
  const offered = Object.entries(services).flatMap(([name, service]) =>
    name.endsWith('Service')
      ? Object.values(service as Readonly<Record<string, { readonly path: string }>>).map(({ path }) => path)
      : [],
  )
  const rows = Object.keys(machineDoors).filter((path) => path.startsWith('/liandong.'))
  expect(rows.toSorted()).toEqual(offered.toSorted())
})
