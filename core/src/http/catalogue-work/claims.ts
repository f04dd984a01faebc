import { Type } from 'typebox'
import { type BaseEntry } from '../../domain/catalogue/base.js'
import { baseList } from '../../site/claiming/base-entries.js'
import { claimLines, gatewayLines, revisionLines, summedUp, unassignedEntries } from '../../site/claiming/claim-status.js'
import { answerClaims, assignEntries, openFromBase, setDue } from '../../site/claiming/claims.js'
import { importBase } from '../../site/claiming/import-base.js'
import { workerOf } from '../../site/catalogue-work/worker.js'
import type { Site } from '../../site/site.js'
import { BASE_INPUT } from '../../wire/guide/base-shape.js'
import { statedActing } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { DATE, ID, list, MS, oneOf, orNull, record } from '../schemas/common.js'
import {
  BASE_ENTRY,
  BASE_IMPORTED,
  CLAIM,
  CLAIM_FILTER,
  CLAIM_LINE,
  CLAIM_SUMMARY,
  ENTRY_IDS,
  GATEWAY_LINE,
  REVISION_LINE,
} from './claim-schemas.js'
import { WORK } from './schemas.js'

const tags = ['base list']
const CLAIMS = record({ claims: list(CLAIM) })
/** Three thousand entries with their papers and laws. */
const IMPORT_LIMIT_BYTES = 32 * 1024 * 1024

/** 基本目录: imported at the city, claimed by organs, revised from above. */
export const claimRoutes: Routes = (app, site) => {
  importing(app, site)
  showing(app, site)
  claiming(app, site)
}

function importing(app: App, site: Site): void {
  const IMPORT = record({
    entries: list(BASE_INPUT, { maxItems: 3000 }),
    cancelled: Type.Optional(ENTRY_IDS),
    dryRun: Type.Optional(Type.Boolean()),
  })
  app.post(
    '/api/base-list/imports',
    {
      config: { action: 'work.publish' },
      bodyLimit: IMPORT_LIMIT_BYTES,
      schema: { tags, summary: '导入基本目录 import the base list', body: IMPORT, response: { 200: BASE_IMPORTED } },
    },
    async (request) => {
      const { entries, cancelled = [], dryRun = false } = request.body
      const { kind: _, ...done } = answered(await importBase(site, statedActing(request, site), { entries, cancelled, dryRun }))
      return done
    },
  )

  const ENTRIES = record({ entries: list(record({ entry: BASE_ENTRY, cancelled: Type.Boolean() })) })
  app.get(
    '/api/base-list',
    { config: { action: 'work.read' }, schema: { tags, summary: '基本目录 the base list', response: { 200: ENTRIES } } },
    (request) => {
      answered(workerOf(site, statedActing(request, site)))
      return { entries: baseList(site) }
    },
  )

  app.get(
    '/api/base-list/unassigned',
    {
      config: { action: 'work.read' },
      schema: {
        tags,
        summary: '未分派条目 entries no organ was given',
        response: { 200: record({ entries: list(BASE_ENTRY) }) },
      },
    },
    (request): { entries: readonly BaseEntry[] } => ({ entries: answered(unassignedEntries(site, statedActing(request, site))) }),
  )
}

function showing(app: App, site: Site): void {
  const LINES = record({ asOfMs: MS, claims: list(CLAIM_LINE), summary: list(CLAIM_SUMMARY), gateways: list(GATEWAY_LINE) })
  app.get(
    '/api/claims',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '认领情况 claims of every organ', querystring: CLAIM_FILTER, response: { 200: LINES } },
    },
    (request) => {
      const claims = answered(claimLines(site, statedActing(request, site), request.query))
      return { asOfMs: site.clock.now().estimateMs, claims, summary: summedUp(claims), gateways: gatewayLines(site) }
    },
  )

  const QUERY = record({ organ: Type.Optional(ID) })
  const REVISIONS = record({ revisions: list(REVISION_LINE) })
  app.get(
    '/api/revisions',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '上级修订清单 what changed above', querystring: QUERY, response: { 200: REVISIONS } },
    },
    (request) => ({ revisions: answered(revisionLines(site, statedActing(request, site), request.query.organ)) }),
  )
}

function claiming(app: App, site: Site): void {
  const ANSWER = record({
    organ: ID,
    entries: ENTRY_IDS,
    state: oneOf('claimed', 'no-function'),
    reason: orNull(Type.String({ minLength: 1, maxLength: 500 })),
  })
  app.post(
    '/api/claims/answers',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '认领、本级无此职能 answer', body: ANSWER, response: { 200: CLAIMS } },
    },
    async (request) => {
      const { organ, entries, state, reason } = request.body
      const wish = { organ, entries, answer: { state, reason } }
      return { claims: answered(await answerClaims(site, statedActing(request, site), wish)).claims }
    },
  )

  app.post(
    '/api/claims/assignments',
    {
      config: { action: 'work.publish' },
      schema: { tags, summary: '分派 assign', body: record({ organ: ID, entries: ENTRY_IDS }), response: { 200: CLAIMS } },
    },
    async (request) => ({ claims: answered(await assignEntries(site, statedActing(request, site), request.body)).claims }),
  )

  const DUE = record({ organ: ID, entries: ENTRY_IDS, due: DATE })
  app.post(
    '/api/claims/due-dates',
    {
      config: { action: 'work.publish' },
      schema: { tags, summary: '部门期限 a date for an organ', body: DUE, response: { 200: CLAIMS } },
    },
    async (request) => ({ claims: answered(await setDue(site, statedActing(request, site), request.body)).claims }),
  )

  const FROM_BASE = record({ organ: ID, entry: ID, item: ID })
  app.post(
    '/api/claims/works',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '按基本目录编制 begin from an entry', body: FROM_BASE, response: { 201: WORK } },
    },
    async (request, reply) =>
      reply.code(201).send(answered(await openFromBase(site, statedActing(request, site), request.body)).work),
  )
}
