import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { caseScope } from '../../site/rights/case-scope.js'
import { rightsOfRequest } from '../lock.js'
import { APPLICATION } from '../../site/intake/application.js'
import { type Registered, registerCase, registerInstantly } from '../../site/intake/register.js'
import { notePersonSearch } from '../../site/audit/views.js'
import { type CaseQuery, countCases, findByNumber, listCases } from '../../site/query/cases.js'
import { actingOf } from '../acting.js'
import { pageOfCase } from '../audit/views.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { fields } from '../schemas/bodies.js'
import { CASE_COUNTS, CASE_LIST, CASE_PAGE, CASES_FOUND, RECEIPT, STAGE } from '../schemas/case.js'
import { DATE, HEX_ID, ID, LIMIT, oneOf, orNull, record } from '../schemas/common.js'
import { findByPerson } from '../../site/find/by-person.js'
import type { Site } from '../../site/site.js'

const tags = ['cases']
const asked = { requestId: HEX_ID, draft: Type.Optional(HEX_ID), application: APPLICATION }
const REGISTER = record(asked)
const { proof: _, ...delivery } = fields.delivered
const INSTANT = record({ ...asked, decision: record({ ...fields.decided, delivery: orNull(record(delivery)) }) })

/** How lists of cases are filtered. */
export const CASE_FILTER = {
  stage: Type.Optional(Type.Array(STAGE, { maxItems: 10 })),
  item: Type.Optional(ID),
  place: Type.Optional(ID),
  under: Type.Optional(ID),
  custody: Type.Optional(oneOf('here', 'elsewhere')),
  dueBefore: Type.Optional(DATE),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  onlyHere: Type.Optional(Type.Boolean()),
  disputed: Type.Optional(Type.Boolean()),
}
const FILTER = record(CASE_FILTER)
/** In the body, so that no number or name stands in an address, a history or a log. */
const SOUGHT = Type.Union([
  record({ identity: Type.String({ minLength: 4, maxLength: 40 }) }),
  record({ name: Type.String({ minLength: 1, maxLength: 100 }) }),
])
const PAGE = record({ ...CASE_FILTER, limit: Type.Optional(LIMIT), cursor: Type.Optional(Type.String({ maxLength: 100 })) })

/** 办件: registered here, listed, and one with all that is known of it. */
export const caseRoutes: Routes = (app, site) => {
  registering(app, site)
  listing(app, site)

  app.get(
    '/api/cases/:case',
    {
      config: { action: 'case.read' },
      schema: { tags, summary: '办件详情 one case', params: record({ case: HEX_ID }), response: { 200: CASE_PAGE } },
    },
    (request) => pageOfCase(site, request.params.case, actingOf(request, site)),
  )
}

function registering(app: App, site: Site): void {
  const response = { 200: RECEIPT, 201: RECEIPT }

  app.post(
    '/api/cases',
    { config: { action: 'case.register' }, schema: { tags, summary: '登记 register', body: REGISTER, response } },
    async (request, reply) => {
      const { draft = null, ...rest } = request.body
      const receipt = receiptOf(await registerCase(site, { ...rest, draft, acting: actingOf(request, site) }))
      return reply.code(receipt.repeated ? 200 : 201).send(receipt)
    },
  )

  app.post(
    '/api/cases/instant',
    { config: { action: 'case.handle-instantly' }, schema: { tags, summary: '即办 handle instantly', body: INSTANT, response } },
    async (request, reply) => {
      const { draft = null, decision, ...rest } = request.body
      const receipt = receiptOf(await registerInstantly(site, { ...rest, draft, acting: actingOf(request, site) }, decision))
      return reply.code(receipt.repeated ? 200 : 201).send(receipt)
    },
  )
}

function receiptOf(outcome: Registered) {
  return answered(outcome).receipt
}

function listing(app: App, site: Site): void {
  const scopeOf = (request: FastifyRequest) => caseScope(site, rightsOfRequest(request, site), 'case.list')

  app.get(
    '/api/cases',
    {
      config: { action: 'case.list' },
      schema: { tags, summary: '办件列表 list', querystring: PAGE, response: { 200: CASE_LIST } },
    },
    (request) => {
      actingOf(request, site)
      const { limit = 50, cursor, ...query } = request.query
      const scope = scopeOf(request)
      return answered(listCases(site, { ...caseQueryOf(query), scope, limit, ...(cursor !== undefined && { cursor }) }))
    },
  )

  app.get(
    '/api/cases/counts',
    {
      config: { action: 'case.list' },
      schema: { tags, summary: '按状态统计 counts by stage', querystring: FILTER, response: { 200: CASE_COUNTS } },
    },
    (request) => {
      actingOf(request, site)
      return countCases(site, { ...caseQueryOf(request.query), scope: scopeOf(request) })
    },
  )

  app.get(
    '/api/cases/by-number/:number',
    {
      config: { action: 'case.list' },
      schema: {
        tags,
        summary: '按编号查 find by number',
        params: record({ number: Type.String({ maxLength: 100 }) }),
        response: { 200: CASES_FOUND },
      },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, cases: answered(findByNumber(site, request.params.number, scopeOf(request))) }
    },
  )

  app.post(
    '/api/cases/by-person',
    {
      config: { action: 'case.list' },
      schema: { tags, summary: '按证件号码或姓名查 find by person', body: SOUGHT, response: { 200: CASES_FOUND } },
    },
    async (request) => {
      const acting = actingOf(request, site)
      const cases = [...(await findByPerson(site, request.body, scopeOf(request)))]
      await notePersonSearch(site, acting, 'identity' in request.body ? 'identity' : 'name', cases.length)
      return { asOfMs: site.clock.now().estimateMs, cases }
    },
  )
}

/** A query as lists read it. */
export function caseQueryOf({
  stage,
  ...rest
}: Omit<CaseQuery, 'limit' | 'cursor' | 'stages'> & { readonly stage?: CaseQuery['stages'] }) {
  return { ...rest, ...(stage !== undefined && { stages: stage }) }
}
