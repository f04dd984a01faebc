import Fastify from 'fastify'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAuthority } from '../../wire/doors/certificates.js'
import { authorityMark, isAuthority } from '../../wire/doors/code.js'
import { addTrustRoutes } from './routes.js'

const app = Fastify()
let certificate: string
beforeAll(async () => {
  certificate = (await makeAuthority('Liandong network')).certificate
  const fingerprint = new X509Certificate(certificate).fingerprint256
  addTrustRoutes(app, { certificate, mark: authorityMark(certificate), fingerprint })
})
afterAll(() => app.close())

test('an office’s PC finds the authority’s certificate and, beside it, what to compare it with before it trusts it', async () => {
  const { body, headers } = await app.inject('/trust')
  const given = new X509Certificate((await app.inject('/authority.crt')).body)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(body).toContain('href="/authority.crt"')
  expect(body).toContain(given.fingerprint256)
  const [, mark = ''] = body.match(/<code>([^<]+)<\/code>/) ?? []
  expect(isAuthority(given.raw, mark)).toBe(true)
})

test('the sheet that says so runs nothing and shows its own style alone', async () => {
  const { body, headers } = await app.inject('/trust')
  const policy = String(headers['content-security-policy'])
  const [, nonce = 'none'] = body.match(/nonce="([0-9a-f]+)"/) ?? []
  expect(policy).toContain(`'nonce-${nonce}'`)
  expect(policy).not.toMatch(/script-src(?! 'none')|unsafe/)
  expect((await app.inject('/trust')).body).not.toContain(nonce)
})

test('the certificate is taken for one, and saved, not shown', async () => {
  const { headers } = await app.inject('/authority.crt')
  expect(headers['content-type']).toContain('application/x-x509-ca-cert')
  expect(headers['content-disposition']).toMatch(/^attachment/)
})
