import { describe, expect, test } from 'vitest'
import { lawNamed } from '../catalogue/blank.js'
import type { Fee, SpecialStep } from '../catalogue/guide.js'
import { guided, permit, told } from './item.testing.js'
import * as rules from './money-and-time.js'

const fee = (changes: Partial<Fee>): Fee => ({
  name: '工本费',
  standard: '每证 10 元',
  basis: lawNamed('中华人民共和国土地管理法'),
  reducible: false,
  reductionBasis: null,
  ...changes,
})
const charging = (changes: Partial<Fee>) => guided({ fees: [fee(changes)] })

describe('行政许可法 58: a fee', () => {
  test('has a basis', () => {
    expect(told(rules.feesHaveABasis(charging({ basis: null })))).toEqual(['refusal fee-without-basis /guide/fees/0/basis'])
    expect(told(rules.feesHaveABasis(charging({ basis: lawNamed(' ') })))).toHaveLength(1)
    expect(told(rules.feesHaveABasis(charging({})))).toEqual([])
  })

  test('of a permit rests on a law or an administrative regulation', () => {
    const notice = charging({ basis: lawNamed('《关于收费标准的通知》') })
    expect(told(rules.permitFeesRestOnLaw(notice))).toEqual(['warning fee-low-basis /guide/fees/0/basis'])
    expect(told(rules.permitFeesRestOnLaw({ ...notice, type: '20' }))).toEqual([])
    expect(told(rules.permitFeesRestOnLaw(charging({})))).toEqual([])
  })
})

test('a fee that can be reduced says by what', () => {
  expect(told(rules.reductionsHaveABasis(charging({ reducible: true })))).toEqual([
    'warning reduction-without-basis /guide/fees/0/reductionBasis',
  ])
})

describe('行政许可法 45: the clock', () => {
  const stopping = (changes: Partial<SpecialStep>) =>
    guided({
      specialSteps: [
        {
          name: '专家评审',
          kind: '2',
          limit: null,
          basis: null,
          chargeBasis: null,
          insideLimit: false,
          ground: null,
          ...changes,
        },
      ],
    })

  test('of a permit stops only on a ground of the law, of others it is told', () => {
    const at = 'outside-limit /guide/specialSteps/0/ground'
    expect(told(rules.clockStopsOnlyOnGrounds(stopping({})))).toEqual([`refusal ${at}`])
    expect(told(rules.clockStopsOnlyOnGrounds({ ...stopping({}), type: '07' }))).toEqual([`warning ${at}`])
    expect(told(rules.clockStopsOnlyOnGrounds(stopping({ ground: 'expert-review' })))).toEqual([])
    expect(told(rules.clockStopsOnlyOnGrounds(stopping({ insideLimit: true })))).toEqual([])
  })

  test('does not stop for a site survey, whatever ground is claimed', () => {
    const survey = stopping({ name: '现场踏勘', ground: 'inspection' })
    expect(told(rules.surveysCountInside(survey))).toEqual(['warning survey-outside-limit /guide/specialSteps/0/insideLimit'])
    expect(told(rules.surveysCountInside(stopping({ name: '现场踏勘', insideLimit: true })))).toEqual([])
  })
})

test('an item without fees and special steps has nothing to answer for', () => {
  expect(told([...rules.feesHaveABasis(permit), ...rules.clockStopsOnlyOnGrounds(permit)])).toEqual([])
})
