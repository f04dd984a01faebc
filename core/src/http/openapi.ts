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
    transform: ({ schema, url }) => ({ url, schema: url.startsWith('/api/') ? withProblem(withHeaders(schema)) : schema }),
  }
}

export function addOpenApi(app: App): void {
  app.get('/openapi.json', { schema: { hide: true, response: { 200: Type.Unknown() } } }, () => app.swagger())
}

function withHeaders(schema: object): object {
  const properties = Object.fromEntries(
    Object.entries(actingHeaders).map(([name, description]) => [name, { type: 'string', description }]),
  )
  return { ...schema, headers: { type: 'object', properties, required: ['x-person', 'x-place'] } }
}

function withProblem(schema: object): object {
  const response = 'response' in schema ? (schema.response as object) : {}
  const problem = {
    description: '问题 problem',
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return { ...schema, response: { ...response, default: problem } }
}
