import { Type } from 'typebox'
import { noteScan } from '../../site/audit/views.js'
import { readScan } from '../../site/documents/scan.js'
import { caseScope } from '../../site/rights/case-scope.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { PUBLIC_CASE } from '../public/query.js'
import { CASE_LINE } from '../schemas/case.js'
import { COUNT, FAULT_CODE, list, MS, orNull, record } from '../schemas/common.js'

const SAID = record({
  number: Type.String(),
  registeredMs: MS,
  item: record({ id: Type.String(), version: COUNT, name: orNull(Type.String()), offered: Type.Boolean() }),
  papers: list(record({ name: Type.String(), originals: COUNT, copies: COUNT, scan: Type.Boolean() })),
})
export const SCANNED = record({
  asOfMs: MS,
  number: Type.String(),
  receipt: orNull(SAID),
  cases: list(CASE_LINE),
  shown: orNull(PUBLIC_CASE),
  absent: orNull(FAULT_CODE),
  bag: orNull(Type.String()),
})

/** 扫码查询: in a body, because a receipt's code opens what the public is told of a case. */
export const scanRoutes: Routes = (app, site) => {
  app.post(
    '/api/scans',
    {
      config: { action: 'case.list' },
      schema: {
        tags: ['cases'],
        summary: '扫码查办件 what a scanned receipt or number leads to',
        body: record({ text: Type.String({ minLength: 1, maxLength: 2_000 }) }),
        response: { 200: SCANNED },
      },
    },
    async (request) => {
      const acting = actingOf(request, site)
      const found = readScan(site, request.body.text, caseScope(site, rightsOfRequest(request, site), 'case.list'))
      if (found.shown !== null) await noteScan(site, acting, found.number)
      return found
    },
  )
}
