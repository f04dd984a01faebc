import { describe, expect, test } from 'vitest'
import { formRows } from './rows.js'
import { formWarnings, warningProblems } from './warnings.js'

const number = (title: string, warn?: unknown) => ({ type: 'number', title, ...(warn === undefined ? {} : { 'x-warn': warn }) })
const text = (title: string) => ({ type: 'string', title })
const form = (properties: Record<string, unknown>, required: readonly string[] = []) => ({ type: 'object', properties, required })

describe('x-warn', () => {
  const fund = form({
    paid: number('当年还款额'),
    year: { type: 'integer', title: '年份', 'x-warn': [{ most: { sum: ['@year'], plus: -1 }, text: '次年起' }] },
    amount: number('提取金额', [
      { most: { sum: ['paid'], times: 0.5 }, text: '过半' },
      { least: 100, text: '太少' },
    ]),
  })
  const told = (values: unknown) =>
    formWarnings(fund, values, '2026-03-02').map(({ path, text: words, bound }) => [path, words, bound])

  test('tells of a value above the sum of others, times and plus a number', () => {
    expect(told({ paid: 1000, amount: 501 })).toEqual([['/amount', '过半', 500]])
    expect(told({ paid: 1000, amount: 500 })).toEqual([])
  })

  test('tells of a value below', () => {
    expect(told({ paid: 1000, amount: 99 })).toEqual([['/amount', '太少', 100]])
  })

  test('knows this year', () => {
    expect(told({ year: 2026 })).toEqual([['/year', '次年起', 2025]])
    expect(told({ year: 2025 })).toEqual([])
  })

  test('is silent where a number is missing', () => {
    expect(told({ amount: 9999 })).toEqual([])
    expect(told({ paid: '1000', amount: 9999 })).toEqual([])
    expect(told(null)).toEqual([])
  })

  test.each([
    ['no list', { most: 1, text: 'x' }],
    ['an empty list', []],
    ['without words', [{ most: 1 }]],
    ['without a bound', [{ text: 'x' }]],
    ['of a field that is not there', [{ most: { sum: ['nothing'] }, text: 'x' }]],
    ['of a field that is no number', [{ most: { sum: ['name'] }, text: 'x' }]],
    ['of nothing', [{ most: { sum: [] }, text: 'x' }]],
    ['times a word', [{ most: { sum: ['paid'], times: 'two' }, text: 'x' }]],
  ])('is wrong when it is %s', (_, warn) => {
    expect(warningProblems(form({ name: text('姓名'), paid: number('还款'), amount: number('金额', warn) }))).toEqual(['/amount'])
  })

  test('is wrong on a field that is no number', () => {
    expect(warningProblems(form({ name: { ...text('姓名'), 'x-warn': [{ most: 1, text: 'x' }] } }))).toEqual(['/name'])
    expect(warningProblems(fund)).toEqual([])
  })
})

describe('the rows of a printed form', () => {
  const household = form(
    {
      name: text('姓名'),
      income: number('收入'),
      poor: { type: 'boolean', title: '困难' },
      home: { type: 'object', title: '住房', properties: { area: number('面积') }, required: ['area'] },
      members: { type: 'array', title: '成员', items: { type: 'object', properties: { name: text('姓名') } } },
      kinds: { type: 'array', title: '类别', items: { type: 'string' } },
    },
    ['name'],
  )
  const rows = (values: unknown, formTemplate: string | null = null) =>
    formRows({ form: household, guide: { formTemplate } }, values).map(({ label, value, depth, isHeading }) =>
      [depth, isHeading ? `${label}:` : label, ...(isHeading ? [] : [value])].join(' '),
    )

  test('are the fields in the form’s order, groups under their headings', () => {
    const values = {
      kinds: ['甲', '乙'],
      name: '张三',
      poor: true,
      income: 0,
      home: { area: 60 },
      members: [{ name: '李四' }, { name: '王五' }],
    }
    expect(rows(values)).toEqual([
      '0 姓名 张三',
      '0 收入 0',
      '0 困难 是',
      '0 住房:',
      '1 面积 60',
      '0 成员 1:',
      '1 姓名 李四',
      '0 成员 2:',
      '1 姓名 王五',
      '0 类别 甲、乙',
    ])
  })

  test('of an empty form are there to be filled in by hand', () => {
    expect(rows(null)).toEqual(['0 姓名 ', '0 收入 ', '0 困难 ', '0 住房:', '1 面积 ', '0 成员 1:', '1 姓名 ', '0 类别 '])
    expect(formRows({ form: household, guide: { formTemplate: null } }, {}).filter(({ isRequired }) => isRequired)).toHaveLength(
      2,
    )
  })

  test('follow the official form’s template, in its order and words; what it leaves out comes after', () => {
    const template = '一、基本情况\n户主姓名:{name}\n\n本户 {name} 年收入 {income} 元\n{poor}'
    expect(rows({ name: '张三' }, template)).toEqual([
      '0 一、基本情况:',
      '0 户主姓名 张三',
      '0  本户 张三 年收入 ________ 元',
      '0 困难 ',
      '0 住房:',
      '1 面积 ',
      '0 成员 1:',
      '1 姓名 ',
      '0 类别 ',
    ])
  })
})
