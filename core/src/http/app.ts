import swagger from '@fastify/swagger'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import type { Logger } from '../runtime/logger.js'
import type { Site } from '../site/site.js'
import { auditRefusals } from './audit/refusals.js'
import { counterApi } from './counter-api.js'
import type { CounterDoors } from './doors.js'
import { answerProblems, answerUnreadable, faultOf, sendProblem } from './error-handler.js'
import { readJsonBodies } from './json-body.js'
import { addOpenApi, openApi } from './openapi.js'
import { addStartRoute } from './pages/start-route.js'
import { staticPages } from './pages/static-pages.js'
import { lockRoutes } from './lock.js'
import { bySession, knowPeople, type WhoIs } from './people/signed-in.js'
import type { App, Routes } from './plugin.js'
import { logRequests } from './request-log.js'
import type { TrustedAuthority } from './trust/page.js'
import { addTrustRoutes } from './trust/routes.js'
import { addSecurityHeaders, usualHeaders } from './security/headers.js'
import { limitRates } from './security/rates.js'
import {
  boundConnections,
  KEEP_ALIVE_MS,
  listening,
  REQUEST_TIMEOUT_MS,
  stationBounds,
  type ConnectionBounds,
  type HttpsOptions,
} from './security/server.js'
import { boundUploads } from './security/uploads-under-way.js'

export interface AppOptions {
  readonly logger: Logger
  readonly doors: CounterDoors
  readonly version: string
  /** Routes of this program alone, beside those of counters. */
  readonly routes?: readonly Routes[]
  /** Folder of the built page; without one only data is served. */
  readonly pages?: string | null
  /** Random lower-case hexadecimal digits, two a byte: trace ids. */
  readonly randomHex: (byteCount: number) => string
  /** HTTPS with these certificates; plain HTTP when absent, which is for this machine alone. */
  readonly https?: HttpsOptions | null
  /** Addresses of proxies whose word about the caller's address is believed. */
  readonly proxies?: readonly string[]
  readonly connections?: ConnectionBounds
  /** What the PCs of an office are to trust; nothing is offered when absent. */
  readonly authority?: TrustedAuthority
  /** 练习模式: pages say so on every side. */
  readonly practice?: boolean
  /** Where the other of the two is served, practice or the real pages; null or absent where there is no other. */
  readonly otherPort?: number | null
  /** Tells who a request comes from: whoever signed in, unless a test of routes alone says otherwise. */
  readonly whoIs?: WhoIs
  /** Compares every answer with its schema and fails where they differ; for tests. */
  readonly checksAnswers?: boolean
}

/** A form with fifty rows and long answers; scans have a limit of their own. */
const BODY_LIMIT_BYTES = 1024 * 1024
/** Ids are at most 128 characters, percent-encoded three times as long. */
const MAX_PARAM_LENGTH = 400

/** The HTTP side of a site, built apart from listening, so that tests call it without a port. */
export function buildApp(site: Site, options: AppOptions): App {
  const logger = options.logger.child({ part: 'http' })
  const { https = null, proxies = [], connections = stationBounds } = options
  const app = Fastify({
    ...listening(https),
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    ...(proxies.length > 0 && { trustProxy: [...proxies] }),
    clientErrorHandler: answerUnreadable,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    genReqId: () => options.randomHex(8),
    frameworkErrors: (error, request, reply) =>
      void sendProblem(faultOf(error, request), request, reply.headers(usualHeaders), logger),
  }).withTypeProvider<TypeBoxTypeProvider>() as App
  if (options.practice === true) app.decorate('isPractice', true)
  boundConnections(app.server, connections)
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  app.setSerializerCompiler(({ schema }) =>
    options.checksAnswers === true ? checkedJson(schema as TSchema) : (data) => JSON.stringify(data),
  )
  app.addHook('onRequest', async (request, reply) => void reply.header('x-trace-id', request.id))
  addSecurityHeaders(app, https?.strictTransport ?? (() => false))
  logRequests(app, logger)
  auditRefusals(app, site)
  lockRoutes(app, site)
  limitRates(app, logger)
  knowPeople(app, options.whoIs ?? bySession(site))
  boundUploads(app)
  answerProblems(app, logger)
  readJsonBodies(app)
  app.register(swagger, openApi(options.version))
  app.register(counterApi(site, options.doors, options.routes ?? []))
  app.register(async (scope) => addStartRoute(scope as App, site, options))
  const { authority } = options
  if (authority !== undefined) app.register(async (scope) => addTrustRoutes(scope, authority))
  if (options.pages !== undefined && options.pages !== null) app.register(staticPages(options.pages))
  addOpenApi(app)
  return app
}

/** An answer that differs from its schema would mislead every generated client. */
function checkedJson(schema: TSchema): (data: unknown) => string {
  const shape = Compile(schema)
  return (data) => {
    const json = JSON.stringify(data)
    const sent: unknown = JSON.parse(json)
    if (!shape.Check(sent))
      throw new Error(`answer differs from its schema: ${JSON.stringify(shape.Errors(sent)[1].slice(0, 5))}`)
    return json
  }
}
