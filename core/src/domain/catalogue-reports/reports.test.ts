import { describe, expect, test } from 'vitest'
import { permit as base, roster, rosterFacts, step } from '../case/world.testing.js'
import type { Grant, ItemVersion } from '../item.js'
import type { Place, RosterFact } from '../roster.js'
import { applyChange } from '../roster-view.js'
import type { Guide } from '../catalogue/guide.js'
import type { InForce } from './in-force.js'
import { casesOfItems, decidedOutsideHall, tooManySteps } from './items.js'
import { gapsOfVillage, villageReport } from './villages.js'

const inForce = (id: string, changes: Partial<ItemVersion> = {}, state: InForce['state'] = 'published'): InForce => ({
  item: { ...base, id, name: `${id}!`, ...changes },
  state,
})
const guided = (id: string, guide: Partial<Guide>, changes: Partial<ItemVersion> = {}) =>
  inForce(id, { guide: { ...base.guide, inCentre: true, ...guide }, ...changes })
const village = (power: Grant['power']): Partial<ItemVersion> => ({ grants: [{ level: 'village', organ: null, power }] })
const later = (...facts: readonly RosterFact[]) => applyChange(roster, { version: roster.version + 1, atMs: 0, by: 'x', facts })
const placeOf = (id: string): Place => {
  const found = rosterFacts.find((fact) => fact.kind === 'place' && fact.place.id === id)
  if (found?.kind !== 'place') throw new Error(id)
  return found.place
}

describe('the villages that cannot offer an item', () => {
  const list = [
    inForce('proxied', village('proxy')),
    inForce('asked', village('consult')),
    inForce('none', { grants: [] }),
    inForce('halted', village('proxy'), 'suspended'),
    inForce('gone', village('proxy'), 'cancelled'),
  ]

  test('are all of its area where the item is suspended, cancelled, not granted or only asked about', () => {
    const { villages, items, itemGaps, placeGaps } = villageReport(list, roster, 'a-hall')
    expect([villages, items, placeGaps]).toEqual([2, 5, []])
    expect(itemGaps).toEqual([
      { item: 'asked', name: 'asked!', reason: 'consult-only', villages: 2 },
      { item: 'none', name: 'none!', reason: 'no-grant', villages: 2 },
      { item: 'halted', name: 'halted!', reason: 'suspended', villages: 2 },
      { item: 'gone', name: 'gone!', reason: 'cancelled', villages: 2 },
    ])
  })

  test('are those under the organ’s place, or all for one offered in the whole city or handled by villages', () => {
    const reached = (one: InForce) => villageReport([one], roster, null).itemGaps.map(({ villages }) => villages)
    expect(reached(inForce('county', { grants: [] }))).toEqual([2])
    expect(reached(inForce('other', { grants: [], organ: 'b-bureau' }))).toEqual([1])
    expect(reached(guided('wide', { area: '3' }, { grants: [] }))).toEqual([3])
    expect(reached(guided('narrow', { area: '5' }, { grants: [] }))).toEqual([2])
    expect(reached(inForce('own', { grants: [], organ: null }))).toEqual([3])
    expect(reached(inForce('nobody', { grants: [], organ: 'unknown' }))).toEqual([])
  })

  test('are a closed one and one where nobody serves, with the items they lack', () => {
    const closed = later(
      { kind: 'place', place: { ...placeOf('a-station'), life: 'paused' } },
      {
        kind: 'person',
        person: { id: 'hosted-proxy', name: '', phone: null, posts: [{ place: 'a-hosted', organ: null }], active: false },
      },
    )
    expect(villageReport(list, closed, null).placeGaps).toEqual([
      { place: 'a-station', name: 'a-station', reason: 'paused', items: 1 },
      { place: 'a-hosted', name: 'a-hosted', reason: 'unstaffed', items: 1 },
    ])
    expect(gapsOfVillage(list, closed, { ...placeOf('a-station'), life: 'paused' })).toMatchObject({
      offered: 0,
      gaps: [
        { reason: 'paused' },
        { reason: 'consult-only' },
        { reason: 'no-grant' },
        { reason: 'suspended' },
        { reason: 'cancelled' },
      ],
    })
  })

  test('hear of what concerns them alone', () => {
    const { offered, gaps } = gapsOfVillage(list, roster, placeOf('b-station'))
    expect([offered, gaps]).toEqual([0, []])
    expect(gapsOfVillage(list, roster, placeOf('a-station'))).toMatchObject({ offered: 1, gaps: { length: 4 } })
  })
})

describe('the items decided outside the hall', () => {
  test('are those not entered there, and those of another system', () => {
    const list = [
      guided('in', {}),
      guided('out', { inCentre: false }),
      guided('elsewhere', { handledAt: 'external' }),
      guided('keyed', { externalSystems: ['某系统'] }, { steps: [step('x', 'external', { externalSystem: '另一系统' })] }),
      guided('village', { inCentre: false }, { level: 'village' }),
    ]
    expect(decidedOutsideHall(list).map(({ item, systems }) => [item, ...systems])).toEqual([
      ['out'],
      ['elsewhere'],
      ['keyed', '某系统', '另一系统'],
    ])
  })
})

describe('the items with too many internal steps', () => {
  const steps = (...kinds: Parameters<typeof step>[1][]) => kinds.map((kind, index) => step(`s${index}`, kind))

  test('have more than three when instant, more than four otherwise', () => {
    const four = steps('accept', 'examine', 'review', 'decide')
    const list = [
      inForce('promised', { steps: four }),
      inForce('instant', { steps: four, handling: 'instant' }),
      inForce('long', { steps: [...four, step('again', 'review')] }),
    ]
    expect(tooManySteps(list)).toEqual([
      { item: 'instant', name: 'instant!', handling: 'instant', internal: 4, most: 3, steps: ['s0', 's1', 's2', 's3'] },
      { item: 'long', name: 'long!', handling: 'promised', internal: 5, most: 4, steps: ['s0', 's1', 's2', 's3', 'again'] },
    ])
  })

  test('do not count surveys, what villages do, joint reviews, another system or printing', () => {
    const aside = steps(
      'site-survey',
      'visit',
      'village-opinion',
      'appraisal',
      'public-notice',
      'joint-review',
      'external',
      'certificate',
    )
    expect(tooManySteps([inForce('many', { steps: [...steps('accept', 'examine', 'decide'), ...aside] })])).toEqual([])
  })
})

test('the items nobody asks for stand first', () => {
  const list = ['b', 'a', 'c'].map((id) => inForce(id))
  expect(casesOfItems(list, new Map([['b', 2]])).map(({ item, cases }) => [item, cases])).toEqual([
    ['a', 0],
    ['c', 0],
    ['b', 2],
  ])
})
