import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../../domain/fault.js'
import { pageSecretOf, sessionOf, type SignedIn } from '../../site/people/sessions.js'
import type { Site } from '../../site/site.js'
import { sameBytes } from '../../wire/hash.js'
import { cookieOf, SESSION_COOKIE } from './cookies.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever signed in where the request comes from. */
    signedIn: SignedIn | null
  }
  interface FastifyContextConfig {
    /** Somebody who still has a first password may call it too. */
    beforePassword?: boolean
    /** Signs somebody in: whose page it is shows only afterwards. */
    signsIn?: boolean
    /** Asked by the page on its own, also with nobody before it: no sign of life. */
    unattended?: boolean
  }
}

/** Tells who a request comes from; programs take the session’s word, tests of routes alone bring their own. */
export type WhoIs = (request: FastifyRequest) => SignedIn | null

/** With each act a page says what only a page of this session can know. */
export const PAGE_HEADER = 'x-csrf-token'

/** A page left open asks on by itself; that keeps no session alive. */
const UNATTENDED_HEADER = 'x-unattended'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** From the first hook on, each request knows who it comes from; one made by another site's page is refused. */
export function knowPeople(app: FastifyInstance, whoIs: WhoIs): void {
  app.register(cookie)
  app.decorateRequest('signedIn', null)
  app.addHook('onRequest', async (request) => {
    refuseOtherPages(request)
    request.signedIn = whoIs(request)
  })
}

/** The session of the cookie. */
export function bySession(site: Site): WhoIs {
  return (request) => {
    const token = cookieOf(request, SESSION_COOKIE)
    if (token === null) return null
    const isUnattended = request.headers[UNATTENDED_HEADER] !== undefined || request.routeOptions.config.unattended === true
    const found = sessionOf(site, token, !isUnattended)
    if (found !== null && !SAFE.has(request.method) && request.routeOptions.config.signsIn !== true) refuseForged(request, token)
    return found
  }
}

/** Who signed in; throws `session/none` or `session/ended` where nobody did, `session/change-password` before that is done. */
export function signedIn(request: FastifyRequest): SignedIn {
  const found = request.signedIn
  if (found === null) throw new Fault(request.cookies[SESSION_COOKIE] === undefined ? 'session/none' : 'session/ended')
  if (found.mustChange && request.routeOptions.config.beforePassword !== true) throw new Fault('session/change-password')
  return found
}

function refuseForged(request: FastifyRequest, token: string): void {
  const said = request.headers[PAGE_HEADER]
  const right = Buffer.from(pageSecretOf(token))
  if (typeof said !== 'string' || !sameBytes(Buffer.from(said), right)) throw new Fault('session/forged', PAGE_HEADER)
}

/** Browsers name the page an act comes from; programs that are none do not. */
function refuseOtherPages(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin === undefined || SAFE.has(request.method)) return
  if (!URL.canParse(origin)) throw new Fault('session/forged', 'origin')
  const page = new URL(origin)
  // In the page's own scheme, so that a usual port is left out on both sides.
  const here = `${page.protocol}//${request.host}`
  if (page.host === '' || !URL.canParse(here) || new URL(here).host !== page.host) throw new Fault('session/forged', 'origin')
}
