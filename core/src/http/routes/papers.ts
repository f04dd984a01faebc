import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../domain/fault.js'
import { MAX_CONTENT_BYTES } from '../../store/papers/blob-format.js'
import { attachPaper, type PaperUpload } from '../../site/intake/papers.js'
import { openPaper } from '../../site/query/papers.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import { notePaper } from '../audit/views.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { HASH, HEX_ID, PAPER, record } from '../schemas/common.js'
import { FILE_POLICY } from '../security/headers.js'
import { lookAtPaper } from '../security/paper-content.js'

const tags = ['papers']
/** One byte more, so that the store says what is wrong with a file just over the limit. */
const bodyLimit = MAX_CONTENT_BYTES + 1
const scan = { tooLarge: 'paper/too-large', bytes: 'in' } as const

/** 材料: uploaded as they are, for one draft or one case, and given out as attachments only. */
export const paperRoutes: Routes = (app, site) => {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    uploads(scope as App, site)
  })

  app.get(
    '/api/cases/:case/papers/:hash',
    {
      config: { action: 'paper.read', bytes: 'out' },
      schema: { tags, summary: '下载材料 download', params: record({ case: HEX_ID, hash: HASH }) },
    },
    async (request, reply) => {
      const acting = actingOf(request, site)
      const { mediaType, contentBytes, pieces } = answered(openPaper(site, request.params.case, request.params.hash))
      await notePaper(site, request.params.case, acting, request.params.hash)
      return reply
        .headers({
          'content-type': mediaType,
          'content-length': contentBytes,
          'content-disposition': `attachment; filename="${fileName(request.params.hash, mediaType)}"`,
          'content-security-policy': FILE_POLICY,
          'cache-control': 'private, no-store',
        })
        .send(Readable.from(pieces()))
    },
  )
}

function uploads(app: App, site: Site): void {
  app.post(
    '/api/drafts/:draft/papers',
    {
      bodyLimit,
      config: { action: 'draft.write', ...scan },
      schema: { tags, summary: '为草稿上传材料 upload for a draft', params: record({ draft: HEX_ID }), response: { 201: PAPER } },
    },
    async (request, reply) => reply.code(201).send(await upload(request, site, { draft: request.params.draft })),
  )

  app.post(
    '/api/cases/:case/papers',
    {
      bodyLimit,
      config: { action: 'paper.add', ...scan },
      schema: { tags, summary: '为办件上传材料 upload for a case', params: record({ case: HEX_ID }), response: { 201: PAPER } },
    },
    async (request, reply) => reply.code(201).send(await upload(request, site, { caseId: request.params.case })),
  )
}

async function upload(request: FastifyRequest, site: Site, to: PaperUpload['to']) {
  const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const mediaType = mediaTypeOf(content, request.headers['content-type'] ?? '')
  const { hash, sizeBytes } = answered(await attachPaper(site, { to, content, mediaType, acting: actingOf(request, site) }))
  return { hash, sizeBytes }
}

/** The store tells of nothing and of too much in its own words. */
function mediaTypeOf(content: Buffer, stated: string): string {
  if (content.length === 0 || content.length > MAX_CONTENT_BYTES) return 'application/octet-stream'
  const looked = lookAtPaper(content, stated)
  if (looked.kind === 'unfit') throw new Fault(looked.code, looked.detail)
  return looked.mediaType
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/json': 'json',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/ofd': 'ofd',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

/** A short name without anything a browser might run by its ending. */
function fileName(hash: string, mediaType: string): string {
  return `${hash.slice(0, 12)}.${endings[mediaType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'bin'}`
}
