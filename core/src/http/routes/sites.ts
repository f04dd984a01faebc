import { Fault } from '../../domain/fault.js'
import { findSite, listSites } from '../../site/query/directory.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { ID, list, record } from '../schemas/common.js'
import { SITE_LINE } from '../schemas/roster.js'

const tags = ['sites']
const params = record({ site: ID })

/** 节点: as the roster knows them. */
export const siteRoutes: Routes = (app, site) => {
  app.get(
    '/api/sites',
    {
      config: { action: 'directory.read' },
      schema: { tags, summary: '全部节点 all sites', response: { 200: record({ sites: list(SITE_LINE) }) } },
    },
    (request) => {
      actingOf(request, site)
      return { sites: listSites(site) }
    },
  )

  app.get(
    '/api/sites/:site',
    {
      config: { action: 'directory.read' },
      schema: { tags, summary: '一个节点 one site', params, response: { 200: SITE_LINE } },
    },
    (request) => {
      actingOf(request, site)
      const found = findSite(site, request.params.site)
      if (found === null) throw new Fault('site/unknown', request.params.site)
      return found
    },
  )
}
