import { describe, expect, test, vi } from 'vitest'
import type { ItemDraft } from '@liandong/core/domain/item.js'
import { DEPARTMENTS, TOWNSHIP_ORGAN } from '@liandong/core/cli/init/organ-list.js'
import { encodeItem } from '@liandong/core/wire/item.js'
import { mayPublish } from '@liandong/core/domain/catalogue-rules/check.js'
import { checkItem } from '@liandong/core/wire/item-check.js'
import { shapeItem } from '@liandong/core/wire/item-shape.js'
import { changed, ITEMS_PER_COUNTY, plausibleItems } from './plausible-city.js'

vi.setConfig({ testTimeout: 60_000 })

const itself = (department: string) => department
const county = { seed: 7, county: 'juxian', count: ITEMS_PER_COUNTY, effectiveFrom: '2026-01-01', organOf: itself }
const items = plausibleItems(county)
const text = (item: ItemDraft) => Buffer.from(encodeItem(item)).toString()
const bytes = (list: readonly ItemDraft[]) => list.map((item) => encodeItem(item).byteLength)
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

describe('a plausible county', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(plausibleItems(county).map(text)).toEqual(items.map(text))
    expect(plausibleItems({ ...county, seed: 8 }).map(text)).not.toEqual(items.map(text))
  })

  test('breaks no rule', () => {
    const broken = items.flatMap((item) => [
      ...(shapeItem(item).kind === 'item' ? [] : [item.id]),
      ...checkItem(item)
        .filter(({ severity }) => severity === 'refusal')
        .map(({ zh }) => `${item.id} ${zh}`),
    ])
    expect(broken).toEqual([])
  })

  test('names every item and every department as a new city has them', () => {
    expect(new Set(items.map(({ id }) => id)).size).toBe(ITEMS_PER_COUNTY)
    expect(new Set(items.map(({ name }) => name)).size).toBe(ITEMS_PER_COUNTY)
    const known = [...DEPARTMENTS.county.map(({ name }) => name), TOWNSHIP_ORGAN]
    expect(new Set(items.map(({ organ }) => organ))).toEqual(new Set(known))
  })

  test('has items of about 4 KB, with none to twelve papers, some with questions, fees and special steps', () => {
    expect(mean(bytes(items))).toBeGreaterThan(3_500)
    expect(mean(bytes(items))).toBeLessThan(5_000)
    const papers = items.map(({ materials }) => materials.length)
    expect([Math.min(...papers), Math.max(...papers)]).toEqual([0, 12])
    const shares = [
      items.filter(({ scenarioGroups }) => scenarioGroups.length > 1),
      items.filter(({ guide }) => guide.fees.length > 0),
      items.filter(({ guide }) => guide.specialSteps.length > 0),
      items.filter(({ level }) => level === 'township'),
    ]
    for (const share of shares) expect(share.length).toBeGreaterThan(20)
  })

  test('may have more items than there are names for', () => {
    const many = plausibleItems({ ...county, count: 5_000 })
    expect(new Set(many.map(({ name }) => name)).size).toBe(5_000)
  })
})

describe('a revision', () => {
  const revised = changed(items, 3, 0.03, '2026-07-01')
  const before = new Map(items.map((item) => [item.id, item]))

  test('is the same for the same seed', () => {
    expect(changed(items, 3, 0.03, '2026-07-01').map(text)).toEqual(revised.map(text))
  })

  test('gives the next version of so many items, each otherwise changed, none broken', () => {
    expect(revised).toHaveLength(45)
    expect(new Set(revised.map(({ id }) => id)).size).toBe(45)
    for (const item of revised) {
      const earlier = before.get(item.id)
      expect([item.version, item.effectiveFrom]).toEqual([2, '2026-07-01'])
      expect({ ...item, version: 1, effectiveFrom: '2026-01-01' }).not.toEqual(earlier)
      expect(mayPublish(checkItem(item))).toBe(true)
    }
  })

  test('can be revised again and again', () => {
    let list: readonly ItemDraft[] = items.slice(0, 50)
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const next = changed(list, seed, 1, '2026-07-01')
      const earlier = new Map(list.map((item) => [item.id, item]))
      for (const item of next) {
        expect({ ...item, version: item.version - 1 }).not.toEqual({ ...earlier.get(item.id), effectiveFrom: '2026-07-01' })
        expect(mayPublish(checkItem(item))).toBe(true)
      }
      list = next
    }
  })
})
