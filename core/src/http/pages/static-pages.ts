import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '../../domain/fault.js'
import { PAGE_PERMISSIONS, pagePolicy } from '../security/headers.js'

/** Stands in the built page where each answer gets a word of its own. */
const NONCE_MARK = '__NONCE__'

/** Serves the built page from `folder`: its files as they are, and the page itself at every address a person may open. */
export function staticPages(folder: string): FastifyPluginAsync {
  return async (app) => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    const publicFile = join(folder, 'public.html')
    const publicPage = existsSync(publicFile) ? readFileSync(publicFile, 'utf8') : page
    // Names of files below assets/ hold a hash of what they contain.
    // The plugin's own route, which takes no words of ours.
    app.addHook('onRoute', (route) => {
      route.config = { action: 'public', ...route.config }
    })
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      index: false,
      immutable: true,
      maxAge: '365d',
    })
    app.get('/*', { config: { action: 'public' }, schema: { hide: true } }, (request, reply) => {
      if (!isPageAddress(request)) throw new Fault('route/unknown')
      return sendPage(reply, isForPublic(request) ? publicPage : page)
    })
  }
}

/** A browser that opens an address asks for HTML; what asks for data gets a problem document. */
function isPageAddress({ url, headers }: FastifyRequest): boolean {
  const isOurs = !/^\/(api|assets|public)(\/|$)/.test(url)
  return isOurs && (headers.accept ?? '').includes('text/html')
}

/** What people open who never sign in: the guide, and the query of whoever scans a receipt. */
function isForPublic({ url }: FastifyRequest): boolean {
  return /^\/(guide|q)([/?]|$)/.test(url)
}

/** Ant Design writes its styles while the page runs; the nonce lets those in and no others. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .header('content-security-policy', pagePolicy(nonce))
    .header('permissions-policy', PAGE_PERMISSIONS)
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_MARK, nonce))
}
