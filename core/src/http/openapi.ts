import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { Type } from 'typebox'
import { PROBLEM_MEDIA_TYPE } from '../wire/faults/problem.js'
import { actingHeaders } from './acting.js'
import type { App } from './plugin.js'
import { PROBLEM } from './schemas/common.js'

/** The contract at `/openapi.json`: every route has the acting headers and the one form of a problem. */
export function openApi(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: { title: '联动 Liandong', version, description: 'One site of the network: counters, cases, roster, links' },
      components: { schemas: { Problem: PROBLEM as object } },
    },
    transform: ({ schema, url, route }) => {
      const named = { operationId: operationId(route.method, url), ...schema, ...bytesOf(route.config?.bytes) }
      if (url.startsWith('/api/')) return { url, schema: withProblem(withHeaders(named)) }
      return { url, schema: url.startsWith('/public/') ? withProblem(named) : named }
    },
  }
}

export function addOpenApi(app: App): void {
  app.get('/openapi.json', { config: { action: 'public' }, schema: { hide: true, response: { 200: Type.Unknown() } } }, () =>
    app.swagger(),
  )
}

/** `GET /api/cases/:case/papers/:hash` is `getCasesCasePapersHash`: a name for generated clients that never changes. */
function operationId(method: string | readonly string[], url: string): string {
  const words = url.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && word !== 'api')
  return String(method).toLowerCase() + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
}

const BYTES = { type: 'string', format: 'binary' }

/** Files go in and out as they are, so no schema of the route tells of them. */
function bytesOf(way: 'in' | 'out' | undefined): object {
  if (way === 'in') return { consumes: ['application/octet-stream', 'application/pdf', 'image/jpeg', 'image/png'], body: BYTES }
  return way === 'out'
    ? { response: { 200: { description: '文件 file', content: { 'application/octet-stream': { schema: BYTES } } } } }
    : {}
}

function withHeaders(schema: object): object {
  const properties = Object.fromEntries(
    Object.entries(actingHeaders).map(([name, description]) => [name, { type: 'string', description }]),
  )
  return { ...schema, headers: { type: 'object', properties, required: [] } }
}

function withProblem(schema: object): object {
  const response = 'response' in schema ? (schema.response as object) : {}
  const problem = {
    description: '问题 problem',
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return { ...schema, response: { ...response, default: problem } }
}
