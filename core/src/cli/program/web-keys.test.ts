import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type ConnectionOptions } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { captureLog } from '../../runtime/captured-log.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { Scope } from '../../runtime/scope.js'
import { TestAuthorities } from '../../site/enrolment/enrolment.testing.js'
import type { Issuer } from '../../site/enrolment/issuer.js'
import { makeKey, publicHalf } from '../../wire/doors/certificates.js'
import { selfCertified } from '../../wire/doors/web-certificate.js'
import { WebKeys } from './web-keys.js'
import type { WebServing } from './web-settings.js'

const DAY_MS = 86_400_000
const names = ['desk.lan', '127.0.0.1']
let folder: string
let clock: ManualClock
let scope: Scope
let log: ReturnType<typeof captureLog>
let authorities: TestAuthorities
const servers: Server[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-web-'))
  clock = new ManualClock(Date.now())
  log = captureLog()
  scope = new Scope({ clock, onFailure: () => {} })
  authorities = await TestAuthorities.make()
})
afterEach(async () => {
  for (const server of servers.splice(0)) server.close()
  await scope.close()
  rmSync(folder, { recursive: true })
})

function open(tls: NonNullable<WebServing['tls']>, issuer: Issuer | null = null): Promise<WebKeys> {
  const authority = authorities.root.certificate
  return WebKeys.open({ tls, keysFolder: folder, authority, issuer: () => issuer, clock, logger: log.logger, scope })
}

async function serve(keys: WebKeys): Promise<number> {
  const server = createServer(keys.context(), (_request, response) => response.end('here'))
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  keys.follow(server)
  return (server.address() as AddressInfo).port
}

/** What a browser sees: the certificate and the protocol, or why it turns away. */
async function look(port: number, options: ConnectionOptions): Promise<{ pem: string; protocol: string | null } | string> {
  const socket = connect({ port, host: '127.0.0.1', servername: 'desk.lan', ...options })
  const failed = once(socket, 'error').then(([error]) => String((error as { code?: string }).code))
  const seen = once(socket, 'secureConnect').then(() => ({
    pem: new X509Certificate(socket.getPeerCertificate().raw).toString(),
    protocol: socket.getProtocol(),
  }))
  try {
    return await Promise.race([seen, failed])
  } finally {
    socket.destroy()
  }
}

/** Files an administrator made, good from now on for so many days. */
async function given(days: number, forNames = names): Promise<{ certificate: string; key: string }> {
  const key = await makeKey()
  const said = { names: forNames, issuedMs: clock.nowMs(), notAfterMs: clock.nowMs() + days * DAY_MS }
  const files = { certificate: join(folder, 'given.crt'), key: join(folder, 'given.key') }
  writeFileSync(files.certificate, await selfCertified(key, publicHalf(key), said))
  writeFileSync(files.key, key)
  return files
}

const warnings = () => log.lines().flatMap(({ level, reason }) => (level === 'warn' ? [String(reason)] : []))

describe('pages under a certificate the program makes', () => {
  test('are believed by who trusts the network’s authority, of a gateway also through its county’s', async () => {
    const port = await serve(await open({ given: null, names }, await authorities.county('a')))
    expect(await look(port, { ca: authorities.root.certificate })).toMatchObject({ protocol: 'TLSv1.3' })
    expect(await look(port, { ca: authorities.root.certificate, servername: 'bank.example' })).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    )
    expect(await look(port, {})).toMatch(/UNABLE|SELF_SIGNED/)
  })

  test('tell their fingerprint in plain words, as the browser shows it; the key is the program’s alone', async () => {
    await open({ given: null, names })
    const { fingerprint256 } = new X509Certificate(readFileSync(join(folder, 'desk.crt')))
    expect(log.lines()).toContainEqual(expect.objectContaining({ level: 'info', fingerprint: fingerprint256 }))
    expect(statSync(join(folder, 'desk.key')).mode & 0o077).toBe(0)
    expect(JSON.stringify(log.lines())).not.toContain('PRIVATE KEY')
  })

  test('keep it over a restart, and get another when the names change or half its time is over', async () => {
    const issuer = authorities.city()
    const certificate = () => readFileSync(join(folder, 'desk.crt'), 'utf8')
    await open({ given: null, names }, issuer)
    const first = certificate()
    await open({ given: null, names }, issuer)
    expect(certificate()).toBe(first)
    await open({ given: null, names: ['10.0.0.9'] }, issuer)
    const second = certificate()
    expect(second).not.toBe(first)
    clock.advance(366 * DAY_MS)
    await open({ given: null, names: ['10.0.0.9'] }, issuer)
    expect(certificate()).not.toBe(second)
  })

  test('of a station that cannot ask its gateway stay as they are until the last day', async () => {
    await open({ given: null, names })
    const first = readFileSync(join(folder, 'desk.crt'), 'utf8')
    clock.advance(700 * DAY_MS)
    await open({ given: null, names })
    expect(readFileSync(join(folder, 'desk.crt'), 'utf8')).toBe(first)
  })

  test('open in browsers of old PCs, but by nothing that is called weak', async () => {
    const port = await serve(await open({ given: null, names }, authorities.city()))
    const ca = authorities.root.certificate
    expect(await look(port, { ca, maxVersion: 'TLSv1.2' })).toMatchObject({ protocol: 'TLSv1.2' })
    expect(typeof (await look(port, { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }))).toBe(
      'string',
    )
    expect(typeof (await look(port, { ca, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' }))).toBe('string')
  })
})

describe('pages under a certificate that was given', () => {
  test('take up a new one while they are served, and keep the old one where the new one is no good', async () => {
    const files = await given(90)
    const keys = await open({ given: files, names })
    const port = await serve(keys)
    const first = await look(port, { rejectUnauthorized: false })
    const key = readFileSync(files.key, 'utf8')
    await given(91)
    const good = readFileSync(files.key, 'utf8')
    writeFileSync(files.key, key)
    keys.readAgain()
    expect(warnings()).toEqual(['certificate and key do not belong together'])
    expect(await look(port, { rejectUnauthorized: false })).toEqual(first)
    writeFileSync(files.key, good)
    clock.advance(5_000)
    await expect.poll(() => look(port, { rejectUnauthorized: false }), { timeout: 10_000 }).not.toEqual(first)
  })

  test.each([
    ['no certificate', 'certificate', 'words', 'the file of the certificate holds no certificate (PEM)'],
    ['no key', 'key', 'words', 'the file of the key holds no private key without a password (PEM)'],
    ['another key', 'key', null, 'certificate and key do not belong together'],
  ] as const)('are not served with %s, and the words say which', async (_title, part, content, words) => {
    const files = await given(90)
    writeFileSync(files[part], content ?? (await makeKey()))
    await expect(open({ given: files, names })).rejects.toMatchObject({ code: 'http/certificate', detail: words })
  })

  test('are not served where a file is missing, which is named', async () => {
    const files = { ...(await given(90)), key: join(folder, 'nowhere.key') }
    await expect(open({ given: files, names })).rejects.toMatchObject({ detail: expect.stringContaining('nowhere.key: ENOENT') })
  })

  test('are served when it is over or names another, for a counter must go on; the words say so', async () => {
    const files = await given(1, ['other.lan'])
    clock.advance(2 * DAY_MS)
    await open({ given: files, names: ['desk.lan'] })
    expect(warnings()).toEqual([
      expect.stringMatching(/^the certificate expired on \d{4}-\d{2}-\d{2}$/),
      'the certificate names DNS:other.lan, not desk.lan',
    ])
  })
})
