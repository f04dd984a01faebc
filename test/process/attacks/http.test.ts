import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { connect as connectPlain } from 'node:net'
import { connect, type ConnectionOptions } from 'node:tls'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certifyDeskAt } from '@liandong/core/transport/enrolment/client.js'
import { deskRequestOf } from '@liandong/core/site/desk/own.js'
import { makeKey } from '@liandong/core/wire/doors/certificates.js'
import { Secret } from '@liandong/core/runtime/secret.js'
import { portOf, type StartedProgram } from '../started-program.js'
import { TestCity } from '../test-city.js'
import { rootOf, stolenKeys } from './forger.js'

/* A city and a county, whose pages are served by HTTPS, and a township with a desk for its office. */

let city: TestCity
let top: StartedProgram
let county: StartedProgram
let township: StartedProgram
let countyGrpc: number
let countyWeb: number
let deskWeb: number
let root: string

beforeAll(async () => {
  city = await TestCity.make()
  root = rootOf(city)
  top = city.gateway('city')
  county = city.gateway('county', {
    ...city.countyParent(portOf(await top.line('grpc listening'))),
    LIANDONG_HTTP_SCHEME: 'https',
    LIANDONG_HTTP_NAMES: 'county.lan',
  })
  countyGrpc = portOf(await county.line('grpc listening'))
  township = city.agent('township', countyGrpc, { LIANDONG_HTTP_HOST: '0.0.0.0', LIANDONG_HTTP_NAMES: 'desk.lan' })
  countyWeb = portOf(await county.line('http listening'))
  deskWeb = portOf(await township.line('http listening'))
  await township.line('ready')
}, 90_000)
afterAll(() => city?.[Symbol.asyncDispose]())

interface Told {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** The other machine of these tests: no desk of the gateway’s own. */
const STRANGER = '127.0.0.9'
const agent = new Agent({ keepAlive: true, maxSockets: 40, localAddress: STRANGER })

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Asks the county’s pages as whoever comes over the wire; the path goes out as it is written. */
function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Told> {
  const json = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  const options = { host: '127.0.0.1', port: countyWeb, servername: 'county.lan', ca: root, agent, path, method }
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { ...json, ...headers } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString(), headers: answer.headers }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function look(port: number, options: ConnectionOptions): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', ...options })
  try {
    return await Promise.race([
      once(socket, 'error').then(([error]) => String((error as { code?: string }).code)),
      once(socket, 'secureConnect').then(
        () => `${socket.getProtocol()} ${new X509Certificate(socket.getPeerCertificate().raw).subjectAltName}`,
      ),
    ])
  } finally {
    socket.destroy()
  }
}

const codeOf = ({ text }: Told) => (JSON.parse(text) as { code?: string }).code

