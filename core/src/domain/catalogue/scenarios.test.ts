import { describe, expect, test } from 'vitest'
import type { ScenarioGroup } from '../item.js'
import { blankMaterial } from './blank.js'
import { answerProblems, askedGroups, materialsFor, namesOfAnswers } from './scenarios.js'

const group = (id: string, options: readonly (readonly [id: string, ...materials: string[]])[], askedWhen: string[] = []) => ({
  id,
  question: `${id}?`,
  options: options.map(([option, ...materials]) => ({ id: option, name: option.toUpperCase(), materials })),
  askedWhen,
})

/** A loan's kind; only for a bank's, how many times; and whether somebody else comes. */
const scenarioGroups: readonly ScenarioGroup[] = [
  group('loan', [['fund'], ['bank', 'contract']]),
  group(
    'times',
    [
      ['first', 'deed'],
      ['second', 'earlier', 'contract'],
    ],
    ['bank'],
  ),
  group('who', [['self'], ['proxy', 'mandate']]),
  group('kin', [['relative', 'kinship'], ['stranger']], ['proxy', 'first']),
]
const materials = ['id-card', 'contract', 'deed', 'earlier', 'mandate', 'kinship'].map((id) => blankMaterial(id, id))
const item = { scenarioGroups, materials }

const questions = (...answers: string[]) => askedGroups(item, answers).map(({ id }) => id)
const papers = (...answers: string[]) => materialsFor(item, answers).map(({ id }) => id)
const problems = (...answers: string[]) => {
  const found = answerProblems(item, answers)
  if (found === null) return null
  const ids = (groups: readonly ScenarioGroup[]) => groups.map(({ id }) => id).join(' ')
  return { unanswered: ids(found.unanswered), twice: ids(found.twice), unexpected: found.unexpected.join(' ') }
}

describe('the questions of an item', () => {
  test('are put in their order, those that hang on an answer only after it', () => {
    expect(questions()).toEqual(['loan', 'who'])
    expect(questions('bank')).toEqual(['loan', 'times', 'who'])
    expect(questions('fund', 'proxy')).toEqual(['loan', 'who', 'kin'])
  })

  test('are not opened by an answer to a question that is no longer put', () => {
    expect(questions('fund', 'first')).toEqual(['loan', 'who'])
  })

  test('each have exactly one answer', () => {
    expect(problems('fund', 'self')).toBeNull()
    expect(problems('bank', 'second', 'proxy', 'stranger')).toBeNull()
    expect(problems('bank', 'self')).toEqual({ unanswered: 'times', twice: '', unexpected: '' })
    expect(problems('fund', 'bank', 'first', 'relative', 'self')).toEqual({ unanswered: '', twice: 'loan', unexpected: '' })
    expect(problems('fund', 'fund', 'self')).toEqual({ unanswered: '', twice: 'loan', unexpected: '' })
    expect(problems('fund', 'self', 'first', 'nothing')).toEqual({ unanswered: '', twice: '', unexpected: 'first nothing' })
  })

  test('need no answer where there are none', () => {
    expect(answerProblems({ scenarioGroups: [] }, [])).toBeNull()
  })
})

describe('the papers asked for', () => {
  test('are those the answers name together, and those no answer names', () => {
    expect(papers('fund', 'self')).toEqual(['id-card'])
    expect(papers('bank', 'second', 'proxy', 'relative')).toEqual(['id-card', 'contract', 'earlier', 'mandate', 'kinship'])
  })

  test('do not count an answer to a question that is not put', () => {
    expect(papers('fund', 'first', 'self')).toEqual(['id-card'])
  })

  test('are all of them where nothing is asked', () => {
    expect(materialsFor({ scenarioGroups: [], materials }, [])).toEqual(materials)
  })
})

test('the scenario is named by its answers, in the order of their questions', () => {
  expect(namesOfAnswers(item, ['proxy', 'first', 'bank'])).toEqual(['BANK', 'FIRST', 'PROXY'])
})
