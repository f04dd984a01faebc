import { Type } from 'typebox'
import { listFlags } from '../../site/rights/flag-list.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { COUNT, HEX_ID, LIMIT, list, MS, NAMED, record } from '../schemas/common.js'

const FLAG = record({ caseId: HEX_ID, number: Type.String(), person: NAMED, action: Type.String(), version: COUNT, atMs: MS })

/** 存疑操作: acts that stand though the right for them was gone. */
export const flagRoutes: Routes = (app, site) => {
  app.get(
    '/api/flags',
    {
      config: { action: 'flag.read' },
      schema: {
        tags: ['rights'],
        summary: '存疑操作 acts whose right was gone',
        querystring: record({ limit: Type.Optional(LIMIT) }),
        response: { 200: record({ asOfMs: MS, flags: list(FLAG) }) },
      },
    },
    (request) => {
      const flags = listFlags(site, request.query.limit ?? 50, rightsOfRequest(request, site))
      return { asOfMs: site.clock.now().estimateMs, flags }
    },
  )
}
