import { Type } from 'typebox'
import { placesUnder } from '../../domain/roster-view.js'
import { maySeeCase } from '../../site/rights/case-target.js'
import { originalsAt, untoldNotices, isToRing } from '../../site/worklist/told-and-originals.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { NOTICE_LINE, ORIGINAL_LINE } from '../schemas/case.js'
import { ID, list, MS, record } from '../schemas/common.js'

/** 待告知 and 原件: what the place still has to tell, and the originals it has, has sent or is sent. */
export const toldAndOriginalRoutes: Routes = (app, site) => {
  app.get(
    '/api/notices',
    {
      config: { action: 'case.list' },
      schema: {
        tags: ['tasks'],
        summary: '待告知 notices to tell',
        querystring: record({ toRing: Type.Optional(Type.Boolean()) }),
        response: { 200: record({ asOfMs: MS, notices: list(NOTICE_LINE) }) },
      },
    },
    (request) => {
      const { place } = actingOf(request, site)
      const asOfMs = site.clock.now().estimateMs
      if (request.query.toRing !== true) return { asOfMs, notices: untoldNotices(site, [place]) }
      const rights = rightsOfRequest(request, site)
      const below = untoldNotices(site, placesUnder(site.roster, place).slice(1)).filter(isToRing)
      return { asOfMs, notices: below.filter(({ caseId }) => maySeeCase(site, rights, caseId)) }
    },
  )

  app.get(
    '/api/originals',
    {
      config: { action: 'case.list' },
      schema: {
        tags: ['tasks'],
        summary: '原件与交接单 originals and bags',
        querystring: record({ bag: Type.Optional(ID) }),
        response: { 200: record({ asOfMs: MS, originals: list(ORIGINAL_LINE) }) },
      },
    },
    (request) => ({
      asOfMs: site.clock.now().estimateMs,
      originals: originalsAt(site, actingOf(request, site).place, request.query.bag ?? null),
    }),
  )
}
