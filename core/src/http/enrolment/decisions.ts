import { approveCode, refuseCode } from '../../site/enrolment/codes.js'
import { revocationAhead, revokeSite } from '../../site/enrolment/revoke.js'
import { placeNamed, siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import type { EnrolmentCode } from '../../store/doors/enrolments.js'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { actingOf } from '../acting.js'
import type { App } from '../plugin.js'
import { answered } from '../refuse.js'
import { ID, record } from '../schemas/common.js'
import { CODE_LINE, REASON, REVOCATION_AHEAD, REVOKED } from './schemas.js'

const tags = ['enrolments']
const ofCode = record({ enrolment: ID })
const ofSite = record({ site: ID })

/** 批准、拒绝、吊销: what an administrator decides about machines. */
export function addDecisionRoutes(app: App, site: Site, codeLine: (code: EnrolmentCode) => Static<typeof CODE_LINE>): void {
  addCodeDecisions(app, site, codeLine)
  addRevocation(app, site)
}

function addCodeDecisions(app: App, site: Site, codeLine: (code: EnrolmentCode) => Static<typeof CODE_LINE>): void {
  app.post(
    '/api/enrolments/:enrolment/approval',
    {
      config: { action: 'enrolment.approve' },
      schema: { tags, summary: '批准入网 approve', params: ofCode, body: record({}), response: { 200: CODE_LINE } },
    },
    async (request) => {
      const { person } = actingOf(request, site)
      return codeLine(answered(await approveCode(site, request.params.enrolment, person)))
    },
  )

  app.post(
    '/api/enrolments/:enrolment/refusal',
    {
      config: { action: 'enrolment.approve' },
      schema: {
        tags,
        summary: '拒绝入网、作废入网码 refuse, or end a code',
        params: ofCode,
        body: record({ reason: REASON }),
        response: { 200: CODE_LINE },
      },
    },
    async (request) => {
      const { person } = actingOf(request, site)
      return codeLine(answered(await refuseCode(site, request.params.enrolment, person, request.body.reason)))
    },
  )
}

function addRevocation(app: App, site: Site): void {
  app.get(
    '/api/sites/:site/revocation',
    {
      config: { action: 'site.revoke' },
      schema: { tags, summary: '吊销会做什么 what cutting off would do', params: ofSite, response: { 200: REVOCATION_AHEAD } },
    },
    (request) => {
      actingOf(request, site)
      const { cases, places, waiting } = answered(revocationAhead(site, request.params.site))
      const named = places.map((place) => placeNamed(site, place))
      return { site: siteNamed(site, request.params.site), cases, places: named, waiting }
    },
  )

  app.post(
    '/api/sites/:site/revocation',
    {
      config: { action: 'site.revoke' },
      schema: {
        tags,
        summary: '吊销节点 cut a site off',
        params: ofSite,
        body: record({ reason: Type.Optional(REASON) }),
        response: { 200: REVOKED },
      },
    },
    async (request) => {
      const { person } = actingOf(request, site)
      const { reason = null } = request.body
      const { seized, refused } = answered(await revokeSite(site, request.params.site, person, reason))
      return { seized, refused: refused.map(({ code, detail }) => ({ code, detail })) }
    },
  )
}
