import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { createServer, connect, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import type { Channel, ChannelPair } from '../link/channel.js'
import { ManualClock } from '../runtime/manual-clock.js'
import { LinkServiceClient } from '../wire/services.js'
import { grpcDialler, type GrpcDialler, type GrpcDiallerOptions } from './grpc-client.js'
import { startGrpcServer, type GrpcServer, type GrpcServerOptions } from './grpc-server.js'
import { TestNetwork } from './keys.testing.js'
import { clientCredentials, type SiteTls } from './tls.js'

let network: TestNetwork
let stranger: TestNetwork
let city: SiteTls
let county: SiteTls
let other: SiteTls
let foreign: SiteTls
beforeAll(async () => {
  network = await TestNetwork.make()
  stranger = await TestNetwork.make()
  ;[city, county, other] = await Promise.all([network.tlsOf('city'), network.tlsOf('county'), network.tlsOf('other')])
  foreign = await stranger.tlsOf('county')
})
afterAll(() => {
  network[Symbol.dispose]()
  stranger[Symbol.dispose]()
})

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Arrival {
  readonly peer: string
  readonly pair: ChannelPair
}

/** A tool of this machine's administrator: no certificate of a site. */
function toolFor(port: number): Client {
  const identity = credentials.createSsl(Buffer.from(county.authority), null, null, { checkServerIdentity: () => undefined })
  const tool = new Client(`127.0.0.1:${port}`, identity, { 'grpc.ssl_target_name_override': 'city' })
  closing.push(() => tool.close())
  return tool
}

const raw = (bytes: Buffer) => bytes

function healthOf(tool: Client): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, answer?: Buffer) => (error === null ? resolve(answer?.[1]) : reject(error))
    tool.makeUnaryRequest('/grpc.health.v1.Health/Check', raw, raw, Buffer.alloc(0), done)
  })
}

async function startCity(options: Partial<GrpcServerOptions> = {}): Promise<{ server: GrpcServer; arrivals: Arrival[] }> {
  const arrivals: Arrival[] = []
  const server = await startGrpcServer({
    address: '127.0.0.1:0',
    tls: city,
    contracts: null,
    onPair: (peer, pair) => arrivals.push({ peer, pair }),
    ...options,
  })
  closing.push(() => server.close())
  return { server, arrivals }
}

function diallerTo(port: number, options: Partial<GrpcDiallerOptions> = {}): GrpcDialler {
  const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls: county, parent: 'city', ...options })
  closing.push(() => dialler.close())
  return dialler
}

const never = new AbortController().signal
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'connected',
    (error: { code?: unknown }) => error.code,
  )
const nextFrame = (channel: Channel) =>
  new Promise<string>((resolve) => channel.onFrame((frame) => resolve(Buffer.from(frame).toString())))
const closeOf = (channel: Channel) => new Promise<string>((resolve) => channel.onClose(resolve))

describe('a dial over gRPC', () => {
  it('gives both ends a pair that names the other by its certificate', async () => {
    const { server, arrivals } = await startCity()
    const pair = await diallerTo(server.port).dial(never)
    const [{ peer, pair: accepted }] = arrivals as [Arrival]
    expect([peer, accepted.messages.peer, accepted.blobs.peer, pair.messages.peer]).toEqual([
      'county',
      'county',
      'county',
      'city',
    ])
    pair.messages.send(Buffer.from('a case'))
    pair.blobs.send(Buffer.from('a paper'))
    expect(await Promise.all([nextFrame(accepted.messages), nextFrame(accepted.blobs)])).toEqual(['a case', 'a paper'])
  })

  it('ends with parent-unreachable when nothing listens', async () => {
    expect(await codeOf(diallerTo(await freePort()).dial(never))).toBe('link/parent-unreachable')
  })

  it('ends at its deadline when the other side says nothing', async () => {
    const silent = await listen(() => {})
    const clock = new ManualClock()
    const dialling = codeOf(diallerTo(portOf(silent), { clock }).dial(never))
    await once(silent, 'connection')
    clock.advance(10_000)
    expect(await dialling).toBe('link/parent-unreachable')
  })

  it('ends when its caller gives up', async () => {
    const silent = await listen(() => {})
    const caller = new AbortController()
    const dialling = codeOf(diallerTo(portOf(silent)).dial(caller.signal))
    await once(silent, 'connection')
    caller.abort()
    expect(await dialling).toBe('link/parent-unreachable')
  })

  it('works again at once after failures, without waiting for an earlier back-off', async () => {
    const port = await freePort()
    const dialler = diallerTo(port)
    for (let failures = 0; failures < 5; failures += 1) expect(await codeOf(dialler.dial(never))).toBe('link/parent-unreachable')
    await startCity({ address: `127.0.0.1:${port}` })
    expect(await codeOf(dialler.dial(never))).toBe('connected')
  })

  it('is refused when its second call does not come', async () => {
    const clock = new ManualClock()
    const { server, arrivals } = await startCity({ clock })
    const client = new LinkServiceClient(
      `127.0.0.1:${server.port}`,
      clientCredentials(county, 'city', () => {}),
      { 'grpc.ssl_target_name_override': 'city' },
    )
    closing.push(() => client.close())
    const metadata = new Metadata()
    metadata.set('liandong-dial', 'alone')
    const call = client.messages(metadata)
    const failed = once(call, 'error') as Promise<[ServiceError]>
    await vi.waitFor(() => expect(clock.nextTimerMs()).not.toBeNull())
    clock.advance(10_000)
    expect((await failed)[0].code).toBe(status.ABORTED)
    expect(arrivals).toEqual([])
  })

  it('of papers alone reaches the server with its session', async () => {
    const alone: [string, number, Channel][] = []
    const { server } = await startCity({ onBlobs: (...arrival) => alone.push(arrival) })
    const blobs = await diallerTo(server.port).dialBlobs(7, never)
    blobs.send(Buffer.from('want'))
    const [[peer, session, accepted]] = alone as [[string, number, Channel]]
    expect([peer, session, await nextFrame(accepted)]).toEqual(['county', 7, 'want'])
  })
})

