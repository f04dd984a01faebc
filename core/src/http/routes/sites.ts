import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { settlePending } from '../../site/pending.js'
import { findSite, listSites } from '../../site/query/directory.js'
import { seizeAllOf } from '../../site/seize.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { SEIZURE } from '../schemas/act.js'
import { FAULT_CODE, HEX_ID, ID, list, record } from '../schemas/common.js'
import { SITE_LINE } from '../schemas/roster.js'

const tags = ['sites']
const params = record({ site: ID })
const SEIZED = record({ seized: list(HEX_ID), refused: list(record({ code: FAULT_CODE, detail: Type.String() })) })

/** 节点: as the roster knows them; seizing all that one of them held. */
export const siteRoutes: Routes = (app, site) => {
  app.get(
    '/api/sites',
    { schema: { tags, summary: '全部节点 all sites', response: { 200: record({ sites: list(SITE_LINE) }) } } },
    (request) => {
      actingOf(request, site)
      return { sites: listSites(site) }
    },
  )

  app.get(
    '/api/sites/:site',
    { schema: { tags, summary: '一个节点 one site', params, response: { 200: SITE_LINE } } },
    (request) => {
      actingOf(request, site)
      const found = findSite(site, request.params.site)
      if (found === null) throw new Fault('site/unknown', request.params.site)
      return found
    },
  )

  app.post(
    '/api/sites/:site/seizure',
    { schema: { tags, summary: '接管该节点的全部办件 seize all it held', params, body: SEIZURE, response: { 200: SEIZED } } },
    async (request) => {
      const { person } = actingOf(request, site)
      const from = request.params.site
      if (findSite(site, from) === null) throw new Fault('site/unknown', from)
      const outcome = await site.commit(() => {
        const seizure = seizeAllOf(site, { from, ...request.body, person })
        settlePending(site)
        return seizure
      })
      return { seized: outcome.seized, refused: outcome.refused.map(({ code, detail }) => ({ code, detail })) }
    },
  )
}
