import { X509Certificate } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../runtime/secret.js'
import { makeKey } from '../../wire/doors/certificates.js'
import { fromDeskRequest, toDeskRequest, type DeskRequest } from '../../wire/doors/desk-request.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { openGateway, requestOf, type TestGateway } from '../enrolment/enrolment.testing.js'
import type { Issuer } from '../enrolment/issuer.js'
import { revokeSite } from '../enrolment/revoke.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { certifyDesk } from './certify.js'
import { deskRequestOf, deskStanding, keepDesk } from './own.js'

let gate: TestGateway
let issuer: Issuer
let folder: string
let site: { certificate: string; key: Secret }

beforeEach(async () => {
  gate = await openGateway('a')
  issuer = await gate.authorities.county('a')
  folder = gate.machineFolder()
  const answer = await gate.door.enrol(await requestOf(folder, await gate.code('a-town', { replaces: true })), 'x')
  if (answer.kind !== 'admitted') throw new Error('pending')
  site = { certificate: answer.admission.certificate, key: new Secret(readFileSync(join(folder, 'site.key'), 'utf8')) }
})
afterEach(() => gate[Symbol.dispose]())

const desk = (names: readonly string[] = ['desk.lan', '192.168.3.9']) => ({
  keysFolder: folder,
  names,
  authority: gate.authorities.root.certificate,
})
const ask = (request: DeskRequest, ownNames: readonly string[] = []) =>
  certifyDesk(gate.site, request, { issuer: () => issuer, ownNames })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'certified',
    (error: { code?: unknown }) => error.code,
  )

describe('a station’s pages', () => {
  it('are certified by its gateway for the names of its office, for two years; the certificate is no site’s', async () => {
    const certificate = await ask(await deskRequestOf(desk(), site))
    const leaf = new X509Certificate(certificate)
    expect(leaf.subjectAltName).toBe('DNS:desk.lan, IP Address:192.168.3.9')
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(presentedIn(certificate)).toBeNull()
    keepDesk(folder, certificate)
    expect(deskStanding(desk(), gate.clock.nowMs())).toBe('signed')
    expect(deskStanding(desk(), gate.clock.nowMs() + 400 * 86_400_000)).toBe('due')
    expect(deskStanding(desk(['other.lan']), gate.clock.nowMs())).toBe('none')
  })

  it.each(['bank.example', 'www.gov.cn', '8.8.8.8', 'localhost', '172.32.0.1', '2001:db8::1', 'lan.example', '*.lan'])(
    'are not certified for %s, which is not of its office',
    async (name) => {
      expect(await codeOf(ask(await deskRequestOf(desk(['desk.lan', name]), site)))).toBe('http/names-refused')
    },
  )

  it('are not certified for the names of the gateway itself', async () => {
    expect(await codeOf(ask(await deskRequestOf(desk(), site), ['desk.lan']))).toBe('http/names-refused')
  })

  it('are not certified for a key the roster does not name, nor for names somebody changed on the way', async () => {
    const stranger = { ...site, key: new Secret(await makeKey()) }
    expect(await codeOf(ask(await deskRequestOf(desk(), stranger)))).toBe('link/unknown-key')
    const request = await deskRequestOf(desk(), site)
    expect(await codeOf(ask({ ...request, names: ['other.lan'] }))).toBe('link/unknown-key')
    expect(await codeOf(ask({ ...request, generation: 9 }))).toBe('link/old-generation')
    expect(await codeOf(ask({ ...request, site: 'b-village' }))).toBe('link/not-enrolled')
  })

  it('are not certified once the site is cut off', async () => {
    const request = await deskRequestOf(desk(), site)
    await revokeSite(gate.site, 'a-town', 'a-clerk')
    expect(await codeOf(ask(request))).toBe('link/revoked')
  })

  it.each([
    ['no name', { names: [] }],
    ['seventeen names', { names: Array.from({ length: 17 }, (_, at) => `desk-${at}`) }],
    ['a name with a line end', { names: ['a\nb'] }],
    ['another scheme', { signatureScheme: 'none' }],
    ['generation 0', { generation: 0 }],
  ])('are asked for in words that can be read: not with %s', async (_title, changes) => {
    const request = toDeskRequest(await deskRequestOf(desk(), site))
    expect(() => fromDeskRequest({ ...request, ...changes })).toThrow(expect.objectContaining({ code: 'enrolment/bad-request' }))
  })
})
