import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { Type } from 'typebox'
import { createLogger } from '../../runtime/logger.js'
import type { SiteNote } from '../../site/enrolment/machine.js'
import { answerProblems, answerUnreadable } from '../error-handler.js'
import { readJsonBodies } from '../json-body.js'
import type { App } from '../plugin.js'
import { record } from '../schemas/common.js'
import { listening, type HttpsOptions } from '../security/server.js'
import { addSecurityHeaders } from '../security/headers.js'
import { limitRates } from '../security/rates.js'

/** What stands on a sheet. */
interface Sheet {
  readonly address: string
  readonly code: string
  readonly authority: string
}

export interface UnenrolledOptions {
  readonly randomHex: (byteCount: number) => string
  /** HTTPS with this certificate; plain HTTP where it is null. */
  readonly https: Pick<HttpsOptions, 'context'> | null
  /** Throws Faults; `enrolment/pending` while an administrator has not approved. */
  readonly enrol: (sheet: Sheet) => Promise<SiteNote>
  /** Called after the answer that tells of it has left. */
  readonly onEnrolled: () => void
}

/** The sheet's words are short; nothing else is served. */
const BODY_LIMIT_BYTES = 4096
const words = Type.String({ minLength: 1, maxLength: 200 })
const SHEET = record({ address: Type.String({ pattern: '^[^\\s/]+:\\d{1,5}$', maxLength: 200 }), code: words, authority: words })

/** The HTTP side of a machine that is no site yet. */
export function buildUnenrolledApp({ randomHex, https, enrol, onEnrolled }: UnenrolledOptions): App {
  const app = Fastify({
    ...listening(https),
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    clientErrorHandler: answerUnreadable,
    genReqId: () => randomHex(8),
  }).withTypeProvider<TypeBoxTypeProvider>() as App
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  const logger = createLogger({ level: 'silent' })
  addSecurityHeaders(app, () => false)
  limitRates(app, logger)
  answerProblems(app, logger)
  readJsonBodies(app)
  app.get('/healthz', () => ({ status: 'ok', site: '', store: 'ok' }))
  app.get('/readyz', (_request, reply) =>
    reply.code(503).send({ ready: false, reasons: [{ code: 'link/not-enrolled', detail: 'waiting to be enrolled' }] }),
  )
  app.post(
    '/api/enrolment',
    { schema: { body: SHEET }, onResponse: (_request, reply, done) => (reply.statusCode === 201 && onEnrolled(), done()) },
    async (request, reply) => {
      const { site, parent } = await enrol(request.body)
      return reply.code(201).send({ site, parent: parent.site })
    },
  )
  return app
}
