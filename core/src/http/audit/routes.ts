import { setImmediate } from 'node:timers/promises'
import { type Static, Type } from 'typebox'
import { AUDIT_KINDS } from '../../domain/audit/entry.js'
import { Fault } from '../../domain/fault.js'
import { auditNow } from '../../site/audit/audit.js'
import { auditLogs, findAudit, verifyAuditOf } from '../../site/audit/search.js'
import type { Site } from '../../site/site.js'
import { auditTable } from '../../wire/audit/table.js'
import { writeWorkbook } from '../../wire/workbook/write-workbook.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { COUNT, HEX_ID, ID, LIMIT, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['audit']
const filter = {
  person: Type.Optional(ID),
  place: Type.Optional(ID),
  site: Type.Optional(ID),
  kind: Type.Optional(oneOf(...AUDIT_KINDS)),
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  outcome: Type.Optional(oneOf('done', 'other')),
  /** 起止时间, ms since 1970 UTC; the end is not included. */
  from: Type.Optional(MS),
  to: Type.Optional(MS),
}
const FILTER = record(filter)
const PAGE = record({ ...filter, limit: Type.Optional(LIMIT), cursor: Type.Optional(Type.String({ maxLength: 40 })) })
export const AUDIT_LINE = record({
  site: NAMED,
  sequence: COUNT,
  atMs: MS,
  kind: oneOf(...AUDIT_KINDS, 'unknown'),
  person: orNull(NAMED),
  place: orNull(NAMED),
  subject: Type.String(),
  outcome: Type.String(),
  reason: orNull(Type.String()),
  count: COUNT,
})
export const AUDIT_FOUND = record({ asOfMs: MS, entries: list(AUDIT_LINE), next: orNull(Type.String()) })
const TROUBLE = record({ code: Type.String(), sequence: COUNT, atMs: MS })
export const AUDIT_LOG = record({
  site: NAMED,
  chain: HEX_ID,
  head: COUNT,
  pruned: COUNT,
  own: Type.Boolean(),
  trouble: orNull(TROUBLE),
})

const FINDING = record({ kind: Type.String(), subject: Type.String(), detail: Type.String() })
export const AUDIT_VERIFIED = record({ asOfMs: MS, logs: COUNT, entries: COUNT, findings: list(FINDING) })

/** More rows make a file nobody reads, and a pause everybody feels. */
const MOST_ROWS = 10_000

/** 审计: what was done at this site and at those below it, for auditors and supervisors of the area. */
export const auditRoutes: Routes = (app, site) => {
  searching(app, site)
  exporting(app, site)
  verifying(app, site)

  app.get(
    '/api/audit/logs',
    {
      config: { action: 'audit.read' },
      schema: {
        tags,
        summary: '各节点审计日志 logs and copies',
        response: { 200: record({ asOfMs: MS, logs: list(AUDIT_LOG) }) },
      },
    },
    (request) => ({ asOfMs: site.clock.now().estimateMs, logs: answered(auditLogs(site, actingOf(request, site))) }),
  )
}

function verifying(app: App, site: Site): void {
  app.get(
    '/api/audit/verification',
    {
      config: { action: 'audit.read' },
      schema: { tags, summary: '校验审计日志 verify the chains', response: { 200: AUDIT_VERIFIED } },
    },
    async (request) => answered(await verifyAuditOf(site, actingOf(request, site), () => setImmediate())),
  )
}

function searching(app: App, site: Site): void {
  app.get(
    '/api/audit',
    {
      config: { action: 'audit.read' },
      schema: { tags, summary: '查审计记录 search', querystring: PAGE, response: { 200: AUDIT_FOUND } },
    },
    (request) => {
      const { limit = 50, cursor, ...query } = request.query
      const paged = { ...queryOf(query), limit, ...(cursor !== undefined && { cursor }) }
      return answered(findAudit(site, actingOf(request, site), paged))
    },
  )
}

function exporting(app: App, site: Site): void {
  app.get(
    '/api/audit/export',
    {
      config: { action: 'audit.export', bytes: 'out' },
      schema: { tags, summary: '导出审计记录 as an Excel file', querystring: FILTER },
    },
    async (request, reply) => {
      const acting = actingOf(request, site)
      const query = { ...queryOf(request.query), limit: MOST_ROWS }
      const { entries, next } = answered(findAudit(site, acting, query, 'audit.export'))
      if (next !== null) throw new Fault('audit/too-many', String(MOST_ROWS))
      const bytes = await writeWorkbook([auditTable(entries)])
      const { person, place } = acting
      const about = {
        kind: 'export' as const,
        person,
        place,
        subject: 'audit log',
        outcome: `${entries.length} entries`,
        reason: null,
      }
      await site.commit(() => auditNow(site, about))
      return reply
        .headers({
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': 'attachment; filename="audit.xlsx"',
        })
        .send(Buffer.from(bytes))
    },
  )
}

function queryOf({ from, to, ...rest }: Static<typeof FILTER>) {
  return { ...rest, ...(from !== undefined && { fromMs: from }), ...(to !== undefined && { beforeMs: to }) }
}
