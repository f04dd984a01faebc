import { Type } from 'typebox'
import { openBatch, openDelegation, openTransfer, tryBatch } from '../../site/catalogue-work/bundles.js'
import { delegationListOf, delegationRegister } from '../../site/catalogue-work/delegation-list.js'
import { speedUpBetween } from '../../site/catalogue-work/speed-ups.js'
import type { Site } from '../../site/site.js'
import type { FieldProblem } from '../../wire/field-problems.js'
import { problemOf } from '../../wire/field-problems.js'
import { statedActing } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered, InputFault } from '../refuse.js'
import { DATE, ID, list, oneOf, record } from '../schemas/common.js'
import {
  BATCH_CHANGE,
  BATCH_LINE,
  DELEGATION_LIST,
  DELEGATION_ROW,
  ITEM_IDS,
  SPEED_UP,
  TITLE,
  WORK,
  WORK_PARAMS,
} from './schemas.js'

const tags = ['works']

/** Many items in one act: powers handed down and taken back, items moved to another organ, one change over many. */
export const bundleRoutes: Routes = (app, site) => {
  delegating(app, site)
  changingMany(app, site)

  const query = Type.Object({ from: DATE, to: DATE, organ: Type.Optional(ID) }, { additionalProperties: false })
  app.get(
    '/api/speed-up',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '提速记录 days, papers and fees cut', querystring: query, response: { 200: SPEED_UP } },
    },
    (request) => answered(speedUpBetween(site, statedActing(request, site), request.query)),
  )
}

function delegating(app: App, site: Site): void {
  const DELEGATE = record({ kind: oneOf('delegation', 'take-back'), title: TITLE, rows: list(DELEGATION_ROW, { maxItems: 500 }) })
  app.post(
    '/api/delegations',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '下放委托、收回 hand down or take back', body: DELEGATE, response: { 201: WORK } },
    },
    async (request, reply) => {
      const outcome = await openDelegation(site, statedActing(request, site), request.body)
      if ('rows' in outcome) throw new InputFault(outcome.code, outcome.detail, outcome.rows.map(rowProblem))
      return reply.code(201).send(answered(outcome).work)
    },
  )

  const REGISTER = Type.Object({ ended: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
  app.get(
    '/api/delegations',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '下放委托清单 register', querystring: REGISTER, response: { 200: DELEGATION_LIST } },
    },
    (request) => answered(delegationRegister(site, statedActing(request, site), request.query.ended === true)),
  )

  app.get(
    '/api/works/:work/delegation-list',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '公告清单 the list to publish', params: WORK_PARAMS, response: { 200: DELEGATION_LIST } },
    },
    (request) => answered(delegationListOf(site, statedActing(request, site), request.params.work)),
  )
}

/** Every offending row, beside its row on the page. */
function rowProblem({ row, fault }: { readonly row: number; readonly fault: string }): FieldProblem {
  return problemOf(`/rows/${row}`, 'other', fault)
}

function changingMany(app: App, site: Site): void {
  const TRANSFER = record({ items: ITEM_IDS, from: ID, to: ID, title: TITLE })
  app.post(
    '/api/transfers',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '职能划转 move items to another organ', body: TRANSFER, response: { 201: WORK } },
    },
    async (request, reply) =>
      reply.code(201).send(answered(await openTransfer(site, statedActing(request, site), request.body)).work),
  )

  const TRY = record({ items: ITEM_IDS, change: BATCH_CHANGE })
  app.post(
    '/api/batch-edits/preview',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '批量修改试运行 dry run', body: TRY, response: { 200: record({ items: list(BATCH_LINE) }) } },
    },
    (request) => ({ items: answered(tryBatch(site, statedActing(request, site), request.body)) }),
  )

  const BATCH = record({ ...TRY.properties, title: TITLE })
  app.post(
    '/api/batch-edits',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '批量修改 one change over many items', body: BATCH, response: { 201: WORK } },
    },
    async (request, reply) =>
      reply.code(201).send(answered(await openBatch(site, statedActing(request, site), request.body)).work),
  )
}