describe('a page', () => {
  it('of an office is believed by its PCs once they trust the network, and only under its own names', async () => {
    await expect.poll(() => look(deskWeb, { ca: root, servername: 'desk.lan' }), { timeout: 30_000 }).toBe('TLSv1.3 DNS:desk.lan')
    expect(await look(deskWeb, { ca: root, servername: 'bank.example' })).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(await look(deskWeb, { servername: 'desk.lan' })).toMatch(/UNABLE|SELF_SIGNED/)
  })

  it('is not certified for a station under the name of a bank, nor to a thief of another key', async () => {
    const keys = stolenKeys(city, city.keysOf('village'))
    const desk = { keysFolder: join(city.folder, 'thief'), authority: root, names: ['bank.example'] }
    const said = (names: readonly string[], key = keys.key) =>
      deskRequestOf({ ...desk, names }, { certificate: keys.certificate, key })
        .then((wanted) => certifyDeskAt(`127.0.0.1:${countyGrpc}`, root, wanted))
        .then(
          () => 'certified',
          (error: { code?: unknown }) => error.code,
        )
    expect(await said(['bank.example'])).toBe('http/names-refused')
    expect(await said(['county.lan'])).toBe('http/names-refused')
    expect(await said(['desk.lan'], new Secret(await makeKey()))).toBe('link/unknown-key')
  })

  it('is not served to what speaks an old TLS or none', async () => {
    expect(await look(countyWeb, { ca: root, servername: 'county.lan', maxVersion: 'TLSv1.2' })).toContain('TLSv1.2')
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
    expect(await look(countyWeb, { ca: root, servername: 'county.lan', ...old })).not.toContain('TLSv1')
    const plain = connectPlain(countyWeb, '127.0.0.1', () => plain.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n'))
    plain.on('error', () => {})
    expect(Buffer.concat(await plain.toArray().catch(() => [])).toString()).not.toContain('200 OK')
  })

  it('that lies outside the folder of pages is not given out', async () => {
    const paths = [
      '/assets/../../../../../../etc/passwd',
      '/assets/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/etc/passwd',
    ]
    for (const path of [
      ...paths,
      '//etc/passwd',
      '/assets/%00',
      '/print/..%5c..%5cetc%5cpasswd',
      '/assets/....//....//etc/passwd',
    ]) {
      const { status, text } = await ask(path, { headers: { accept: '*/*' } })
      expect([path, status >= 400 && status < 500, text.includes('root:')]).toEqual([path, true, false])
    }
  })
})

describe('a caller who did not sign in', () => {
  it('finds every door of the contract shut, with a forged cookie or none, whatever it calls itself', async () => {
    const { paths } = JSON.parse((await ask('/openapi.json')).text) as { paths: Record<string, Record<string, unknown>> }
    const doors = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method })))
    const shut = doors.filter(({ path, method }) => path.startsWith('/api/') && !(path === '/api/session' && method === 'post'))
    expect(shut.length).toBeGreaterThan(60)
    const forged = [
      {},
      { cookie: `liandong_session=${'a'.repeat(64)}` },
      { 'x-person': 'u2007', 'x-place': city.ids.county.place },
    ]
    const open: string[] = []
    for (const { path, method } of shut) {
      const to = path.replaceAll(/\{[^}]+\}/g, '0'.repeat(32))
      for (const headers of forged) {
        const { status, text } = await ask(to, {
          method: method.toUpperCase(),
          headers,
          ...(method === 'get' ? {} : { body: '{}' }),
        })
        if (status !== 400 && status !== 401) open.push(`${method} ${path} ${status} ${text}`)
      }
    }
    expect(open).toEqual([])
  })

  it('has fifty megabytes read for nobody', async () => {
    const head = { 'content-type': 'image/png', 'content-length': String(50 * 1024 * 1024), connection: 'close' }
    const { status } = await ask(`/api/cases/${'0'.repeat(32)}/papers`, { method: 'POST', headers: head })
    expect(status).toBe(401)
  })

  it('cannot guess a password: the door waits longer with every guess', async () => {
    const told = []
    for (let guess = 0; guess < 12; guess += 1)
      told.push(
        codeOf(
          await ask('/api/session', {
            method: 'POST',
            body: JSON.stringify({ login: 'u2007', password: `Guess-${guess}-word` }),
          }),
        ),
      )
    expect(told.at(-1)).toMatch(/^sign-in\/(locked|too-many)$|^http\/too-many$/)
  })

  it('cannot guess numbers and query codes: the door shuts after a few', async () => {
    const told = []
    for (let guess = 0; guess < 40; guess += 1)
      told.push(
        codeOf(await ask('/public/query', { method: 'POST', body: JSON.stringify({ number: `X-${guess}`, code: '00000000' }) })),
      )
    expect(told.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'query/no-match'))
    expect(told.at(-1)).toMatch(/^(query|http)\/too-many$/)
  })

  it('cannot fill memory with deep, large or packed bodies', async () => {
    const send = (body: string, headers: Readonly<Record<string, string>> = {}) =>
      ask('/public/query', { method: 'POST', body, headers })
    expect((await send('['.repeat(900))).status).toBeLessThan(500)
    expect((await send(JSON.stringify({ number: 'x'.repeat(2_000), code: 'x' }))).status).toBe(413)
    expect((await send('\u001f\u008b\u0008packed', { 'content-encoding': 'gzip' })).status).toBe(400)
  })
})

describe('a flood', () => {
  it('is told to come again later, and keeps no station from joining and getting its roster', async () => {
    let isOver = false
    const statuses = new Map<number, number>()
    const waits = new Set<number>()
    const flood = Array.from({ length: 40 }, async () => {
      while (!isOver) {
        const { status, headers } = await ask('/healthz').catch(() => ({ status: 0, headers: {} as Told['headers'] }))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status === 429) waits.add(Number(headers['retry-after']))
      }
    })
    try {
      await expect.poll(() => statuses.get(429) ?? 0, { timeout: 30_000 }).toBeGreaterThan(100)
      const village = city.agent('village', countyGrpc)
      await village.line('link running')
      const { address } = await village.line('http listening')
      const ready = async () => (await fetch(new URL('/readyz', String(address)))).status
      await expect.poll(ready, { timeout: 30_000 }).toBe(200)
    } finally {
      isOver = true
      await Promise.all(flood)
    }
    expect([...waits].filter((seconds) => !(seconds > 0))).toEqual([])
    const { length } = county.lines.filter(({ code }) => code === 'http/too-many')
    expect(length).toBeLessThan(20)
  })
})

describe('a reader of logs and process lists', () => {
  it('finds no key, in no log, command line or environment', async () => {
    const secrets = filesBelow(city.folder)
      .filter((path) => /\.(key|seed)$/.test(path))
      .map((path) => readFileSync(path, 'utf8'))
      .map((text) => text.split('\n').find((line) => line.length >= 32 && !line.startsWith('-----')) ?? '')
      .filter((text) => text !== '')
    expect(secrets.length).toBeGreaterThan(10)
    for (const { lines, said, pid } of [top, county, township]) {
      const shown = [
        JSON.stringify(lines),
        said,
        ...['cmdline', 'environ'].map((of) => readFileSync(`/proc/${pid}/${of}`, 'latin1')),
      ].join('\n')
      expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
      expect(shown).not.toContain('PRIVATE KEY')
    }
  })
})

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}
