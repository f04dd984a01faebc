import { describe, expect, test } from 'vitest'
import { answerRefusal, type Survey, type SurveyAnswer, surveyRows, surveyStatus } from './survey.js'

const survey: Survey = {
  id: 's',
  title: '进驻事项普查',
  site: 'a',
  due: '2026-03-20',
  organs: ['one', 'two', 'three'],
  by: 'a-window',
  openedMs: 1,
  closed: false,
}
const line = { name: '婚育证明', type: '20' as const, code: null, remark: null }
const answer = (organ: string, lines: SurveyAnswer['lines']): SurveyAnswer => {
  return { survey: 's', organ, none: lines.length === 0, lines, by: 'x', atMs: 7 }
}

describe('a survey', () => {
  const answers = [answer('one', [line, { ...line, name: '生育登记' }]), answer('two', [])]

  test('tells none from missing, and missing from late', () => {
    const states = (today: string) => surveyStatus(survey, answers, today).map(({ state, items }) => [state, items])
    expect(states('2026-03-20')).toEqual([
      ['answered', 2],
      ['none', 0],
      ['missing', 0],
    ])
    expect(states('2026-03-21').at(-1)).toEqual(['late', 0])
  })

  test('is exported with a row for each item, and one for whoever has none or has not answered', () => {
    expect(surveyRows(survey, answers, '2026-03-20').map(({ organ, state, name }) => [organ, state, name])).toEqual([
      ['one', 'answered', '婚育证明'],
      ['one', 'answered', '生育登记'],
      ['two', 'none', ''],
      ['three', 'missing', ''],
    ])
  })

  test('takes an empty list only where none is meant', () => {
    expect(answerRefusal(survey, { organ: 'one', none: false, lines: [] })).toMatchObject({ code: 'input/invalid' })
    expect(answerRefusal(survey, { organ: 'one', none: true, lines: [line] })).toMatchObject({ code: 'input/invalid' })
    expect(answerRefusal(survey, { organ: 'one', none: true, lines: [] })).toBeNull()
    expect(answerRefusal(survey, { organ: 'one', none: false, lines: [line] })).toBeNull()
  })

  test('takes answers of whom it asked, until it is closed', () => {
    expect(answerRefusal(survey, { organ: 'other', none: true, lines: [] })).toMatchObject({ code: 'survey/unknown' })
    expect(answerRefusal({ ...survey, closed: true }, { organ: 'one', none: true, lines: [] })).toMatchObject({
      code: 'survey/closed',
    })
  })
})
