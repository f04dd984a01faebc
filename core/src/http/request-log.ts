import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FaultCode } from '../domain/fault.js'
import type { Logger } from '../runtime/logger.js'
import { faultTable } from '../wire/faults/fault-table.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The fault the answer told of; undefined for a good one. */
    faultCode?: FaultCode
  }
  interface FastifyContextConfig {
    /** The fault of a body beyond the route’s limit, where it is not `input/too-large`. */
    tooLarge?: FaultCode
    /** Watchers ask every few seconds: worth a line only to who looks for everything. */
    polled?: boolean
    /** The body, or the answer, is a file. */
    bytes?: 'in' | 'out'
  }
}

/** One line for each request, with its outcome; never with what it carried. */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const { faultCode: code, routeOptions } = request
    const facts = {
      method: request.method,
      route: routeOptions.url ?? '',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      traceId: request.id,
      ...actingFacts(request),
      ...(code !== undefined && { code }),
    }
    // A flood must not fill the disk with its own refusals.
    const isQuiet = routeOptions.config.polled === true || code === 'http/too-many'
    const usual = isQuiet ? 'debug' : 'info'
    logger[code !== undefined && faultTable[code].level !== 'info' ? 'warn' : usual]('request handled', facts)
  })
}

/** Ids of the roster are short; whatever else stands in a header does not belong into the log. */
const ROSTER_ID = /^[\w.-]{1,128}$/

function actingFacts({ signedIn, headers }: FastifyRequest): { readonly person?: string; readonly place?: string } {
  const place = headers['x-place']
  return {
    ...(signedIn !== null && { person: signedIn.person }),
    ...(typeof place === 'string' && ROSTER_ID.test(place) && { place }),
  }
}
