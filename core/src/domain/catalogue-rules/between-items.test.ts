import { describe, expect, test } from 'vitest'
import type { ItemDraft, Material } from '../item.js'
import { blankMaterial } from '../catalogue/blank.js'
import { checkTogether } from './check.js'
import { guided } from './item.testing.js'

const item = (id: string, before: readonly (string | null)[], materials: readonly Material[] = []): ItemDraft => ({
  ...guided({
    preconditions: before.map((one) => ({ item: one, name: one ?? '外部' })),
    results: [{ kind: '1', name: `《${id}证》`, sample: null, certificateType: null }],
  }),
  id,
  materials,
  scenarioGroups: [],
})
const paper = (issuedByItem: string | null, changes: Partial<Material> = {}): Material => ({
  ...blankMaterial('paper', '证明'),
  issuedByItem,
  ...changes,
})
const mutual = (...items: readonly ItemDraft[]) =>
  checkTogether(items)
    .filter(({ code }) => code === 'mutual-precondition')
    .map(({ item: id, zh }) => [id, /:(.*)\(行政许可法 6\)/.exec(zh)?.[1]])

describe('行政许可法 6: no two items are each other’s precondition (互为前置)', () => {
  test('over two, and over any number', () => {
    expect(mutual(item('a', ['b']), item('b', ['a']))).toEqual([
      ['a', 'a → b → a'],
      ['b', 'b → a → b'],
    ])
    expect(mutual(item('a', ['b']), item('b', ['c']), item('c', ['d']), item('d', ['b']))).toEqual([
      ['b', 'b → c → d → b'],
      ['c', 'c → d → b → c'],
      ['d', 'd → b → c → d'],
    ])
  })

  test('nor an item its own', () => {
    expect(mutual(item('a', ['a']))).toEqual([['a', 'a → a']])
  })

  test('also where one asks for the other’s result', () => {
    expect(mutual(item('a', ['b']), item('b', [], [paper('a')]))).toHaveLength(2)
    expect(mutual(item('a', ['b']), item('b', [], [paper('a', { necessity: 'optional' })]))).toEqual([])
  })

  test('but an item may ask for what an earlier case of its own gave', () => {
    expect(mutual(item('a', [], [paper('a')]))).toEqual([])
  })

  test('nor does a paper that only one scenario needs bind both', () => {
    const groups = [{ id: 'g', question: 'g', options: [{ id: 'o', name: 'o', materials: ['paper'] }], askedWhen: [] }]
    expect(mutual(item('a', ['b']), { ...item('b', [], [paper('a')]), scenarioGroups: groups })).toEqual([])
  })

  test('chains and preconditions outside the network are fine', () => {
    expect(mutual(item('a', ['b', null, 'nowhere']), item('b', ['c']), item('c', []))).toEqual([])
  })
})

describe('国务院令第716号 7: a paper named like what an item here issues', () => {
  const marked = (material: Material) =>
    checkTogether([item('a', []), item('b', [], [material])]).map(({ item: id, severity, code }) => [id, severity, code])

  test('is probably that, and told', () => {
    expect(marked({ ...paper(null), name: 'a证' })).toEqual([['b', 'warning', 'material-issued-here']])
  })

  test('is fine once it is marked, or optional, or named otherwise', () => {
    expect(marked({ ...paper('a', { format: 'automatic' }), name: 'a证' })).toEqual([])
    expect(marked({ ...paper(null, { necessity: 'optional' }), name: 'a证' })).toEqual([])
    expect(marked({ ...paper(null), name: '别的证' })).toEqual([])
  })

  test('is known by the type of its certificate too', () => {
    const issuer = item('a', [])
    const results = [{ kind: '3' as const, name: '别名', sample: null, certificateType: '11100000' }]
    const found = checkTogether([
      { ...issuer, guide: { ...issuer.guide, results } },
      item('b', [], [paper(null, { certificateType: '11100000' })]),
    ])
    expect(found.map(({ code }) => code)).toEqual(['material-issued-here'])
  })
})
