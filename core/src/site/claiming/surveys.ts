import {
  answerRefusal,
  type Survey,
  type SurveyAnswer,
  type SurveyRow,
  surveyRows,
  type SurveyStatus,
  surveyStatus,
} from '../../domain/catalogue/survey.js'
import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { childSites, currentOrgan } from '../../domain/roster-view.js'
import type { LocalDate, OrganId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { entitled, workerOf } from '../catalogue-work/worker.js'
import { type Named, organNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { gatewaysAsked, tell } from './notes.js'

export interface NewSurvey {
  readonly title: string
  readonly due: LocalDate
  /** Organs of this gateway and of those below it. */
  readonly organs: readonly OrganId[]
}

export type SurveyOutcome = { readonly kind: 'done'; readonly survey: Survey } | Refusal

/** 发起普查: every organ named has to answer by the day, "none" included. */
export function openSurvey(site: Site, acting: Acting, input: NewSurvey): Promise<SurveyOutcome> {
  return site.commit(() => {
    const who = entitled(site, acting, 'publish', null)
    if ('kind' in who) return who
    const unknown = input.organs.filter((organ) => currentOrgan(site.roster, organ) === null)
    if (unknown.length > 0) return refused('catalogue/unknown-organ', unknown.join(' '))
    const openedMs = site.clock.now().estimateMs
    if (input.due < localDateOf(openedMs)) return refused('work/wrong-date', input.due)
    const organs = [...new Set(input.organs)]
    const survey = { id: site.options.randomHex(16), site: site.id, by: who.person, openedMs, closed: false, ...input, organs }
    return told(site, survey)
  })
}

/** 结束普查: no answer is taken any more. */
export function closeSurvey(site: Site, acting: Acting, id: string): Promise<SurveyOutcome> {
  return site.commit(() => {
    const who = entitled(site, acting, 'publish', null)
    if ('kind' in who) return who
    const survey = site.store.catalogueWork.surveys.get(id)
    if (survey === null || survey.site !== site.id) return refused('survey/unknown', id)
    return told(site, { ...survey, closed: true })
  })
}

function told(site: Site, survey: Survey): SurveyOutcome {
  site.store.catalogueWork.surveys.put(survey)
  for (const child of gatewaysAsked(site, survey.organs, childSites(site.roster, site.id)))
    tell(site, child, { note: 'round', survey })
  return { kind: 'done', survey }
}

/** 填报: the organ's list, or that it has none; a later answer replaces the one before. */
export function answerSurvey(
  site: Site,
  acting: Acting,
  input: Omit<SurveyAnswer, 'by' | 'atMs'>,
): Promise<{ readonly kind: 'done' } | Refusal> {
  return site.commit(() => {
    const who = entitled(site, acting, 'write', input.organ)
    if ('kind' in who) return who
    const survey = site.store.catalogueWork.surveys.get(input.survey)
    if (survey === null) return refused('survey/unknown', input.survey)
    const refusal = answerRefusal(survey, input)
    if (refusal !== null) return refusal
    const answer = { ...input, by: who.person, atMs: site.clock.now().estimateMs }
    site.store.catalogueWork.surveys.putAnswer(answer)
    if (survey.site !== site.id && site.parent !== null) tell(site, site.parent, { note: 'answer', answer })
    return { kind: 'done' }
  })
}

/** A round with every organ's state. */
export interface SurveyPage {
  readonly survey: Survey
  readonly asOfMs: number
  readonly status: readonly (Omit<SurveyStatus, 'organ'> & { readonly organ: Named })[]
  /** 导出: one row for each item named, and one for each organ that has none or has not answered. */
  readonly rows: readonly (Omit<SurveyRow, 'organ'> & { readonly organ: Named })[]
}

export function readSurvey(site: Site, acting: Acting, id: string): SurveyPage | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const survey = site.store.catalogueWork.surveys.get(id)
  if (survey === null) return refused('survey/unknown', id)
  const answers = site.store.catalogueWork.surveys.answers(id)
  const asOfMs = site.clock.now().estimateMs
  const today = localDateOf(asOfMs)
  const named = <Line extends { readonly organ: OrganId }>(line: Line) => ({
    ...line,
    organ: organNamed(site, line.organ) ?? { id: line.organ, name: line.organ },
  })
  return {
    survey,
    asOfMs,
    status: surveyStatus(survey, answers, today).map(named),
    rows: surveyRows(survey, answers, today).map(named),
  }
}

/** Newest first. */
export function listSurveys(site: Site, acting: Acting): readonly Survey[] | Refusal {
  const who = workerOf(site, acting)
  return 'kind' in who ? who : site.store.catalogueWork.surveys.all()
}
