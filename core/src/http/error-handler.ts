import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TLocalizedValidationError } from 'typebox/error'
import { Fault } from '../domain/fault.js'
import { faultTable } from '../wire/faults/fault-table.js'
import { PROBLEM_MEDIA_TYPE, toFault, toProblem } from '../wire/faults/problem.js'
import { fieldProblems } from '../wire/field-problems.js'
import type { Logger } from '../runtime/logger.js'
import { languageOf } from './language.js'
import { InputFault } from './refuse.js'

/** One error handler and one not-found handler: nothing but problem documents leaves on the wrong path. */
export function answerProblems(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error, request, reply) => sendProblem(faultOf(error as FastifyError, request), request, reply, logger))
  app.setNotFoundHandler((request, reply) => sendProblem(new Fault('route/unknown'), request, reply, logger))
}

/** Writes a fault as a problem document; its cause goes to the log alone, joined by the trace id. */
export function sendProblem(fault: Fault, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const row = faultTable[fault.code]
  if (row.level === 'error')
    logger.error('request failed', { code: fault.code, traceId: request.id, error: fault.cause ?? fault })
  request.faultCode = fault.code
  const problem = toProblem(fault, {
    instance: pathOf(request.url),
    traceId: request.id,
    language: languageOf(request.headers['accept-language']),
    ...(fault instanceof InputFault && { problems: fault.problems }),
  })
  // As a buffer, so that the schema of a route’s good answer is not asked about it.
  return reply
    .code(row.http)
    .header('x-trace-id', request.id)
    .type(PROBLEM_MEDIA_TYPE)
    .send(Buffer.from(JSON.stringify(problem)))
}

/** What somebody searched for stands behind the question mark: it is no part of what a problem is about. */
function pathOf(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

/** Bytes that are no HTTP at all, or a head too large, reach no handler; the line is closed after this. */
export function answerUnreadable(error: Error, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const isLarge = (error as NodeJS.ErrnoException).code === 'HPE_HEADER_OVERFLOW'
  const fault = new Fault(isLarge ? 'input/too-large' : 'input/invalid', 'HTTP')
  const body = JSON.stringify(toProblem(fault, { instance: '', traceId: '', language: 'zh' }))
  const head = [
    isLarge ? 'HTTP/1.1 413 Content Too Large' : 'HTTP/1.1 400 Bad Request',
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** What the framework or a handler threw, in the words of the catalogue. */
export function faultOf(error: FastifyError, request: Pick<FastifyRequest, 'routeOptions'>): Fault {
  if (error instanceof Fault) return error
  if (error.validation !== undefined) return invalid(error)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Fault(request.routeOptions.config.tooLarge ?? 'input/too-large', '', error)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Fault('input/not-json', '', error)
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Fault('input/invalid', 'content length', error)
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_ERR_ASYNC_CONSTRAINT':
      return new Fault('route/unknown', '', error)
    default:
      return ofStatic(error) ?? toFault(error)
  }
}

/** What hands out the files of pages refuses with a status of HTTP alone: a path that leaves its folder, a zero byte, a range beyond the end. */
function ofStatic(error: FastifyError): Fault | null {
  const { statusCode = 500 } = error
  if (statusCode < 400 || statusCode >= 500) return null
  return new Fault([400, 403, 404].includes(statusCode) ? 'route/unknown' : 'input/invalid', '', error)
}

function invalid({ validation, validationContext = 'body' }: FastifyError): Fault {
  const problems = fieldProblems(validation as unknown as TLocalizedValidationError[])
  // Parameters have names where bodies have pointers.
  const named = validationContext === 'body' ? problems : problems.map(({ path, ...rest }) => ({ ...rest, path: path.slice(1) }))
  return new InputFault('input/invalid', named.map(({ path }) => path).join(' '), named)
}
