import { refused, type Refusal } from '../decider.js'
import type { ItemType } from '../item.js'
import type { LocalDate, OrganId, PersonId, SiteId } from '../values.js'

/** 普查: a round in which every organ names the items it can handle. */
export interface Survey {
  readonly id: string
  readonly title: string
  /** The gateway that opened it. */
  readonly site: SiteId
  readonly due: LocalDate
  readonly organs: readonly OrganId[]
  readonly by: PersonId
  readonly openedMs: number
  readonly closed: boolean
}

/** One item an organ says it can handle. */
export interface SurveyLine {
  readonly name: string
  readonly type: ItemType | null
  /** Code of whatever scheme, when the organ knows one. */
  readonly code: string | null
  readonly remark: string | null
}

/** An organ's answer. No lines and `none` set: there is nothing, which is an answer; a missing answer is none. */
export interface SurveyAnswer {
  readonly survey: string
  readonly organ: OrganId
  readonly none: boolean
  readonly lines: readonly SurveyLine[]
  readonly by: PersonId
  readonly atMs: number
}

export type SurveyState = 'answered' | 'none' | 'missing' | 'late'

/** Where one organ stands in a round. */
export interface SurveyStatus {
  readonly organ: OrganId
  readonly state: SurveyState
  readonly items: number
  readonly answeredMs: number | null
}

/** Why an answer is not taken; an empty list must be meant. */
export function answerRefusal(survey: Survey, answer: Pick<SurveyAnswer, 'organ' | 'none' | 'lines'>): Refusal | null {
  if (survey.closed) return refused('survey/closed', survey.id)
  if (!survey.organs.includes(answer.organ)) return refused('survey/unknown', `${survey.id} ${answer.organ}`)
  return answer.none === (answer.lines.length === 0) ? null : refused('input/invalid', 'none')
}

/** Every organ asked, in the order asked. */
export function surveyStatus(survey: Survey, answers: readonly SurveyAnswer[], today: LocalDate): readonly SurveyStatus[] {
  return survey.organs.map((organ) => {
    const answer = answers.find((each) => each.organ === organ)
    if (answer === undefined) return { organ, state: survey.due < today ? 'late' : 'missing', items: 0, answeredMs: null }
    return { organ, state: answer.none ? 'none' : 'answered', items: answer.lines.length, answeredMs: answer.atMs }
  })
}

/** One row for each item named, one for each organ that has none or has not answered: what is exported. */
export interface SurveyRow extends SurveyLine {
  readonly organ: OrganId
  readonly state: SurveyState
}

export function surveyRows(survey: Survey, answers: readonly SurveyAnswer[], today: LocalDate): readonly SurveyRow[] {
  return surveyStatus(survey, answers, today).flatMap(({ organ, state }): SurveyRow[] => {
    const lines = answers.find((each) => each.organ === organ)?.lines ?? []
    const blank = { name: '', type: null, code: null, remark: null }
    return lines.length === 0 ? [{ organ, state, ...blank }] : lines.map((line) => ({ organ, state, ...line }))
  })
}
