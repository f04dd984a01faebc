import { describe, expect, test } from 'vitest'
import { blankCodes } from '../catalogue/blank.js'
import type { ItemDraft } from '../item.js'
import type { Organ, Roster } from '../roster.js'
import { emptyRoster } from '../roster-view.js'
import { checkTogether } from './check.js'
import * as rules from './delegation.js'
import { guided, permit, told } from './item.testing.js'

const organ = (id: string, nature: Organ['nature']): Organ => ({
  id,
  name: id,
  level: 'county',
  nature,
  place: 'hall',
  creditCode: null,
})
const roster: Roster = {
  ...emptyRoster(),
  organs: new Map(
    [organ('o1', 'administrative'), organ('o2', 'administrative'), organ('body', 'entrusted'), organ('school', 'authorised')].map(
      (one) => [one.id, [{ version: 1, atMs: 0, record: one }]],
    ),
  ),
}

/** The permit, entrusted to its organ by another. */
const entrusted = (entrustingOrgan: string | null, changes: Partial<ItemDraft> = {}) => ({
  ...guided({ powerSource: '5', entrustingOrgan, codes: { ...blankCodes, catalogue: '000100001000' } }),
  ...changes,
})

describe('行政许可法 24: entrusting a permit', () => {
  test('names who entrusts it, for it must be published', () => {
    expect(told(rules.delegationNamesItsOrgan(entrusted(null)))).toEqual(['refusal delegation-unnamed /guide/entrustingOrgan'])
    expect(told(rules.delegationNamesItsOrgan({ ...entrusted(null), type: '20' }))).toEqual([
      'warning delegation-unnamed /guide/entrustingOrgan',
    ])
    expect(told(rules.delegationNamesItsOrgan(entrusted('o2')))).toEqual([])
    expect(told(rules.delegationNamesItsOrgan(guided({ entrustingOrgan: 'o2' })))).toEqual([
      'warning delegation-unnamed /guide/entrustingOrgan',
    ])
  })

  test('goes only to an administrative organ', () => {
    expect(told(rules.permitsAreEntrustedToOrgans(entrusted('o2'), roster))).toEqual([])
    const toSchool = entrusted('o2', { organ: 'school', grants: [{ level: 'county', organ: 'school', power: 'decide' }] })
    expect(told(rules.permitsAreEntrustedToOrgans(toSchool, roster))).toEqual(['refusal delegate-no-organ /organ'])
    expect(told(rules.permitsAreEntrustedToOrgans({ ...toSchool, type: '20' }, roster))).toEqual([])
  })

  test('comes only from one', () => {
    expect(told(rules.permitsAreEntrustedToOrgans(entrusted('school'), roster))).toEqual([
      'refusal delegate-no-organ /guide/entrustingOrgan',
    ])
  })

  test('is never passed on, neither by who acts only for another nor by a grant to a third', () => {
    expect(told(rules.permitsAreEntrustedToOrgans(entrusted('body'), roster))).toEqual([
      'refusal delegation-passed-on /guide/entrustingOrgan',
    ])
    const grants = [...permit.grants, { level: 'township', organ: 'o3', power: 'decide' } as const]
    expect(told(rules.delegationStays(entrusted('o2', { grants })))).toEqual(['refusal delegation-passed-on /grants/2/organ'])
    expect(told(rules.delegationStays(entrusted('o3', { grants })))).toEqual([])
    expect(told(rules.delegationStays({ ...permit, grants }))).toEqual([])
  })

  test('is never passed on over two items of one entry of the base list', () => {
    const first = entrusted('o9', { id: 'first', organ: 'o2' })
    const second = entrusted('o2', { id: 'second' })
    expect(checkTogether([first, second]).map(({ item, code }) => `${item} ${code}`)).toEqual(['second delegation-passed-on'])
    const other = { ...guided({ powerSource: '5', entrustingOrgan: 'o9' }), id: 'other', organ: 'o2' }
    expect(checkTogether([other, second])).toEqual([])
    const base = { entry: 'b1', version: 1 }
    const claimed = (item: ItemDraft) => ({ ...item, guide: { ...item.guide, base } })
    expect(checkTogether([claimed(other), claimed(second)])).toHaveLength(1)
  })
})

test('行政许可法 22–24: a body that acts only for another decides no permit', () => {
  const grants = [...permit.grants, { level: 'county', organ: 'body', power: 'decide' } as const]
  expect(told(rules.permitsAreEntrustedToOrgans({ ...permit, grants }, roster))).toEqual([
    'refusal delegate-no-organ /grants/2/organ',
  ])
})
