import { Type } from 'typebox'
import { SHARED_ANSWERS } from '../../site/intake/application.js'
import { registerBatch } from '../../site/intake/batch.js'
import { fieldWords } from '../../wire/field-problems.js'
import { actingOf } from '../acting.js'
import { languageOf } from '../language.js'
import type { Routes } from '../plugin.js'
import { RECEIPT } from '../schemas/case.js'
import { FAULT_CODE, FIELD_ERROR, HEX_ID, list, record } from '../schemas/common.js'

/** An afternoon's grid; larger ones are sent in parts. */
const MAX_ROWS = 200

const BATCH = record({
  requestId: HEX_ID,
  draft: Type.Optional(HEX_ID),
  shared: SHARED_ANSWERS,
  rows: list(record({ key: Type.String({ minLength: 1, maxLength: 64 }), content: Type.Unknown() }), { maxItems: MAX_ROWS }),
})

const ROW_RESULT = Type.Union([
  record({ key: Type.String(), kind: Type.Literal('registered'), receipt: RECEIPT }),
  record({
    key: Type.String(),
    kind: Type.Literal('refused'),
    code: FAULT_CODE,
    detail: Type.String(),
    errors: list(FIELD_ERROR),
  }),
])

/** 集中办理: each row a case of its own; a bad one holds back only itself, and sending again repeats none. */
export const batchRoutes: Routes = (app, site) => {
  app.post(
    '/api/batches',
    {
      config: { action: 'case.register' },
      schema: {
        tags: ['batches'],
        summary: '批量登记 register a batch',
        body: BATCH,
        response: { 200: record({ rows: list(ROW_RESULT) }) },
      },
    },
    async (request) => {
      const { draft = null, ...rest } = request.body
      const language = languageOf(request.headers['accept-language'])
      const results = await registerBatch(site, { ...rest, draft, acting: actingOf(request, site) })
      const rows = results.map(({ key, result }) => {
        if (result.kind === 'registered') return { key, kind: result.kind, receipt: result.receipt }
        const errors = result.problems.map((problem) => ({ ...problem, message: fieldWords(problem, language) }))
        return { key, kind: result.kind, code: result.code, detail: result.detail, errors }
      })
      return { rows }
    },
  )
}
