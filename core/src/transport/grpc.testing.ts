import { Client, credentials } from '@grpc/grpc-js'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import type { ChannelPair } from '../link/channel.js'
import { grpcDialler, type GrpcDialler, type GrpcDiallerOptions } from './grpc-client.js'
import { startGrpcServer, type GrpcServer, type GrpcServerOptions } from './grpc-server.js'
import { TestNetwork } from './keys.testing.js'
import type { SiteTls } from './tls.js'

/** A pair as the server was handed it. */
export interface Arrival {
  readonly peer: string
  readonly pair: ChannelPair
}

/** Sites with their keys, and whatever a test opens between them; all closed with it. */
export class GrpcStage {
  readonly network: TestNetwork
  readonly stranger: TestNetwork
  readonly city: SiteTls
  readonly county: SiteTls
  readonly other: SiteTls
  /** Of the other network, though its site has the county's id. */
  readonly foreign: SiteTls
  readonly closing: (() => unknown)[] = []

  private constructor(networks: readonly [TestNetwork, TestNetwork], sites: readonly [SiteTls, SiteTls, SiteTls, SiteTls]) {
    ;[this.network, this.stranger] = networks
    ;[this.city, this.county, this.other, this.foreign] = sites
  }

  static async open(): Promise<GrpcStage> {
    const networks = [await TestNetwork.make(), await TestNetwork.make()] as const
    const [network, stranger] = networks
    const sites = ['city', 'county', 'other'].map((site) => network.tlsOf(site))
    const keys = await Promise.all([...sites, stranger.tlsOf('county')])
    return new GrpcStage(networks, keys as [SiteTls, SiteTls, SiteTls, SiteTls])
  }

  async startCity(options: Partial<GrpcServerOptions> = {}): Promise<{ server: GrpcServer; arrivals: Arrival[] }> {
    const arrivals: Arrival[] = []
    const onPair = (peer: string, pair: ChannelPair) => void arrivals.push({ peer, pair })
    const server = await startGrpcServer({ address: '127.0.0.1:0', tls: this.city, contracts: null, onPair, ...options })
    this.closing.push(() => server.close())
    return { server, arrivals }
  }

  diallerTo(port: number, options: Partial<GrpcDiallerOptions> = {}): GrpcDialler {
    const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls: this.county, parent: 'city', ...options })
    this.closing.push(() => dialler.close())
    return dialler
  }

  /** A tool of this machine's administrator: no certificate of a site. */
  toolFor(port: number): Client {
    const identity = credentials.createSsl(Buffer.from(this.county.authority), null, null, {
      checkServerIdentity: () => undefined,
    })
    const tool = new Client(`127.0.0.1:${port}`, identity, { 'grpc.ssl_target_name_override': 'city' })
    this.closing.push(() => tool.close())
    return tool
  }

  async listen(onConnection: (socket: Socket) => void): Promise<TcpServer> {
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => {}))
      onConnection(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    this.closing.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return server
  }

  /** A line to a port that can be cut without either end being told. */
  async cuttableLine(port: number): Promise<{ port: number; cut: () => void }> {
    const ends: Socket[] = []
    const server = await this.listen((near) => {
      const far = connect(port, '127.0.0.1').on('error', () => {})
      ends.push(near, far)
      near.pipe(far)
      far.pipe(near)
    })
    return { port: portOf(server), cut: () => ends.map((end) => end.resetAndDestroy()) }
  }

  async freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const port = portOf(server)
    server.close()
    await once(server, 'close')
    return port
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.closing.splice(0).reverse()) await close()
    this.network[Symbol.dispose]()
    this.stranger[Symbol.dispose]()
  }
}

export function portOf(server: TcpServer): number {
  return (server.address() as AddressInfo).port
}

/** Ends without a signal that would end it. */
export const never: AbortSignal = new AbortController().signal

/** The fault a dial ended with, or `connected`. */
export function codeOf(dialling: Promise<unknown>): Promise<unknown> {
  return dialling.then(
    () => 'connected',
    (error: { code?: unknown }) => error.code,
  )
}

/** Sends bytes as they are: for calls to services whose code is not generated here. */
export const raw = (bytes: Buffer): Buffer => bytes