describe('a connection over gRPC', () => {
  it('closes both channels at both ends when the line is cut', async () => {
    const { server, arrivals } = await startCity()
    const line = await cuttableLine(server.port)
    const pair = await diallerTo(line.port).dial(never)
    const { pair: accepted } = arrivals[0] as Arrival
    const closed = [pair.messages, pair.blobs, accepted.messages, accepted.blobs].map(closeOf)
    line.cut()
    expect(await Promise.all(closed)).toHaveLength(4)
  })

  it('closes at the child when the server closes, and the server ends though the child has not', async () => {
    const { server, arrivals } = await startCity()
    const pair = await diallerTo(server.port).dial(never)
    const closed = [pair.messages, (arrivals[0] as Arrival).pair.blobs].map(closeOf)
    await server.close()
    expect(await Promise.all(closed)).toHaveLength(2)
  })

  it('is refused by a child when the server belongs to another site', async () => {
    const { server } = await startCity({ tls: other })
    await expect(diallerTo(server.port).dial(never)).rejects.toMatchObject({
      code: 'link/wrong-peer',
      detail: 'expected city, found other',
    })
  })

  it('is refused by a child when the server belongs to another network', async () => {
    const { server } = await startCity({ tls: await stranger.tlsOf('city') })
    expect(await codeOf(diallerTo(server.port).dial(never))).toBe('link/wrong-peer')
  })

  it('is refused by the server when the child made its certificate itself', async () => {
    const { server, arrivals } = await startCity()
    const selfMade = { ...foreign, authority: county.authority }
    await expect(diallerTo(server.port, { tls: selfMade }).dial(never)).rejects.toMatchObject({
      code: 'link/wrong-peer',
      detail: 'the link service needs a certificate of this network',
    })
    expect(arrivals).toEqual([])
  })

  it('is refused by the server when the child shows no certificate', async () => {
    const { server } = await startCity()
    const call = toolFor(server.port).makeBidiStreamRequest('/liandong.link.v1.LinkService/Messages', raw, raw)
    const [error] = (await once(call, 'error')) as [ServiceError]
    expect(error.code).toBe(status.UNAUTHENTICATED)
  })

  it('is refused under TLS 1.2 and made under 1.3', async () => {
    const { server } = await startCity()
    const handshake = async (maxVersion: 'TLSv1.2' | 'TLSv1.3') => {
      const socket = connectTls({
        port: server.port,
        host: '127.0.0.1',
        maxVersion,
        ca: county.authority,
        cert: county.certificate,
        key: county.key.reveal(),
        ALPNProtocols: ['h2'],
        checkServerIdentity: () => undefined,
      })
      const end = await once(socket, 'secureConnect').then(
        () => socket.getProtocol(),
        (error: NodeJS.ErrnoException) => error.code,
      )
      socket.destroy()
      return end
    }
    expect(await handshake('TLSv1.3')).toBe('TLSv1.3')
    expect(await handshake('TLSv1.2')).toMatch(/PROTOCOL_VERSION/)
  })

  it('shows a new certificate to new connections once it was rotated', async () => {
    const { server } = await startCity({ tls: other })
    const dialler = diallerTo(server.port)
    expect(await codeOf(dialler.dial(never))).toBe('link/wrong-peer')
    server.rotate(city)
    expect(await codeOf(dialler.dial(never))).toBe('connected')
  })
})

describe('a gRPC server', () => {
  it('tells anyone on its port whether it serves', async () => {
    const { server } = await startCity()
    const tool = toolFor(server.port)
    const [serving, notServing] = [1, 2]
    expect(await healthOf(tool)).toBe(notServing)
    server.setServing(true)
    expect(await healthOf(tool)).toBe(serving)
    server.setServing(false)
    expect(await healthOf(tool)).toBe(notServing)
  })

  it('tells what it offers from the image of its contracts', async () => {
    const contracts = join(network.folder, 'contracts.binpb')
    execFileSync('node_modules/.bin/buf', ['build', 'proto', '-o', contracts])
    const { server } = await startCity({ contracts })
    const call = toolFor(server.port).makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', raw, raw)
    const listServices = Buffer.of(0x3a, 1, 0x2a)
    call.write(listServices)
    const [answer] = (await once(call, 'data')) as [Buffer]
    call.end()
    expect(answer.toString('latin1')).toContain('liandong.link.v1.LinkService')
  })

  it('names the port that is in use', async () => {
    const { server } = await startCity()
    await expect(startCity({ address: `127.0.0.1:${server.port}` })).rejects.toMatchObject({ code: 'port/in-use' })
  })
})

const portOf = (server: TcpServer) => (server.address() as AddressInfo).port

async function listen(onConnection: (socket: Socket) => void): Promise<TcpServer> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    onConnection(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return server
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}

/** A line to a port that can be cut without either end being told. */
async function cuttableLine(port: number): Promise<{ port: number; cut: () => void }> {
  const ends: Socket[] = []
  const server = await listen((near) => {
    const far = connect(port, '127.0.0.1').on('error', () => {})
    ends.push(near, far)
    near.pipe(far)
    far.pipe(near)
  })
  return { port: portOf(server), cut: () => ends.map((end) => end.resetAndDestroy()) }
}
