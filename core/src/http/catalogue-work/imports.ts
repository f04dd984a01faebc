import { Type } from 'typebox'
import { applyImport } from '../../site/catalogue-import/apply.js'
import { auditNow } from '../../site/audit/audit.js'
import { exportItems } from '../../site/catalogue-import/export.js'
import { Imports } from '../../site/catalogue-import/imports.js'
import type { FileFormat } from '../../site/catalogue-import/sheet-job.js'
import { inThread, type SheetRunner } from '../../site/catalogue-import/sheet-runner.js'
import { workerOf } from '../../site/catalogue-work/worker.js'
import type { Site } from '../../site/site.js'
import { MAX_FILE_BYTES } from '../../wire/workbook/guard.js'
import { statedActing } from '../acting.js'
import { FILE_POLICY } from '../security/headers.js'
import type { App, Routes } from '../plugin.js'
import { answered, InputFault } from '../refuse.js'
import { COUNT, DATE, FAULT_CODE, HASH, HEX_ID, ID, list, MS, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['imports']
const FORMAT = oneOf('xlsx', 'json')

const PROBLEM_ROW = record({
  severity: oneOf('error', 'warning'),
  code: FAULT_CODE,
  sheet: orNull(Type.String()),
  row: orNull(COUNT),
  column: orNull(Type.String()),
  header: orNull(Type.String()),
  value: orNull(Type.String()),
  detail: Type.String(),
})

/** A check of a file, as it goes on and as it ended. */
export const RUN = record({
  id: HEX_ID,
  by: ID,
  name: Type.String(),
  startedMs: MS,
  phase: oneOf('reading', 'checking', 'refused', 'checked', 'applied', 'cancelled'),
  done: COUNT,
  total: COUNT,
  rows: COUNT,
  errors: COUNT,
  warnings: COUNT,
  problems: list(PROBLEM_ROW),
  counts: record({ new: COUNT, changed: COUNT, unchanged: COUNT }),
  token: orNull(HASH),
  works: list(Type.String()),
})

const QUERY = record({ name: Type.String({ minLength: 1, maxLength: 200 }), from: Type.Optional(DATE) })
const params = record({ import: HEX_ID })

/** A file with its column mapping behind it: the mapping's length stands in this header, and is 0 or absent without one. */
const MAPPING_BYTES = 'x-mapping-bytes'
/** A mapping names some hundred columns. */
const MAX_MAPPING_BYTES = 512 * 1024

/** 导入导出: a file is checked first; what was checked is applied by its token. */
export function importRoutes(runner: SheetRunner = inThread): Routes {
  return (app, site) => {
    const imports = new Imports(runner)
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
      uploading(scope as App, site, imports)
    })
    following(app, site, imports)
    exporting(app, site, runner)
  }
}

function uploading(app: App, site: Site, imports: Imports): void {
  app.post(
    '/api/catalogue/imports',
    {
      bodyLimit: MAX_FILE_BYTES + MAX_MAPPING_BYTES,
      config: { action: 'work.write', tooLarge: 'input/too-large' as const, bytes: 'in' as const },
      schema: {
        tags,
        summary: '上传事项文件并检查 upload a file of items and check it; nothing is changed yet',
        querystring: QUERY,
        response: { 202: RUN },
      },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const { bytes, mapping } = partsOf(body, request.headers[MAPPING_BYTES])
      const { name, from } = request.query
      const file = { name, format: formatOf(name), bytes, mapping, effectiveFrom: from ?? null }
      return reply.code(202).send(answered(imports.start(site, statedActing(request, site), file)))
    },
  )
}

/** What the name says; anything that is no JSON is tried as a workbook, which names what it is instead. */
function formatOf(name: string): FileFormat {
  return name.toLowerCase().endsWith('.json') ? 'json' : 'xlsx'
}

function partsOf(body: Buffer, stated: string | string[] | undefined): { readonly bytes: Buffer; readonly mapping: unknown } {
  const length = stated === undefined ? 0 : Number(stated)
  if (!Number.isInteger(length) || length < 0 || length > Math.min(body.length, MAX_MAPPING_BYTES))
    throw new InputFault('input/invalid', MAPPING_BYTES, [])
  const split = body.length - length
  return { bytes: body.subarray(0, split), mapping: length === 0 ? null : parsed(body.subarray(split)) }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (error) {
    throw new InputFault('import/mapping', error instanceof Error ? error.message : '', [])
  }
}

function following(app: App, site: Site, imports: Imports): void {
  app.get(
    '/api/catalogue/imports/:import',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '检查进度与问题 progress and problems', params, response: { 200: RUN } },
    },
    (request) => answered(imports.find(site, statedActing(request, site), request.params.import)),
  )

  app.post(
    '/api/catalogue/imports/:import/cancel',
    {
      config: { action: 'work.write' },
      schema: { tags, summary: '取消检查 stop the check and forget the file', params, response: { 200: RUN } },
    },
    (request) => answered(imports.cancel(site, statedActing(request, site), request.params.import)),
  )

  app.post(
    '/api/catalogue/imports/:import/apply',
    {
      config: { action: 'work.write' },
      schema: {
        tags,
        summary: '按检查结果导入为编制 apply exactly what was checked, as works',
        params,
        body: record({ token: HASH }),
        response: { 200: RUN },
      },
    },
    async (request) => {
      const { token } = request.body
      return answered(await applyImport(imports, site, statedActing(request, site), { id: request.params.import, token }))
    },
  )
}

const MEDIA = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const

function exporting(app: App, site: Site, runner: SheetRunner): void {
  app.get(
    '/api/catalogue/export',
    {
      config: { action: 'items.export', bytes: 'out' },
      schema: {
        tags,
        summary: '导出事项 items as a file that can be imported again',
        querystring: record({ format: FORMAT, organ: Type.Optional(ID) }),
      },
    },
    async (request, reply) => {
      const acting = statedActing(request, site)
      answered(workerOf(site, acting))
      const { format, organ } = request.query
      const bytes = await exportItems(site, { format, organ: organ ?? null }, runner)
      const about = { subject: 'items', outcome: `${bytes.byteLength} bytes`, reason: organ ?? null }
      await site.commit(() => auditNow(site, { kind: 'export', person: acting.person, place: acting.place, ...about }))
      return reply
        .headers({
          'content-type': MEDIA[format],
          'content-disposition': `attachment; filename="items.${format}"`,
          'content-security-policy': FILE_POLICY,
        })
        .send(Buffer.from(bytes))
    },
  )
}
