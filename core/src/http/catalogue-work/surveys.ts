import { Type } from 'typebox'
import { answerSurvey, closeSurvey, listSurveys, openSurvey, readSurvey } from '../../site/claiming/surveys.js'
import { statedActing } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { DATE, HEX_ID, ID, list, record } from '../schemas/common.js'
import { SURVEY, SURVEY_LINE, SURVEY_PAGE } from './claim-schemas.js'
import { TITLE } from './schemas.js'

const tags = ['surveys']
const params = record({ survey: HEX_ID })
const OPEN = record({ title: TITLE, due: DATE, organs: list(ID, { maxItems: 500 }) })
const ANSWER = record({ organ: ID, none: Type.Boolean(), lines: list(SURVEY_LINE, { maxItems: 500 }) })

/** 普查: a round with a day; "none" is an answer, missing is not. */
export const surveyRoutes: Routes = (app, site) => {
  app.get(
    '/api/surveys',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '普查列表 rounds', response: { 200: record({ surveys: list(SURVEY) }) } },
    },
    (request) => ({ surveys: answered(listSurveys(site, statedActing(request, site))) }),
  )

  app.post(
    '/api/surveys',
    { config: { action: 'work.publish' }, schema: { tags, summary: '发起普查 open', body: OPEN, response: { 201: SURVEY } } },
    async (request, reply) => {
      const { survey } = answered(await openSurvey(site, statedActing(request, site), request.body))
      return reply.code(201).send(survey)
    },
  )

  app.get(
    '/api/surveys/:survey',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '普查情况与导出 status and rows', params, response: { 200: SURVEY_PAGE } },
    },
    (request) => answered(readSurvey(site, statedActing(request, site), request.params.survey)),
  )

  app.put(
    '/api/surveys/:survey/answers',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '填报 answer', params, body: ANSWER, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      answered(await answerSurvey(site, statedActing(request, site), { survey: request.params.survey, ...request.body }))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/surveys/:survey/close',
    { config: { action: 'work.publish' }, schema: { tags, summary: '结束普查 close', params, response: { 200: SURVEY } } },
    async (request) => answered(await closeSurvey(site, statedActing(request, site), request.params.survey)).survey,
  )
}
