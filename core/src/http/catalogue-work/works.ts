import type { Action } from '../../domain/rights/actions.js'
import { statedActing } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { DATE, ID, list, oneOf, orNull, record } from '../schemas/common.js'
import { compareVersions, impactOf } from '../../site/catalogue-work/impact.js'
import { changeState, publishWork } from '../../site/catalogue-work/publish.js'
import { listWorks, readWork } from '../../site/catalogue-work/work-pages.js'
import { openWork, rebaseWork, stepWork, type WorkStep } from '../../site/catalogue-work/works.js'
import type { Site } from '../../site/site.js'
import { Type } from 'typebox'
import {
  CHOICE_WORDS,
  CONTENT,
  DIFFERENCE,
  FINDING,
  IMPACT,
  ITEM_IDS,
  REASON,
  TITLE,
  WORK,
  WORK_ACT,
  WORK_LINE,
  WORK_PARAMS as params,
} from './schemas.js'

const tags = ['works']
const BEGIN = Type.Union([record({ item: ID, title: TITLE }), record({ content: CONTENT, title: TITLE })])
const PAGE = record({
  acts: list(WORK_ACT),
  work: WORK,
  brokenAct: orNull(Type.Integer()),
  findings: list(FINDING),
  choiceWords: list(CHOICE_WORDS),
})
/** The sequence at which the writer read the item. */
const SEEN = Type.Object({ seen: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false })
const VERSION = Type.Integer({ minimum: 1 })

/** 编制: written, checked, reviewed and published; every step says who did it. */
export const workRoutes: Routes = (app, site) => {
  reading(app, site)
  writing(app, site)
  reviewing(app, site)
  publishing(app, site)
}

function reading(app: App, site: Site): void {
  const query = Type.Object({ ended: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
  app.get(
    '/api/works',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '编制列表 works', querystring: query, response: { 200: record({ works: list(WORK_LINE) }) } },
    },
    (request) => ({ works: answered(listWorks(site, statedActing(request, site), request.query.ended === true)) }),
  )

  app.get(
    '/api/works/:work',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '编制详情与经过 one work with its acts', params, response: { 200: PAGE } },
    },
    (request) => answered(readWork(site, statedActing(request, site), request.params.work)),
  )

  app.get(
    '/api/works/:work/impact',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '发布影响预览 impact preview', params, response: { 200: IMPACT } },
    },
    (request) => answered(impactOf(site, statedActing(request, site), request.params.work)),
  )

  app.get(
    '/api/items/:item/differences',
    {
      config: { action: 'work.read' },
      schema: {
        tags,
        summary: '两个版本的差异 differences of two versions',
        params: record({ item: ID }),
        querystring: record({ from: VERSION, to: VERSION }),
        response: { 200: record({ differences: list(DIFFERENCE), effectiveFrom: DATE }) },
      },
    },
    (request) => answered(compareVersions(site, statedActing(request, site), { ...request.params, ...request.query })),
  )
}

function writing(app: App, site: Site): void {
  app.post(
    '/api/works',
    { config: { action: 'work.write' }, schema: { tags, summary: '开始编制 begin', body: BEGIN, response: { 201: WORK } } },
    async (request, reply) => {
      const { work } = answered(await openWork(site, statedActing(request, site), request.body))
      return reply.code(201).send(work)
    },
  )

  app.put(
    '/api/works/:work/items/:item',
    {
      config: { action: 'work.write' },
      schema: {
        tags,
        summary: '编写 write',
        params: record({ ...params.properties, item: ID }),
        querystring: SEEN,
        body: CONTENT,
        response: { 200: WORK },
      },
    },
    async (request) => {
      const { work, item } = request.params
      const step: WorkStep = { do: 'edit', item: { item, basedOn: null, content: request.body } }
      return answered(await stepWork(site, statedActing(request, site), work, step, request.query.seen)).work
    },
  )

  const CHOOSE = record({ item: ID, path: Type.String({ maxLength: 300 }), take: oneOf('theirs', 'ours') })
  app.post(
    '/api/works/:work/choices',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '选定 take theirs or ours', params, body: CHOOSE, response: { 200: WORK } },
    },
    async (request) =>
      answered(await stepWork(site, statedActing(request, site), request.params.work, { do: 'choose', ...request.body })).work,
  )

  app.post(
    '/api/works/:work/rebase',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '并入新版本 take a newer version in', params, response: { 200: WORK } },
    },
    async (request) => answered(await rebaseWork(site, statedActing(request, site), request.params.work)).work,
  )
}

const STEPS = {
  submit: ['work.write', '送部门审核 submit'],
  'pass-department': ['work.check', '部门审核通过 pass the department check'],
  'pass-legal': ['work.review', '合法性审核通过 pass the legal review'],
} as const

/** An opinion may be said with a step; without one nothing is sent. */
const SAID = orNull(record({ opinion: Type.Optional(Type.String({ maxLength: 500 })) }))

const SENT_BACK = {
  return: ['work.check', '退回 return with a reason'],
  drop: ['work.write', '放弃 drop'],
} as const

function reviewing(app: App, site: Site): void {
  for (const [step, [action, summary]] of Object.entries(STEPS) as [keyof typeof STEPS, readonly [Action, string]][])
    app.post<{ Params: WorkParams; Body: { readonly opinion?: string } | null }>(
      `/api/works/:work/${step}`,
      { config: { action }, schema: { tags, summary, params, body: SAID, response: { 200: WORK } } },
      async (request) => {
        const taken: WorkStep = { do: step, ...request.body }
        return answered(await stepWork(site, statedActing(request, site), request.params.work, taken)).work
      },
    )

  for (const [step, [action, summary]] of Object.entries(SENT_BACK) as [keyof typeof SENT_BACK, readonly [Action, string]][])
    app.post<{ Params: WorkParams; Body: { readonly reason: string } }>(
      `/api/works/:work/${step}`,
      { config: { action }, schema: { tags, summary, params, body: record({ reason: REASON }), response: { 200: WORK } } },
      async (request) => {
        const { reason } = request.body
        return answered(await stepWork(site, statedActing(request, site), request.params.work, { do: step, reason })).work
      },
    )
}

interface WorkParams {
  readonly work: string
}

function publishing(app: App, site: Site): void {
  app.post(
    '/api/works/:work/publish',
    {
      config: { action: 'work.publish' },
      schema: {
        tags,
        summary: '发布 publish as one edition',
        params,
        body: record({ from: Type.Optional(DATE) }),
        response: { 200: WORK },
      },
    },
    async (request) =>
      answered(await publishWork(site, statedActing(request, site), request.params.work, request.body.from ?? null)).work,
  )

  app.post(
    '/api/items/states',
    {
      config: { action: 'work.publish' },
      schema: {
        tags,
        summary: '暂停、恢复、取消 suspend, resume, cancel',
        body: record({
          change: oneOf('suspend', 'resume', 'cancel'),
          items: ITEM_IDS,
          reason: REASON,
          from: Type.Optional(DATE),
        }),
        response: { 201: WORK },
      },
    },
    async (request, reply) => {
      const { work } = answered(await changeState(site, statedActing(request, site), request.body))
      return reply.code(201).send(work)
    },
  )
}
