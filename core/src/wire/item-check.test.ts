import { describe, expect, it } from 'vitest'
import { blankGuide, blankMaterial } from '../domain/catalogue/blank.js'
import type { ItemDraft, ScenarioOption } from '../domain/item.js'
import { checkItem } from './item-check.js'
import { shapeItem } from './item-shape.js'

const option: ScenarioOption = { id: 'all', name: '一般', materials: ['id-card'] }
const groups = (options: readonly ScenarioOption[]) => [{ id: 'which', question: '何种情形', options, askedWhen: [] }]

const permit: ItemDraft = {
  id: 'permit',
  version: 1,
  name: '占用绿地审批',
  type: '01',
  level: 'county',
  organ: 'o1',
  handling: 'promised',
  promised: { amount: 10, unit: 'working-day' },
  legal: { amount: 20, unit: 'working-day' },
  withdrawable: true,
  hasResult: true,
  grants: [
    { level: 'county', organ: 'o1', power: 'decide' },
    { level: 'village', organ: null, power: 'proxy' },
  ],
  steps: [
    { id: 'accept', name: '受理', kind: 'accept', organ: 'o1', level: 'county', actedBy: null, externalSystem: null },
    { id: 'decide', name: '决定', kind: 'decide', organ: 'o1', level: 'county', actedBy: null, externalSystem: null },
  ],
  materials: [{ ...blankMaterial('id-card', '身份证'), copies: 1 }],
  scenarioGroups: groups([option]),
  form: { type: 'object', properties: { area: { type: 'number' } }, required: ['area'] },
  effectiveFrom: '2026-01-01',
  guide: blankGuide,
  source: '测试',
  invented: [],
}

const service: ItemDraft = {
  ...permit,
  type: '20',
  level: 'village',
  organ: null,
  legal: null,
  grants: [{ level: 'village', organ: null, power: 'village-handle' }],
  steps: [{ id: 'decide', name: '办理', kind: 'decide', organ: null, level: 'village', actedBy: null, externalSystem: null }],
}

const [accept, decide] = permit.steps as [ItemDraft['steps'][0], ItemDraft['steps'][0]]
const [material] = permit.materials as [ItemDraft['materials'][0]]
const village = (power: ItemDraft['grants'][0]['power'], organ: string | null = null) => ({
  level: 'village' as const,
  organ,
  power,
})

