import type { FastifyReply, FastifyRequest } from 'fastify'

/** Whose browser it is for now; gone when the browser is closed. */
export const SESSION_COOKIE = 'liandong_session'
/** That somebody signed in with a password in this browser before. */
export const MACHINE_COOKIE = 'liandong_machine'

/** No browser keeps one longer. */
const MACHINE_SECONDS = 400 * 86_400
/** What this program hands out: random, in hexadecimal. Nothing else is looked up. */
const MADE_HERE = /^[0-9a-f]{64}$/

/** Browsers give a cookie to every port of a machine: practice has its own beside the real ones. */
function nameAt({ server }: FastifyRequest, name: string): string {
  return server.hasDecorator('isPractice') ? `${name}_practice` : name
}

export function cookieOf(request: FastifyRequest, name: string): string | null {
  const value = request.cookies[nameAt(request, name)]
  return value !== undefined && MADE_HERE.test(value) ? value : null
}

/** Scripts never read them, other sites’ pages never send them, and what came over TLS goes back over TLS alone. */
function flags(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const
}

export function giveSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(nameAt(request, SESSION_COOKIE), token, flags(request))
}

export function takeSession(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(nameAt(request, SESSION_COOKIE), flags(request))
}

export function giveMachine(request: FastifyRequest, reply: FastifyReply, machine: string): void {
  void reply.setCookie(nameAt(request, MACHINE_COOKIE), machine, { ...flags(request), maxAge: MACHINE_SECONDS })
}
