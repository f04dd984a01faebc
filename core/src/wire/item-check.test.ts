import { describe, expect, it } from 'vitest'
import { permit } from '../domain/catalogue-rules/item.testing.js'
import { checkItem, faultOfFinding } from './item-check.js'
import { shapeItem } from './item-shape.js'

describe('the rules of an item', () => {
  it('are kept by a permit of a county', () => {
    expect(checkItem(permit)).toEqual([])
  })

  it.each([
    ['is no object', { type: 'string' }, '最外层'],
    ['has a field of an unknown type', { type: 'object', properties: { a: { type: 'money' } } }, '/a 的类型 "money"'],
    ['has a nested field without type', { type: 'object', properties: { a: { type: 'array', items: {} } } }, '/a/* 的类型'],
    ['requires a field it lacks', { ...permit.form, required: ['volume'] }, '必填项 volume'],
    ['has a pattern that cannot be compiled', { type: 'object', properties: { a: { type: 'string', pattern: '(' } } }, '申请表'],
    ['is nested without end', nested(12), '嵌套过深'],
    [
      'warns of a word',
      { type: 'object', properties: { a: { type: 'string', 'x-warn': [{ most: 1, text: 'x' }] } } },
      '/a 的 x-warn',
    ],
  ])('are broken when the form %s', (_, form, words) => {
    const [finding] = checkItem({ ...permit, form })
    expect(finding).toMatchObject({ code: 'form-broken', severity: 'refusal', path: '/form', zh: expect.stringContaining(words) })
  })

  it('tell a village’s deciding as the fault it is, and all else as a broken item', () => {
    const grants = [...permit.grants, { level: 'village', organ: null, power: 'decide' } as const]
    expect(checkItem({ ...permit, grants, steps: [] }).map(faultOfFinding)).toEqual([
      'authority/village-never-decides',
      'catalogue/broken',
    ])
  })
})

describe('the form of an item', () => {
  it('is kept by what was written and read again', () => {
    expect(shapeItem(JSON.parse(JSON.stringify(permit)))).toEqual({ kind: 'item', item: permit })
  })

  it.each([
    ['a type outside the list', { ...permit, type: '11' }, '/type'],
    ['a level outside the list', { ...permit, level: 'province' }, '/level'],
    ['a power outside the list', { ...permit, grants: [{ level: 'city', organ: null, power: 'veto' }] }, '/grants/0/power'],
    ['an id of other letters', { ...permit, id: '占道' }, '/id'],
    ['half a day', { ...permit, promised: { amount: 0.5, unit: 'working-day' } }, '/promised'],
    ['a word nobody knows', { ...permit, colour: 'red' }, 'additional'],
    ['a missing name', (({ name: _name, ...rest }) => rest)(permit), 'name'],
    ['no item at all', null, '/'],
  ])('is broken by %s', (_, value, path) => {
    const shaped = shapeItem(value)
    expect(shaped.kind === 'broken' && shaped.details.join('\n')).toContain(path)
  })
})

function nested(depth: number): Record<string, unknown> {
  return depth === 0 ? { type: 'string' } : { type: 'object', properties: { a: nested(depth - 1) } }
}