describe('the rules of an item', () => {
  it('are kept by a permit of a county and by a service of a village', () => {
    expect([checkItem(permit), checkItem(service)]).toEqual([[], []])
  })

  it.each([
    ['decides a permit', { ...permit, grants: [...permit.grants, village('decide')] }],
    ['reviews a permit first', { ...permit, grants: [...permit.grants, village('first-review')] }],
    ['handles a permit', { ...permit, grants: [...permit.grants, village('village-handle')] }],
    ['handles a benefit', { ...permit, type: '05', grants: [...permit.grants, village('village-handle')] }],
    ['acts for an organ', { ...permit, grants: [...permit.grants, village('proxy', 'o9')] }],
    ['is an organ', { ...service, organ: 'o9' }],
    ['has the deciding step of a permit', { ...permit, steps: [accept, { ...decide, level: 'village', organ: null }] }],
    ['accepts a permit', { ...permit, steps: [{ ...accept, level: 'village', organ: null }, decide] }],
    ['has a step of an organ', { ...service, steps: [{ ...decide, level: 'village', organ: 'o9' }] }],
  ] as const)('are broken when a village %s', (_, item) => {
    expect(checkItem(item as ItemDraft).map(({ code }) => code)).toContain('authority/village-never-decides')
  })

  it.each([
    ['nobody decides', { ...permit, grants: [village('proxy')] }, '审批主体没有审批权限'],
    ['the item has no organ', { ...permit, organ: null }, '缺少审批主体'],
    [
      'any organ of a level may decide',
      { ...permit, grants: [...permit.grants, { level: 'city', organ: null, power: 'decide' }] },
      '写明部门',
    ],
    [
      'any organ may review a permit first',
      { ...permit, grants: [...permit.grants, { level: 'township', organ: null, power: 'first-review' }] },
      '初审须写明部门',
    ],
    [
      'a county handles as a village',
      { ...permit, grants: [...permit.grants, { level: 'county', organ: 'o1', power: 'village-handle' }] },
      '只能给村级',
    ],
    ['a village’s item is not handled there', { ...service, grants: [village('consult')] }, '须有村级办理权限'],
    ['a promise has no days', { ...permit, promised: null }, '承诺件须有承诺办结时限'],
    ['an instant item has days', { ...permit, handling: 'instant' }, '即办件没有承诺办结时限'],
    [
      'an instant item waits for another system',
      {
        ...permit,
        handling: 'instant',
        promised: null,
        steps: [accept, { ...decide, id: 'x', kind: 'external', actedBy: null, externalSystem: '某系统' }, decide],
      },
      '不能即办',
    ],
    ['the promise is longer than the law', { ...permit, promised: { amount: 21, unit: 'working-day' } }, '承诺时限长于法定时限'],
    [
      'a promise in working days is longer than the law’s calendar days',
      { ...permit, legal: { amount: 9, unit: 'calendar-day' } },
      '承诺时限长于法定时限',
    ],
    ['there are no steps', { ...permit, steps: [] }, '没有办理环节'],
    ['two steps share an id', { ...permit, steps: [accept, decide, accept] }, '环节编号 accept 重复'],
    [
      'an external step names no system',
      { ...permit, steps: [accept, { ...accept, id: 'x', kind: 'external' }, decide] },
      '外部系统',
    ],
    ['an organ decides that may not', { ...permit, steps: [accept, { ...decide, organ: 'o2' }] }, '没有审批权限'],
    ['two materials share an id', { ...permit, materials: [material, material] }, '材料编号 id-card 重复'],
    ['a material is asked for no times', { ...permit, materials: [{ ...material, originals: 0, copies: 0 }] }, '份数为零'],
    ['a material means anything', { ...permit, materials: [{ ...material, name: '其他有关材料' }] }, '兜底条款'],
    ['two scenarios share an id', { ...permit, scenarioGroups: groups([option, option]) }, '情形编号 all 重复'],
    [
      'a scenario asks for an unknown material',
      { ...permit, scenarioGroups: groups([{ id: 'a', name: '甲', materials: ['card'] }]) },
      '材料 card 不在',
    ],
    [
      'a scenario asks for a material twice',
      { ...permit, scenarioGroups: groups([{ id: 'a', name: '甲', materials: ['id-card', 'id-card'] }]) },
      '材料 id-card 重复',
    ],
    ['the form is no object', { ...permit, form: { type: 'string' } }, '最外层'],
    [
      'a field of the form has an unknown type',
      { ...permit, form: { type: 'object', properties: { a: { type: 'money' } } } },
      '/a 的类型 "money"',
    ],
    [
      'a nested field has no type',
      { ...permit, form: { type: 'object', properties: { a: { type: 'array', items: {} } } } },
      '/a/* 的类型',
    ],
    ['the form requires a field it lacks', { ...permit, form: { ...permit.form, required: ['volume'] } }, '必填项 volume'],
    [
      'a pattern of the form cannot be compiled',
      { ...permit, form: { type: 'object', properties: { a: { type: 'string', pattern: '(' } } } },
      '申请表',
    ],
    ['the form is nested without end', { ...permit, form: nested(12) }, '嵌套过深'],
  ] as const)('are broken when %s', (_, item, detail) => {
    const problems = checkItem(item as ItemDraft)
    expect(problems.map((problem) => problem.detail).join('\n')).toContain(detail)
  })

  it('let a promise of calendar days stand beside a legal limit of as many working days', () => {
    expect(checkItem({ ...permit, promised: { amount: 28, unit: 'calendar-day' } })).toEqual([])
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
