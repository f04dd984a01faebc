import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { giveViewReason, noteView, seesUnmasked, VIEW_REASONS } from '../../site/audit/views.js'
import { readCase } from '../../site/query/case-page.js'
import type { Acting } from '../../site/act.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { CASE_PAGE } from '../schemas/case.js'
import { HEX_ID, oneOf, record } from '../schemas/common.js'

const REASON = record({
  reason: oneOf(...VIEW_REASONS),
  reference: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
})

/** 查看: whoever handles a case needs no reason to see it as it is; everybody else gives one, which is recorded. */
export const viewRoutes: Routes = (app, site) => {
  app.post(
    '/api/cases/:case/unmask',
    {
      config: { action: 'case.unmask' },
      schema: {
        tags: ['cases'],
        summary: '说明理由查看 see a case as it is, with a reason',
        params: record({ case: HEX_ID }),
        body: REASON,
        response: { 200: CASE_PAGE },
      },
    },
    async (request) => {
      const acting = actingOf(request, site)
      const { reason, reference = null } = request.body
      const refusal = await giveViewReason(site, request.params.case, acting, { reason, reference })
      if (refusal !== null) throw new Fault(refusal.code, refusal.detail)
      return answered(readCase(site, request.params.case, acting))
    },
  )
}

/** The page of a case; that it was seen unmasked is recorded before it is answered. */
export async function pageOfCase(site: Site, caseId: string, acting: Acting) {
  const page = answered(readCase(site, caseId, acting))
  if (!page.masked) await noteView(site, caseId, acting, null)
  return page
}

/** Papers are as they are: only for whom the case is not masked; that one was opened is recorded first. */
export async function notePaper(site: Site, caseId: string, acting: Acting, hash: string): Promise<void> {
  if (!seesUnmasked(site, caseId, acting)) throw new Fault('case/masked', caseId)
  await noteView(site, caseId, acting, hash)
}
