import { describe, expect, test } from 'vitest'
import type { Material } from '../item.js'
import { blankMaterial } from '../catalogue/blank.js'
import { permit, told } from './item.testing.js'
import * as rules from './materials.js'

const asking = (...changes: readonly Partial<Material>[]) => ({
  ...permit,
  materials: changes.map((change, index) => ({ ...blankMaterial(`m${index}`, '身份证'), ...change })),
})

test('papers are told apart, and asked for at least once on paper', () => {
  expect(told(rules.materialsAreWhole(asking({ id: 'a' }, { id: 'a' })))).toEqual(['refusal id-repeated /materials'])
  expect(told(rules.materialsAreWhole(asking({ originals: 0 })))).toEqual(['refusal material-none /materials/0'])
  expect(told(rules.materialsAreWhole(asking({ originals: 0, format: 'automatic' })))).toEqual([])
})

test('the kind of a paper agrees with how many are asked for', () => {
  const odd = asking({ originals: 0, copies: 1 }, { kind: 'copy' }, { kind: 'either' }, { kind: 'either', copies: 1 })
  expect(told(rules.materialKindsFitCounts(odd))).toEqual([
    'warning material-kind /materials/0/kind',
    'warning material-kind /materials/1/kind',
    'warning material-kind /materials/2/kind',
  ])
})

describe('行政许可法 30、31: no material means anything', () => {
  test.each(['其他有关材料', '其它材料', '其他需要的证明', '身份证等材料'])('%s', (name) => {
    expect(told(rules.noMaterialMeansAnything(asking({ name })))).toEqual(['refusal material-catch-all /materials/0/name'])
  })

  test.each(['其他股东身份证', '申请材料真实性承诺书', '技术材料清单'])('but %s does not', (name) => {
    expect(told(rules.noMaterialMeansAnything(asking({ name })))).toEqual([])
  })
})

test('国务院令第716号 7: what this network issued is fetched or optional, never demanded', () => {
  const issued = { issuedByItem: 'licence' }
  expect(told(rules.nothingIssuedHereIsDemanded(asking(issued, { ...issued, necessity: 'later' })))).toEqual([
    'refusal material-issued-here /materials/0/format',
    'refusal material-issued-here /materials/1/format',
  ])
  const fine = asking({ ...issued, format: 'automatic' }, { ...issued, necessity: 'optional' })
  expect(told(rules.nothingIssuedHereIsDemanded(fine))).toEqual([])
})
