import { Type } from 'typebox'
import { applyReturns, matchReturns } from '../../site/outside-returns/returns.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { fields } from '../schemas/bodies.js'
import { COUNT, DATE, FAULT_CODE, HEX_ID, ID, list, oneOf, orNull, record, TEXT } from '../schemas/common.js'

const tags = ['tasks']
/** Five thousand rows are near 400 KB. */
const MAX_FILE_BYTES = 4 * 1024 * 1024
const MOST_ROWS = 5_000

const { state } = fields.external
export const RETURN_ROW = record({
  row: COUNT,
  number: Type.String(),
  externalNumber: Type.String(),
  said: Type.String(),
  state: orNull(state),
  date: orNull(DATE),
  match: orNull(
    record({
      caseId: HEX_ID,
      number: Type.String(),
      itemName: Type.String(),
      step: ID,
      stepName: Type.String(),
      system: Type.String(),
    }),
  ),
  problem: orNull(FAULT_CODE),
})
export const RETURNS = record({ rows: list(RETURN_ROW) })
export const APPLIED = record({
  rows: list(
    record({
      row: COUNT,
      number: Type.String(),
      outcome: oneOf('done', 'requested', 'refused'),
      code: orNull(FAULT_CODE),
      detail: Type.String(),
    }),
  ),
})
const TO_APPLY = record({
  row: COUNT,
  caseId: HEX_ID,
  step: ID,
  system: TEXT,
  externalNumber: orNull(TEXT),
  state,
  date: orNull(DATE),
})

/** 外部返回清单: another system's list is first only looked at, then noted row by row. */
export const returnRoutes: Routes = (app, site) => {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    matching(scope as App, site)
  })

  app.post(
    '/api/outside/returns/apply',
    {
      config: { action: 'case.note-external' },
      bodyLimit: MAX_FILE_BYTES,
      schema: {
        tags,
        summary: '登记返回结果 note what was returned',
        body: record({ requestId: HEX_ID, rows: Type.Array(TO_APPLY, { minItems: 1, maxItems: MOST_ROWS }) }),
        response: { 200: APPLIED },
      },
    },
    async (request) => ({
      rows: await applyReturns(site, actingOf(request, site), request.body.requestId, request.body.rows),
    }),
  )
}

function matching(app: App, site: Site): void {
  app.post(
    '/api/outside/returns',
    {
      bodyLimit: MAX_FILE_BYTES,
      config: { action: 'case.note-external', tooLarge: 'input/too-large' as const, bytes: 'in' as const },
      schema: { tags, summary: '试算返回清单 match a returned list, nothing is changed', response: { 200: RETURNS } },
    },
    async (request) => {
      actingOf(request, site)
      const bytes = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array()
      return { rows: answered(await matchReturns(site, rightsOfRequest(request, site), bytes)) }
    },
  )
}
