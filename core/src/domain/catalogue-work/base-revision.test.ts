import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rebasedOn, revised, withValue } from './base-revision.js'
import { baseOf, contentOf, paper } from './work.testing.js'

const limit = (amount: number) => ({ amount, unit: 'working-day' as const })
const item = contentOf({ legal: limit(20) })
const base = baseOf({ legal: limit(20) })

describe('a revision of the base list', () => {
  test('is followed where the item reads as the entry did', () => {
    const is = { ...base, version: 2, legal: limit(15), materials: [...base.materials, { name: '身份证', basis: '办法第3条' }] }
    const { content, choices, follows } = revised(item, base, is)
    expect(choices).toEqual([])
    expect(follows.map(({ path }) => path)).toEqual(['legal', 'paper/身份证'])
    expect(content).toMatchObject({ legal: limit(15), guide: { base: { entry: base.id, version: 2 } } })
    expect(content.materials.at(-1)).toMatchObject({ name: '身份证', legalBasis: '办法第3条', necessity: 'required' })
  })

  test('is asked about, with base, theirs and ours, where the item was adapted', () => {
    const adapted = { ...item, legal: limit(18) }
    const { content, choices } = revised(adapted, base, { ...base, version: 2, legal: limit(15) })
    expect(content.legal).toEqual(limit(18))
    expect(choices).toEqual([{ item: 'permit', path: 'legal', base: limit(20), theirs: limit(15), ours: limit(18), take: null }])
  })

  test('takes away a paper it asks for no longer, from the scenarios too', () => {
    const scenarioGroups = [
      { id: 'g', question: '用途', askedWhen: [], options: [{ id: 'o', name: '自用', materials: ['deed', 'map'] }] },
    ]
    const is = { ...base, version: 2, materials: base.materials.filter(({ name }) => name !== 'deed') }
    const { content } = revised({ ...item, scenarioGroups }, base, is)
    expect(content.materials.map(({ id }) => id)).toEqual(['map', 'photo'])
    expect(content.scenarioGroups[0]?.options[0]?.materials).toEqual(['map'])
  })

  test('never gives a paper the id that another one had', () => {
    const first = revised(item, { ...base, materials: [] }, { ...base, version: 2, materials: [{ name: '甲', basis: null }] })
    const [was, is] = [first.content.materials.at(-1), { ...base, version: 3, materials: [{ name: '乙', basis: null }] }]
    const { content } = revised(first.content, { ...base, version: 2, materials: [{ name: '甲', basis: null }] }, is)
    expect(content.materials.at(-1)?.name).toBe('乙')
    expect(content.materials.map(({ id }) => id)).not.toContain(was?.id)
  })

  test('leaves what is only ours: other papers, the promise, the guide', () => {
    const ours = { ...item, promised: limit(3), materials: [...item.materials, paper('own', '本县表格')] }
    const { content } = revised(ours, base, { ...base, version: 2, name: '新名' })
    expect(content).toMatchObject({ name: '新名', promised: limit(3), materials: ours.materials })
  })

  test('never changes what was adapted, whatever it changes', () => {
    const name = fc.constantFrom('甲', '乙', item.name)
    const days = fc.constantFrom(10, 15, 20)
    const conditions = fc.subarray(['年满十八', '有房', '有地'])
    const entry = fc.record({ name, days, conditions }).map((each) => ({ ...base, ...each, legal: limit(each.days) }))
    fc.assert(
      fc.property(entry, entry, fc.record({ name, days }), (was, is, ours) => {
        const before = { ...item, name: ours.name, legal: limit(ours.days) }
        const { content } = revised(before, was, { ...is, version: 2 })
        expect(content.name).toBe(ours.name === was.name ? is.name : ours.name)
        expect(content.legal?.amount).toBe(ours.days === was.legal.amount ? is.legal.amount : ours.days)
      }),
    )
  })
})

describe('a newer version published meanwhile', () => {
  test('is taken in part by part, and gives the work its next number', () => {
    const theirs = { ...item, version: 2, materials: item.materials.slice(1), name: '新名' }
    const ours = { ...item, version: 2, promised: limit(3), name: '我们的名' }
    const { content, choices } = rebasedOn(ours, item, theirs)
    expect(content).toMatchObject({ version: 3, promised: limit(3), materials: theirs.materials, name: '我们的名' })
    expect(choices.map(({ path, theirs: there }) => [path, there])).toEqual([['name', '新名']])
  })
})

test('a paper put in place again keeps its id and what was said of it', () => {
  const changed = withValue(item, 'paper/map', { name: 'map', basis: '条例' })
  expect(changed.materials.find(({ id }) => id === 'map')).toMatchObject({ copies: 1, legalBasis: '条例' })
})
