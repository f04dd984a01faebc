import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { enrolAt } from '@liandong/core/transport/enrolment/client.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import type { SiteTls } from '@liandong/core/transport/tls.js'
import { MAX_FRAME_BYTES } from '@liandong/core/wire/frame.js'
import { makeKey, makeRequest } from '@liandong/core/wire/doors/certificates.js'
import { EnrolmentStage } from '../enrolment-stage.js'
import { soon } from '../started-program.js'
import { rootOf, stolenKeys } from './forger.js'
import { HostileSite } from './hostile-site.js'

let stage: EnrolmentStage
let thief: SiteTls
/** A station that does nothing wrong. */
let honest: HostileSite
beforeAll(async () => {
  stage = await EnrolmentStage.open()
  thief = stolenKeys(stage.city, stage.city.keysOf('village'))
  honest = new HostileSite(stage.city, 'township', stage.countyPort)
  await honest.connect()
}, 180_000)
afterAll(async () => {
  await honest?.[Symbol.asyncDispose]()
  await stage?.[Symbol.asyncDispose]()
})

const address = () => `127.0.0.1:${stage.countyPort}`
const bytes = (value: Buffer) => value
const guessOf = (index: number) =>
  index % 3 === 0 ? { login: `u${index}`, password: `Guess-${index}-word` } : { number: `X-${index}`, code: '00000000' }

/** A case that was registered elsewhere reaches the county, whatever somebody floods it with meanwhile. */
async function aCaseTravels(): Promise<'arrived'> {
  const caseId = honest.register()
  await vi.waitFor(async () => expect((await stage.call('county', 'GET', `/api/cases/${caseId}`)).status).toBe(200), soon)
  return 'arrived'
}

/** Does that over and over until a case has travelled, so many at a time; answers what came of it. */
async function meanwhile<Result>(many: number, once: (index: number) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = []
  let isOver = false
  const hands = Array.from({ length: many }, async () => {
    do results.push(await once(results.length))
    while (!isOver)
  })
  try {
    await aCaseTravels()
  } finally {
    isOver = true
    await Promise.all(hands)
  }
  return results
}

function clientOf({ authority, certificate, key }: SiteTls): Client {
  const identity = credentials.createSsl(Buffer.from(authority), Buffer.from(key.reveal()), Buffer.from(certificate), {
    checkServerIdentity: () => undefined,
  })
  return new Client(address(), identity, { 'grpc.ssl_target_name_override': 'x' })
}

async function codeOf(call: NodeJS.EventEmitter): Promise<status> {
  const [error] = (await once(call, 'error')) as [ServiceError]
  return error.code
}

describe('a station with its own keys', () => {
  it('that sends rubbish for frames is closed, each time it comes again', async () => {
    const closed = await meanwhile(4, async () => {
      const dialler = grpcDialler({ address: address(), tls: thief, parent: stage.city.ids.county.site })
      try {
        const { messages } = await dialler.dial(AbortSignal.timeout(15_000))
        const end = new Promise<string>((resolve) => messages.onClose(() => resolve('closed')))
        for (let count = 0; count < 500; count += 1) messages.send(randomBytes(1_000))
        return await end
      } catch {
        return 'refused'
      } finally {
        dialler.close()
      }
    })
    expect(closed).toContain('closed')
  })

  it('that sends more than a frame may hold is closed', async () => {
    const client = clientOf(thief)
    const metadata = new Metadata()
    metadata.set('liandong-dial', randomBytes(8).toString('hex'))
    const calls = ['Messages', 'Blobs'].map((name) =>
      client.makeBidiStreamRequest(`/liandong.link.v1.LinkService/${name}`, bytes, bytes, metadata),
    )
    const ends = calls.map(codeOf)
    calls[0]?.write(randomBytes(4 * MAX_FRAME_BYTES))
    expect(await Promise.any(ends)).toBe(status.RESOURCE_EXHAUSTED)
    await aCaseTravels()
    for (const end of ends) end.catch(() => {})
    client.close()
  })

  // Last of its kind: halves that wait keep the same station out for ten seconds.
  it('that opens half a dial again and again is refused past a few', async () => {
    const clients = Array.from({ length: 10 }, () => clientOf(thief))
    const calls = clients.flatMap((client) =>
      Array.from({ length: 10 }, () => {
        const metadata = new Metadata()
        metadata.set('liandong-dial', randomBytes(8).toString('hex'))
        return client.makeBidiStreamRequest('/liandong.link.v1.LinkService/Messages', bytes, bytes, metadata)
      }),
    )
    const ends: status[] = []
    for (const call of calls) call.on('error', ({ code }: ServiceError) => ends.push(code))
    await aCaseTravels()
    await vi.waitFor(() => expect(ends.length).toBeGreaterThanOrEqual(calls.length - 4), soon)
    expect(new Set(ends)).toEqual(new Set([status.ABORTED]))
    for (const client of clients) client.close()
  })
})

describe('anybody', () => {
  it('who calls for enrolment without end finds the door shut; stations that have a key do not notice', async () => {
    const signingRequest = await makeRequest(await makeKey())
    const machine = { program: 'edge-agent' as const, bodyTypes: [], busUser: null, authorityRequest: null, publishingKey: null }
    const knock = (index: number) =>
      enrolAt(address(), rootOf(stage.city), { ...machine, signingRequest, code: `${'B'.repeat(14)}${100_000 + index}` }).then(
        () => 'let in',
        ({ code }: { code?: string }) => code,
      )
    const answers = await meanwhile(100, knock)
    expect(answers).not.toContain('let in')
    expect(answers.filter((answer) => answer === 'enrolment/code-unknown').length).toBeLessThanOrEqual(10)
    expect(answers).toContain('enrolment/too-many')
  })

  it('who asks for pages, guesses passwords and query codes without end keeps no case from travelling', async () => {
    const json = { 'content-type': 'application/json' }
    const { address: url } = await stage.county.line('http listening')
    const typed = (index: number) => ({ method: 'POST', headers: json, body: JSON.stringify(guessOf(index)) })
    const statuses = await meanwhile(30, async (index) => {
      const [path, init] = [
        ['/api/session', typed(index)] as const,
        ['/public/query', typed(index)] as const,
        ['/healthz', {}] as const,
      ][index % 3] ?? ['/', {}]
      return (await fetch(`${String(url)}${path}`, init)).status
    })
    expect(statuses).toContain(429)
    expect(statuses.filter((status) => status === 201)).toEqual([])
  })

  it('who opens connections and says nothing keeps nobody out', async () => {
    const silent = Array.from({ length: 300 }, () => connect(stage.countyPort, '127.0.0.1'))
    await Promise.all(silent.map((socket) => once(socket, 'connect')))
    expect(await aCaseTravels()).toBe('arrived')
    for (const socket of silent) socket.destroy()
  })
})
