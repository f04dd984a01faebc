import { Type } from 'typebox'
import { maintenanceOf, setMaintenance, undrained } from '../../site/maintenance.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { COUNT, MS, orNull, record } from '../schemas/common.js'

const tags = ['maintenance']
const STATE = record({
  maintenance: orNull(record({ sinceMs: MS, by: Type.String(), reason: Type.String() })),
  /** Messages no neighbour has acknowledged yet. */
  undrained: COUNT,
})
const WANTED = record({ reason: orNull(Type.String({ minLength: 1, maxLength: 200 })) })

/** 维护: taking a site out of work before somebody works on it; `reason` null puts it back in. */
export const maintenanceRoutes: Routes = (app, site) => {
  app.get(
    '/api/maintenance',
    { config: { action: 'site.read' }, schema: { tags, summary: '维护状态 state', response: { 200: STATE } } },
    (request) => {
      actingOf(request, site)
      return stateOf(site)
    },
  )

  app.post(
    '/api/maintenance',
    {
      config: { action: 'site.maintain' },
      schema: { tags, summary: '进入或结束维护 enter or leave', body: WANTED, response: { 200: STATE } },
    },
    async (request) => {
      const { person: by } = actingOf(request, site)
      const { reason } = request.body
      await setMaintenance(site, { by, reason })
      return stateOf(site)
    },
  )
}

function stateOf(site: Site) {
  return { maintenance: maintenanceOf(site), undrained: undrained(site) }
}
