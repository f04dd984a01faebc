import { describe, expect, test } from 'vitest'
import { differencesOf, scenariosWithOtherPapers } from './difference.js'
import { contentOf, paper } from './work.testing.js'

const old = contentOf()
const material = (id: string) => old.materials.find((each) => each.id === id) ?? paper(id, id)

function told(next: typeof old): readonly (readonly (string | null)[])[] {
  return differencesOf(old, next, (id) => (id === 'a-bureau' ? '五莲县自然资源局' : id)).map((each) => [
    each.kind,
    each.label,
    each.old,
    each.new,
  ])
}

describe('differences', () => {
  test('of a version with itself are none', () => {
    expect(differencesOf(old, structuredClone(old))).toEqual([])
    expect(differencesOf(old, { ...old, version: 9, id: 'other' })).toEqual([])
  })

  test('of limits, fields and flags are told in words', () => {
    const next = {
      ...old,
      promised: { amount: 3, unit: 'working-day' as const },
      withdrawable: false,
      handling: 'instant' as const,
      guide: { ...old.guide, conditions: ['年满十八周岁', '有宅基地'], highRisk: true },
    }
    expect(told(next)).toEqual([
      ['changed', '办件类型', '承诺件', '即办件'],
      ['changed', '承诺办结时限', '5个工作日', '3个工作日'],
      ['changed', '可否撤回', '是', '否'],
      ['changed', '高风险事项', '否', '是'],
      ['added', '受理条件', null, '年满十八周岁;有宅基地'],
    ])
  })

  test('of papers name the paper, and what of it', () => {
    const [, ...rest] = old.materials
    const changed = { ...material('map'), copies: 2, necessity: 'required' as const }
    const next = { ...old, materials: [...rest.map((each) => (each.id === 'map' ? changed : each)), paper('card', '身份证')] }
    expect(told(next)).toEqual([
      ['removed', '申请材料“deed”', 'deed(原件1份、复印件1份,必要)', null],
      ['changed', '申请材料“map”·复印件份数', '1', '2'],
      ['changed', '申请材料“map”·必要性', '容缺后补', '必要'],
      ['added', '申请材料“身份证”', null, '身份证(原件1份、复印件0份,必要)'],
    ])
  })

  test('of steps and powers name organs, not ids', () => {
    const steps = old.steps.map((step) => (step.id === 'examine' ? { ...step, organ: null } : step))
    const grants = [...old.grants, { level: 'township' as const, organ: 'a-bureau', power: 'first-review' as const }]
    expect(told({ ...old, steps, grants })).toEqual([
      ['added', '办理权限', null, '五莲县自然资源局 初审'],
      ['removed', '办理环节“examine”·部门', '五莲县自然资源局', null],
    ])
  })

  test('of fees say which, for how much and why', () => {
    const basis = { law: '行政许可法', documentNumber: null, clause: '第58条', text: null }
    const fee = { name: '工本费', standard: '10元/本', basis, reducible: false, reductionBasis: null }
    expect(told({ ...old, guide: { ...old.guide, fees: [fee] } })).toEqual([
      ['added', '收费', null, '名称:工本费,标准:10元/本,依据:法律法规:行政许可法,条款:第58条,可否减免:否'],
    ])
  })

  test('of form fields name the field', () => {
    const properties = { area: { type: 'number', title: '面积' } }
    expect(told({ ...old, form: { ...old.form, properties } }).map(([kind, label]) => [kind, label])).toEqual([
      ['added', '申请表填写项“面积”'],
    ])
  })

  test('show that the same papers stand in another order', () => {
    expect(told({ ...old, materials: [...old.materials].reverse() })).toEqual([
      ['changed', '申请材料的顺序', 'deed、map、photo', 'photo、map、deed'],
    ])
  })

  test('turned round swap added and removed', () => {
    const next = { ...old, materials: [...old.materials, paper('card', '身份证')] }
    expect(differencesOf(next, old).map(({ kind, new: is }) => [kind, is])).toEqual([['removed', null]])
  })
})

describe('scenarios whose papers change', () => {
  const option = (id: string, ...materials: string[]) => ({ id, name: `情形${id}`, materials })
  const group = (...options: ReturnType<typeof option>[]) => [{ id: 'g', question: '用途', options, askedWhen: [] }]
  const before = { ...old, scenarioGroups: group(option('a', 'deed'), option('b', 'map'), option('c', 'photo')) }

  test('are those that name other papers, came or went', () => {
    const after = { ...before, scenarioGroups: group(option('a', 'deed', 'map'), option('b', 'map'), option('d')) }
    expect(scenariosWithOtherPapers(before, after)).toEqual(['情形a', '情形d', '情形c'])
  })

  test('are those one of whose papers reads otherwise', () => {
    const materials = before.materials.map((each) => (each.id === 'map' ? { ...each, copies: 5 } : each))
    expect(scenariosWithOtherPapers(before, { ...before, materials })).toEqual(['情形b'])
  })
})
