import { describe, expect, test } from 'vitest'
import { instant, permit, step } from '../case/world.testing.js'
import type { ItemType, ItemVersion, Power } from '../item.js'
import type { Level } from '../values.js'
import { acceptingOrgan, mayAccept, mayDecide, mayRegister, mayReview, type Bearer } from './authority.js'

const LEVELS: readonly Level[] = ['city', 'county', 'township', 'village']
const TYPES: readonly ItemType[] = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20']
const NATURES = ['administrative', 'authorised', 'entrusted', null] as const
type Nature = (typeof NATURES)[number]

const cells = LEVELS.flatMap((level) => TYPES.flatMap((type) => NATURES.map((nature) => [level, type, nature] as const)))

/** An item that grants one power to every level and every organ: only the law says no. */
function granting(type: ItemType, power: Power): ItemVersion {
  return { ...permit, type, organ: 'elsewhere', steps: [], grants: LEVELS.map((level) => ({ level, organ: null, power })) }
}

function bearer(level: Level, nature: Nature): Bearer {
  return { level, organ: nature === null ? null : { id: 'organ', level, nature } }
}

describe('every cell of level × item type × organ', () => {
  test.each(cells)('deciding at %s, type %s, organ %s', (level, type, nature) => {
    const may = level !== 'village' && nature !== null && !(type === '01' && nature === 'entrusted')
    const refusal = mayDecide(granting(type, 'decide'), bearer(level, nature))
    expect(refusal === null).toBe(may)
    const byLaw = level === 'village' && type === '01'
    expect(refusal?.code === 'authority/village-never-decides').toBe(byLaw)
  })

  test.each(cells)('accepting at %s, type %s, organ %s', (level, type, nature) => {
    const may = level !== 'village' && nature !== null
    expect(mayAccept(granting(type, 'first-review'), bearer(level, nature)) === null).toBe(may)
  })

  test.each(cells)('handling in the village at %s, type %s, organ %s', (level, type, nature) => {
    const may = level === 'village' && type === '20'
    const item = granting(type, 'village-handle')
    expect(mayDecide(item, bearer(level, nature)) === null).toBe(may)
    expect(mayAccept(item, bearer(level, nature)) === null).toBe(may)
  })

  test.each(cells)('no grant at all at %s, type %s, organ %s', (level, type, nature) => {
    const item = { ...granting(type, 'decide'), grants: [] }
    const who = bearer(level, nature)
    expect([mayRegister(item, who), mayAccept(item, who), mayDecide(item, who)]).not.toContain(null)
  })
})

describe('powers', () => {
  test.each<[Power, boolean]>([
    ['receive', true],
    ['proxy', true],
    ['first-review', true],
    ['decide', true],
    ['village-handle', true],
    ['consult', false],
  ])('%s lets a place register: %s', (power, may) => {
    expect(mayRegister(granting('01', power), bearer('township', null)) === null).toBe(may)
  })

  test('to receive is not to accept, to review first is not to decide', () => {
    const who = bearer('township', 'administrative')
    expect(mayAccept(granting('01', 'receive'), who)?.code).toBe('authority/denied')
    expect(mayDecide(granting('01', 'first-review'), who)?.code).toBe('authority/denied')
  })

  test('of a grant to one organ are no other’s, nor another level’s', () => {
    const item: ItemVersion = { ...granting('01', 'decide'), grants: [{ level: 'township', organ: 'organ', power: 'decide' }] }
    expect(mayDecide(item, bearer('township', 'administrative'))).toBeNull()
    expect(mayDecide(item, bearer('county', 'administrative'))?.code).toBe('authority/denied')
    expect(
      mayDecide(item, { level: 'township', organ: { id: 'other', level: 'township', nature: 'administrative' } }),
    ).not.toBeNull()
  })

  test('of the item’s own organ need no grant', () => {
    const item = { ...permit, grants: [] }
    const own: Bearer = { level: 'county', organ: { id: 'a-bureau', level: 'county', nature: 'administrative' } }
    expect([mayRegister(item, own), mayAccept(item, own), mayDecide(item, own)]).toEqual([null, null, null])
  })
})

describe('organs that steps name', () => {
  const named: ItemVersion = {
    ...permit,
    organ: 'elsewhere',
    grants: [],
    steps: [step('accept', 'accept', { organ: 'organ' }), step('decide', 'decide', { organ: 'other' })],
  }
  const other: Bearer = { level: 'county', organ: { id: 'other', level: 'county', nature: 'administrative' } }

  test('take in and accept, or decide, each what the step says', () => {
    const organ = bearer('county', 'administrative')
    expect([mayRegister(named, organ), mayAccept(named, organ)]).toEqual([null, null])
    expect(mayDecide(named, organ)?.code).toBe('authority/denied')
    expect(mayDecide(named, other)).toBeNull()
    expect([mayRegister(named, other)?.code, mayAccept(named, other)?.code]).toEqual(['item/not-offered', 'authority/denied'])
  })
})

describe('steps', () => {
  const county = (id: string): Bearer => ({ level: 'county', organ: { id, level: 'county', nature: 'administrative' } })

  test('are done by the organ they name', () => {
    const examine = step('examine', 'examine')
    expect(mayReview(permit, examine, county('a-bureau'))).toBeNull()
    expect(mayReview(permit, examine, county('a-agency'))?.code).toBe('authority/denied')
    expect(mayReview(permit, examine, { level: 'county', organ: null })?.code).toBe('authority/denied')
  })

  test('that name none are done by who decides, or reviews first at their level', () => {
    const open = step('examine', 'examine', { organ: null, level: 'township' })
    const first = { ...permit, grants: [{ level: 'township' as const, organ: null, power: 'first-review' as const }] }
    const town: Bearer = { level: 'township', organ: { id: 'gov', level: 'township', nature: 'administrative' } }
    expect(mayReview(first, open, town)).toBeNull()
    expect(mayReview(first, { ...open, level: 'county' }, town)?.code).toBe('authority/denied')
    expect(mayReview(first, open, county('a-bureau'))).toBeNull()
  })

  test.each([
    ['village-opinion', 'village', true],
    ['public-notice', 'village', true],
    ['site-survey', 'village', true],
    ['examine', 'village', false],
    ['review', 'village', false],
    ['village-opinion', 'township', false],
  ] as const)('of kind %s at level %s may be a village’s: %s', (kind, level, may) => {
    const refusal = mayReview(permit, step('s', kind, { organ: null, level }), bearer('village', null))
    expect(refusal === null).toBe(may)
  })

  test('of accepting and deciding have acts of their own', () => {
    expect(mayReview(permit, step('accept', 'accept'), county('a-bureau'))?.code).toBe('step/unknown')
    expect(mayReview(permit, step('decide', 'decide'), county('a-bureau'))?.code).toBe('step/unknown')
  })
})

test('an application goes to the organ of the first step that accepts or decides, else to the item’s own', () => {
  expect(
    acceptingOrgan({ ...permit, steps: [step('x', 'examine', { organ: 'x' }), step('accept', 'accept', { organ: 'first' })] }),
  ).toBe('first')
  expect(
    acceptingOrgan({ ...permit, steps: [step('accept', 'accept', { organ: null }), step('d', 'decide', { organ: 'second' })] }),
  ).toBe('second')
  expect(acceptingOrgan(instant)).toBe('a-bureau')
})
