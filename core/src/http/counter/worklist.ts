import { Type } from 'typebox'
import { caseScope } from '../../site/rights/case-scope.js'
import { uncheckedOutside, worklist } from '../../site/worklist/worklist.js'
import { approvals } from '../../site/worklist/approvals.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { CASE_LINE, STAGE } from '../schemas/case.js'
import { COUNT, DATE, HEX_ID, ID, LIMIT, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['tasks']
const DAY_MS = 86_400_000

const STEP_KIND = oneOf(
  ...(['examine', 'site-survey', 'public-notice', 'village-opinion', 'appraisal', 'visit', 'joint-review'] as const),
  ...(['review', 'decide', 'certificate', 'external'] as const),
)
/** How the worklist is filtered, but for the organ, whose name in an address is the desk's where a link has no headers. */
export const WORK_FILTER = {
  stage: Type.Optional(STAGE),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  dueBefore: Type.Optional(DATE),
  step: Type.Optional(STEP_KIND),
}
const PAGE = record({
  ...WORK_FILTER,
  organ: Type.Optional(ID),
  limit: Type.Optional(LIMIT),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
})
export const WORKLIST = record({
  asOfMs: MS,
  total: COUNT,
  cases: list(record({ line: CASE_LINE, step: orNull(NAMED), organ: orNull(NAMED) })),
})

const OUTSIDE_LINE = record({
  caseId: HEX_ID,
  number: Type.String(),
  itemName: Type.String(),
  step: NAMED,
  system: Type.String(),
  externalNumber: orNull(Type.String()),
  state: oneOf('not-sent', 'sent', 'in-progress', 'returned'),
  asOfMs: MS,
})
export const OUTSIDE = record({ asOfMs: MS, steps: list(OUTSIDE_LINE) })

export const APPROVALS = record({
  asOfMs: MS,
  cases: list(record({ line: CASE_LINE, itemVersion: COUNT, returnedMs: orNull(MS) })),
  more: Type.Boolean(),
})

/** 待办: what lies in this site's hands, and what lies in other organs' systems. */
export const worklistRoutes: Routes = (app, site) => {
  app.get(
    '/api/worklist',
    {
      config: { action: 'case.list' },
      schema: { tags, summary: '待办办件 cases to finish, most urgent first', querystring: PAGE, response: { 200: WORKLIST } },
    },
    (request) => {
      actingOf(request, site)
      const { limit = 50, offset = 0, stage, ...query } = request.query
      const scope = caseScope(site, rightsOfRequest(request, site), 'case.list')
      return worklist(site, { ...query, ...(stage !== undefined && { stages: [stage] }), scope, limit, offset })
    },
  )

  app.get(
    '/api/outside',
    {
      config: { action: 'case.list' },
      schema: {
        tags,
        summary: '外部办理未核对 steps in other systems not looked at for so many days',
        querystring: record({ days: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })) }),
        response: { 200: OUTSIDE },
      },
    },
    (request) => {
      actingOf(request, site)
      const { days = 3 } = request.query
      const steps = uncheckedOutside(site, rightsOfRequest(request, site), days * DAY_MS)
      return { asOfMs: site.clock.now().estimateMs, steps }
    },
  )

  app.get(
    '/api/approvals',
    {
      config: { action: 'case.decide' },
      schema: {
        tags,
        summary: '待审批 cases that wait for this person’s decision',
        querystring: record({ limit: Type.Optional(LIMIT) }),
        response: { 200: APPROVALS },
      },
    },
    (request) => {
      const acting = actingOf(request, site)
      return answered(approvals(site, acting, rightsOfRequest(request, site), request.query.limit ?? 200))
    },
  )
}
