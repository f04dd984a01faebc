import { type Static, Type } from 'typebox'
import { actionOf, CASE_ACTS } from '../../domain/rights/actions.js'
import type { PaperRef } from '../../domain/values.js'
import { type ActOutcome, actOnCase, type CounterAct } from '../../site/act.js'
import { type AskOutcome, askForSeizure } from '../../site/ask-seizure.js'
import { caseLine, type CaseLine } from '../../site/query/cases.js'
import { siteNamed } from '../../site/query/names.js'
import { findRequest, listSeizureAsks, seizureAskLine } from '../../site/query/traffic.js'
import type { Site } from '../../site/site.js'
import { Fault } from '../../domain/fault.js'
import { problemOf } from '../../wire/field-problems.js'
import { actingOf } from '../acting.js'
import type { ChosenAction } from '../lock.js'
import type { App, Routes } from '../plugin.js'
import { answered, InputFault } from '../refuse.js'
import { ACT_REQUEST, SEIZURE_ASK } from '../schemas/act.js'
import { CASE_LINE } from '../schemas/case.js'
import { HEX_ID, list, NAMED, record } from '../schemas/common.js'
import { REQUEST, SEIZURE_ASK_LINE } from '../schemas/traffic.js'

const tags = ['acts']
const params = record({ case: HEX_ID })
/** Carried out here. */
const DONE = record({ kind: Type.Literal('done'), repeated: Type.Boolean(), case: CASE_LINE })
/** Kept, and on its way to the site that holds the case; the outcome comes back in the case's history. */
const REQUESTED = record({ kind: Type.Literal('requested'), requestId: HEX_ID, custodian: NAMED })

/** Each act has a right of its own. */
const ACT: ChosenAction = {
  among: CASE_ACTS.map(actionOf),
  of: ({ body }) => [actionOf((body as Static<typeof ACT_REQUEST>).act.act)],
}

/** Acting on a case: at once where this site holds it, else by a request. */
export const actRoutes: Routes = (app, site) => {
  app.post(
    '/api/cases/:case/acts',
    {
      config: { action: ACT },
      schema: { tags, summary: '办理操作 act', params, body: ACT_REQUEST, response: { 200: DONE, 202: REQUESTED } },
    },
    async (request, reply) => {
      const { requestId, act: given } = request.body
      const act: CounterAct = given.act === 'give-task' ? { ...given, task: requestId } : given
      refuseWrongSizes(site, act)
      const acting = actingOf(request, site)
      const outcome: ActOutcome = await actOnCase(site, { caseId: request.params.case, act, acting, requestId })
      const done = answered(outcome)
      if (done.kind === 'requested')
        return reply.code(202).send({ kind: 'requested', requestId, custodian: siteNamed(site, done.custodian) })
      return reply.code(200).send({ kind: 'done', repeated: done.repeated, case: lineOf(site, done.state.caseId) })
    },
  )

  app.get(
    '/api/requests/:request',
    {
      config: { action: 'case.read' },
      schema: { tags, summary: '请求进展 one request', params: record({ request: HEX_ID }), response: { 200: REQUEST } },
    },
    (request) => {
      actingOf(request, site)
      const found = findRequest(site, request.params.request)
      if (found === null) throw new Fault('case/unknown', request.params.request)
      return found
    },
  )
  seizureRoutes(app, site)
}

/** 接管 by way of the county: the city asks the one above the site. */
function seizureRoutes(app: App, site: Site): void {
  app.post(
    '/api/cases/:case/seizure-asks',
    {
      config: { action: 'seizure.ask' },
      schema: {
        tags,
        summary: '请县级接管 ask a county to seize',
        params,
        body: SEIZURE_ASK,
        response: { 202: SEIZURE_ASK_LINE },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, caseId: request.params.case, acting: actingOf(request, site) }
      const { ask } = answered<AskOutcome>(await askForSeizure(site, command))
      return reply.code(202).send(seizureAskLine(site, ask))
    },
  )

  app.get(
    '/api/cases/:case/seizure-asks',
    {
      config: { action: 'seizure.read' },
      schema: {
        tags,
        summary: '接管请求进展 what was asked',
        params,
        response: { 200: record({ asks: list(SEIZURE_ASK_LINE) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { asks: listSeizureAsks(site, request.params.case) }
    },
  )
}

/** A paper is named as its upload answered; under another size, sites that want it would wait for ever. */
function refuseWrongSizes(site: Site, act: CounterAct): void {
  for (const { hash, sizeBytes } of papersIn(act)) {
    const held = site.store.papers.sizeOf(hash)
    if (held === null) throw new Fault('paper/not-held', hash)
    if (held !== sizeBytes) throw new InputFault('input/invalid', `size of ${hash}`, [problemOf('/act', 'other', String(held))])
  }
}

function papersIn(value: unknown): PaperRef[] {
  if (typeof value !== 'object' || value === null) return []
  return 'hash' in value && 'sizeBytes' in value ? [value as PaperRef] : Object.values(value).flatMap(papersIn)
}

function lineOf(site: Site, caseId: string): CaseLine {
  const view = site.store.caseList.get(caseId)
  if (view === null) throw new Error(`case ${caseId} has no view`)
  return caseLine(site, view)
}
