import { Type } from 'typebox'
import { saidNewer, setAsideSaidNewer } from '../../site/catalogue/recover.js'
import { siteNamed } from '../../site/query/names.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { COUNT, ID, list, NAMED, record } from '../schemas/common.js'

const tags = ['catalogue']
const SAID = record({ list: ID, site: ID, number: COUNT })
const LINE = record({ list: ID, site: NAMED, number: COUNT })

/** 本级清单取回: who says to hold a newer edition of this site's own lists, and the way on when that is not so. */
export const saidNewerRoutes: Routes = (app, site) => {
  app.get(
    '/api/catalogue/said-newer',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '哪些节点称有本级更新的版次 sites that say they hold a newer edition of this publisher’s lists',
        response: { 200: record({ lines: list(LINE) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { lines: saidNewer(site).map((one) => ({ ...one, site: siteNamed(site, one.site) })) }
    },
  )

  app.post(
    '/api/catalogue/said-newer/set-aside',
    {
      config: { action: 'site.maintain' },
      schema: {
        tags,
        summary: '确认该版次从未发布,恢复发布(说明理由、留痕) answer for it that this edition was never published',
        body: record({ ...SAID.properties, reason: Type.String({ minLength: 2, maxLength: 500 }) }),
        response: { 200: SAID },
      },
    },
    async (request) => {
      const acting = actingOf(request, site)
      const { reason, ...said } = request.body
      return answered(await site.commit(() => setAsideSaidNewer(site, said, acting, reason)))
    },
  )
}
