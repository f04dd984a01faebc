import type { FastifyInstance } from 'fastify'
import { Fault } from '../domain/fault.js'

/** Forms may be eight deep; applicants, rows and acts put a few levels around them. */
const MAX_DEPTH = 32

/** Reads JSON bodies: anything else, and anything nested too deeply, is a fault of the catalogue. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (isTooDeep(body)) return done(new Fault('input/too-deep', `more than ${MAX_DEPTH} levels`))
    return parse(request, body, (error, value) =>
      error === null ? done(null, value) : done(new Fault('input/not-json', '', error)),
    )
  })
}

/** Counted on the text: a parser would have built the whole of it first. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth > MAX_DEPTH) return true
  }
  return false
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}
