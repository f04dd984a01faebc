import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DEPARTMENTS } from '@liandong/core/cli/init/organ-list.js'
import { cataloguePage, readSampleCatalogue } from '../../tools/catalogue-page.js'

const catalogue = readSampleCatalogue()
const { items, joint, sources } = catalogue
const page = readFileSync(new URL('../../docs/catalogue-sources.md', import.meta.url), 'utf8')
const known = new Set([...items, ...joint].map(({ id }) => id))
const named = new Set(sources.flatMap(({ names }) => names.flatMap(({ entries }) => entries)))

/** Made up for the demonstration; no source names them. */
const OWN = '演示自拟事项'

describe('the sample catalogue', () => {
  it('stands in docs/catalogue-sources.md row by row, and nothing else does', () => {
    expect(page, 'run: npm run docs:catalogue').toBe(cataloguePage(catalogue))
  })

  it('holds whatever a source names, or says why it is no item', () => {
    const names = sources.flatMap((source) => source.names)
    expect(names.flatMap(({ entries }) => entries).filter((id) => !known.has(id))).toEqual([])
    expect(names.filter(({ entries, why }) => entries.length === 0 && why === undefined)).toEqual([])
  })

  it('holds nothing that no source names, but for what says so itself', () => {
    const others = [...items, ...joint].filter(({ id, source }) => !named.has(id) && !source.startsWith(OWN))
    expect(others.map(({ id }) => id)).toEqual([])
  })

  it('gives each item and joint service a source that is listed', () => {
    const listed = sources.map(({ source }) => source)
    const strange = [...items, ...joint].filter(
      ({ source }) => !source.startsWith(OWN) && !listed.some((one) => source.startsWith(one)),
    )
    expect(strange.map(({ id, source }) => `${id} ${source}`)).toEqual([])
  })

  it('joins items that are there, of departments a new city has', () => {
    const departments = DEPARTMENTS.city.map(({ name }) => name)
    for (const service of joint) {
      expect([service.id, service.items.filter((id) => !items.some((item) => item.id === id))]).toEqual([service.id, []])
      expect([service.id, service.departments.filter((name) => !departments.includes(name))]).toEqual([service.id, []])
      expect([service.items.length > 0, service.departments.length > 0]).toEqual([true, true])
    }
    expect(new Set(joint.map(({ id }) => id)).size).toBe(joint.length)
  })
})
