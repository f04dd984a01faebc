import { Type } from 'typebox'
import { listReceipts, reserveReceipts, voidReceipt } from '../../site/registers/paper-receipts.js'
import { VOID_REASONS } from '../../store/registers/reserved-numbers.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { HEX_ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['paper receipts']
const REASON = oneOf(...VOID_REASONS)
/** A drawer full; more are printed when these are used. */
const MOST_AT_ONCE = 100

const PAPER_RECEIPT = record({
  number: Type.String(),
  caseId: HEX_ID,
  reservedMs: MS,
  usedMs: orNull(MS),
  by: NAMED,
  state: oneOf('free', 'used', 'void'),
  reason: orNull(REASON),
  queryCode: orNull(Type.String()),
})
export const PAPER_RECEIPTS = record({ asOfMs: MS, receipts: list(PAPER_RECEIPT) })

/** 预留凭证: numbered papers for hours without electricity; what is entered later bears their number. */
export const paperReceiptRoutes: Routes = (app, site) => {
  const config = { action: 'case.register' } as const

  app.get(
    '/api/paper-receipts',
    { config, schema: { tags, summary: '本站预留凭证 numbered papers of the place', response: { 200: PAPER_RECEIPTS } } },
    (request) => ({
      asOfMs: site.clock.now().estimateMs,
      receipts: [...answered(listReceipts(site, actingOf(request, site)))],
    }),
  )

  app.post(
    '/api/paper-receipts',
    {
      config,
      schema: {
        tags,
        summary: '预留编号 reserve numbers',
        body: record({ count: Type.Integer({ minimum: 1, maximum: MOST_AT_ONCE }) }),
        response: { 201: record({ receipts: list(PAPER_RECEIPT) }) },
      },
    },
    async (request, reply) => {
      const receipts = answered(await reserveReceipts(site, actingOf(request, site), request.body.count))
      return reply.code(201).send({ receipts: [...receipts] })
    },
  )

  app.post(
    '/api/paper-receipts/:number/void',
    {
      config,
      schema: {
        tags,
        summary: '作废 a spoiled or lost paper',
        params: record({ number: Type.String({ maxLength: 100 }) }),
        body: record({ reason: REASON }),
        response: { 200: PAPER_RECEIPT },
      },
    },
    async (request) => answered(await voidReceipt(site, actingOf(request, site), request.params.number, request.body.reason)),
  )
}
