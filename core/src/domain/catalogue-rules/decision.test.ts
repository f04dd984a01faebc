import { describe, expect, test } from 'vitest'
import * as rules from './decision.js'
import { accept, decide, guided, permit, step, told, village } from './item.testing.js'
import { stepsAreWhole } from './steps.js'

describe('an item', () => {
  test('has an organ, and the organ the power to decide', () => {
    expect(told(rules.organHoldsThePower({ ...permit, grants: [village('proxy')] }))).toEqual(['refusal power-missing /grants'])
    expect(told(rules.organHoldsThePower({ ...permit, organ: null }))).toEqual([
      'refusal organ-missing /organ',
      'refusal power-missing /grants',
    ])
  })

  test('that is promised has a promise, and one that is instant has none', () => {
    expect(told(rules.handlingFitsItsPromise({ ...permit, promised: null }))).toEqual(['refusal promise-missing /promised'])
    expect(told(rules.handlingFitsItsPromise({ ...permit, handling: 'instant' }))).toEqual(['refusal instant-promise /promised'])
  })

  test('that waits for another system is not instant', () => {
    const steps = [accept, step('x', 'external', { externalSystem: '某系统' }), decide]
    expect(told(rules.handlingFitsItsPromise({ ...permit, handling: 'instant', promised: null, steps }))).toEqual([
      'refusal instant-external /steps/1/externalSystem',
    ])
  })

  test('that uses another system says so in its guide', () => {
    const steps = [step('x', 'external', { externalSystem: '某系统' })]
    expect(told(rules.outsideIsDeclared({ ...permit, steps }))).toEqual(['warning external-undeclared /guide/handledAt'])
    expect(told(rules.outsideIsDeclared({ ...guided({ handledAt: 'both' }), steps }))).toEqual([])
  })
})

test('行政许可法 22: a power to decide names its organ', () => {
  const grants = [...permit.grants, { level: 'city', organ: null, power: 'decide' } as const]
  expect(told(rules.powersNameOrgans({ ...permit, grants }))).toEqual(['refusal power-missing /grants/2/organ'])
})

test('行政许可法 22: a step that decides is done by an organ with the power', () => {
  expect(told(rules.decidingStepsHavePower({ ...permit, steps: [accept, { ...decide, organ: 'o2' }] }))).toEqual([
    'refusal power-missing /steps/1/organ',
  ])
})

test('行政许可法 22、23: no company decides a permit, though it may provide a service', () => {
  const water = guided({ company: '供水公司' })
  expect(told(rules.companiesDecideNothing(water))).toEqual(['refusal company-decides /guide/company'])
  expect(told(rules.companiesDecideNothing({ ...water, type: '20' }))).toEqual([])
})

test('行政许可法 43: a first review of a permit names its organ', () => {
  const grants = [...permit.grants, { level: 'township', organ: null, power: 'first-review' } as const]
  expect(told(rules.powersNameOrgans({ ...permit, grants }))).toEqual(['refusal power-missing /grants/2/organ'])
  expect(told(rules.powersNameOrgans({ ...permit, grants, type: '05' }))).toEqual([])
})

test('行政许可法 39: what the applicant gets is named, and only where there is something', () => {
  expect(told(rules.resultsAreNamed(guided({ results: [] })))).toEqual(['warning result-unnamed /guide/results'])
  expect(told(rules.resultsAreNamed({ ...permit, hasResult: false }))).toEqual(['warning result-unnamed /guide/results'])
  const none = [{ kind: '4' as const, name: '无', sample: null, certificateType: null }]
  expect(told(rules.resultsAreNamed({ ...guided({ results: none }), hasResult: false }))).toEqual([])
})

describe('steps', () => {
  test.each([
    ['are there', [], ['refusal steps-missing /steps']],
    ['are told apart', [accept, decide, accept], ['refusal id-repeated /steps']],
    ['in an outside system name it', [step('x', 'external')], ['refusal step-external /steps/0/externalSystem']],
    ['here name none', [step('x', 'examine', { externalSystem: '某系统' })], ['refusal step-external /steps/0/externalSystem']],
  ])('%s', (_, steps, findings) => {
    expect(told(stepsAreWhole({ ...permit, steps }))).toEqual(findings)
  })
})

describe('an item that only records (登记类)', () => {
  const recording = guided({ recordOnly: true }, { ...permit, type: '10', hasResult: false, steps: [accept] })

  test('takes in and records, and that is all', () => {
    expect(told(rules.recordsDecideNothing(recording))).toEqual([])
  })

  test('行政许可法 34, 38: is no permit', () => {
    expect(told(rules.recordsDecideNothing({ ...recording, type: '01' }))).toEqual(['refusal record-decides /guide/recordOnly'])
  })

  test('has no step that decides or makes a certificate, and no result', () => {
    const steps = [accept, decide, step('print', 'certificate')]
    expect(told(rules.recordsDecideNothing({ ...recording, steps, hasResult: true }))).toEqual([
      'refusal record-decides /steps/1/kind',
      'refusal record-decides /steps/2/kind',
      'refusal record-decides /hasResult',
    ])
  })
})
