import { caseScope } from '../../site/rights/case-scope.js'
import { readyAt } from '../../site/worklist/outlet.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { AGE, COUNT, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, PAPER, record } from '../schemas/common.js'
import { Type } from 'typebox'

const DUE = record({ material: ID, name: Type.String(), originals: COUNT, copies: COUNT, paper: orNull(PAPER) })

const READY_LINE = record({
  caseId: HEX_ID,
  number: Type.String(),
  itemName: Type.String(),
  result: oneOf('granted', 'denied'),
  decidedMs: MS,
  certificateAt: orNull(NAMED),
  age: AGE,
  due: list(DUE),
})
export const READY = record({ asOfMs: MS, cases: list(READY_LINE) })

/** 统一出件: results that wait at the acting place for whoever they belong to. */
export const outletRoutes: Routes = (app, site) => {
  app.get(
    '/api/outlet',
    {
      config: { action: 'case.list' },
      schema: { tags: ['tasks'], summary: '待出件 results to hand out at the place', response: { 200: READY } },
    },
    (request) => {
      const { place } = actingOf(request, site)
      const scope = caseScope(site, rightsOfRequest(request, site), 'case.list')
      return { asOfMs: site.clock.now().estimateMs, cases: readyAt(site, place, scope) }
    },
  )
}
