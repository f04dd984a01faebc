import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { randomHex } from '../../wire/hash.js'
import { sheetPolicy } from '../security/headers.js'
import { trustPage, type TrustedAuthority } from './page.js'

/** Offers the network's authority, so that the PCs of an office believe the pages of its township: public by its nature. */
export function addTrustRoutes(app: FastifyInstance, authority: TrustedAuthority): void {
  const schema = { tags: ['trust'], response: { 200: Type.String() } }
  app.get(
    '/authority.crt',
    { config: { action: 'public' }, schema: { ...schema, summary: '网络证书机构的证书 the authority’s certificate' } },
    (_request, reply) =>
      reply
        .headers({
          'content-type': 'application/x-x509-ca-cert',
          'content-disposition': 'attachment; filename="liandong-authority.crt"',
        })
        .send(Buffer.from(authority.certificate)),
  )

  app.get('/trust', { config: { action: 'public' }, schema: { ...schema, hide: true } }, (_request, reply) => {
    const nonce = randomHex(16)
    return reply
      .header('content-security-policy', sheetPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(Buffer.from(trustPage(authority, nonce)))
  })
}
