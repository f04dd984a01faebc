import { describe, expect, test } from 'vitest'
import type { ItemDraft } from '../item.js'
import { checkContent } from './check.js'
import { accept, decide, permit, service, told, village } from './item.testing.js'
import * as rules from './village.js'

test('a county’s permit and a village’s service break no rule', () => {
  expect([checkContent(permit), checkContent(service)]).toEqual([[], []])
})

describe('行政许可法 22–24: a village', () => {
  test.each(['decide', 'first-review', 'receive'] as const)('may not have the power to %s', (power) => {
    const item = { ...permit, grants: [...permit.grants, village(power)] }
    const findings = rules.villageDecidesNothing(item)
    expect(told(findings)).toEqual(['refusal village-never-decides /grants/2/power'])
    expect(findings).toContainEqual(
      expect.objectContaining({ article: '行政许可法 22–24', zh: expect.stringContaining('行政许可法 22–24') }),
    )
  })

  test.each(['proxy', 'consult'] as const)('may %s', (power) => {
    expect(told(rules.villageDecidesNothing({ ...permit, grants: [village(power)] }))).toEqual([])
  })

  test.each([
    ['accepts', [{ ...accept, level: 'village', organ: null }, decide]],
    ['decides', [accept, { ...decide, level: 'village', organ: null }]],
    ['reviews', [{ ...accept, kind: 'review', level: 'village', organ: null }, decide]],
  ])('has no step that %s a permit', (_, steps) => {
    const item = { ...permit, steps } as ItemDraft
    expect(told(rules.villageStepsDecideNothing(item))).toHaveLength(1)
    expect(told(rules.villageStepsDecideNothing({ ...item, type: '20' }))).toEqual([])
  })
})

describe('村民委员会组织法 2、5: a village committee', () => {
  test('handles by itself only public services', () => {
    const handled = { ...permit, grants: [...permit.grants, village('village-handle')] }
    expect(told(rules.villageHandlesServices(handled))).toEqual(['refusal village-never-decides /grants/2/power'])
    expect(told(rules.villageHandlesServices({ ...handled, type: '05' }))).toHaveLength(1)
    expect(told(rules.villageHandlesServices({ ...handled, type: '20' }))).toEqual([])
  })

  test('is no organ', () => {
    expect(told(rules.villageIsNoOrgan({ ...permit, grants: [village('proxy', 'o9')] }))).toEqual([
      'refusal village-never-decides /grants/0/organ',
    ])
    expect(told(rules.villageIsNoOrgan({ ...service, organ: 'o9' }))).toEqual(['refusal village-never-decides /organ'])
    expect(told(rules.villageIsNoOrgan({ ...service, steps: [{ ...decide, level: 'village', organ: 'o9' }] }))).toEqual([
      'refusal village-never-decides /steps/0/organ',
    ])
  })

  test('alone has the village’s handling, and its items have it', () => {
    const county = { ...permit, grants: [...permit.grants, { level: 'county', organ: 'o1', power: 'village-handle' } as const] }
    expect(told(rules.villageHandlingFits(county))).toEqual(['refusal village-handling /grants/2/power'])
    expect(told(rules.villageHandlingFits({ ...service, grants: [village('consult')] }))).toEqual([
      'refusal village-handling /grants',
    ])
  })
})
