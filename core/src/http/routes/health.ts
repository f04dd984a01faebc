import { Type } from 'typebox'
import { maintenanceOf } from '../../site/maintenance.js'
import type { Routes } from '../plugin.js'
import { FAULT_CODE, list, oneOf, record } from '../schemas/common.js'

const HEALTH = record({
  status: oneOf('ok', 'degraded'),
  site: Type.String(),
  store: oneOf('ok', 'full', 'failed'),
  maintenance: Type.Boolean(),
})
const READY = record({ ready: Type.Boolean(), reasons: list(record({ code: FAULT_CODE, detail: Type.String() })) })

const config = { action: 'public', polled: true } as const

/** For watchers of the program: alive, and ready to serve. They need no acting person. */
export const healthRoutes: Routes = (app, site, doors) => {
  app.get('/healthz', { config, schema: { tags: ['health'], summary: '是否在运行 alive', response: { 200: HEALTH } } }, () => {
    const store = site.store.health
    return {
      status: store === 'ok' ? ('ok' as const) : ('degraded' as const),
      site: site.id,
      store,
      maintenance: maintenanceOf(site) !== null,
    }
  })

  app.get(
    '/readyz',
    { config, schema: { tags: ['health'], summary: '是否可服务 ready', response: { 200: READY, 503: READY } } },
    async (_request, reply) => {
      const reasons = doors.notReady()
      return reply.code(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons })
    },
  )
}
