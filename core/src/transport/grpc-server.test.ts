import { status, type Client, type ServiceError } from '@grpc/grpc-js'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../link/channel.js'
import { codeOf, GrpcStage, never, raw, type Arrival } from './grpc.testing.js'

let stage: GrpcStage
beforeEach(async () => {
  stage = await GrpcStage.open()
})
afterEach(() => stage[Symbol.asyncDispose]())

const closeOf = (channel: Channel) => new Promise<string>((resolve) => channel.onClose(resolve))

describe('a connection over gRPC', () => {
  it('closes both channels at both ends when the line is cut', async () => {
    const { server, arrivals } = await stage.startCity()
    const line = await stage.cuttableLine(server.port)
    const pair = await stage.diallerTo(line.port).dial(never)
    const { pair: accepted } = arrivals[0] as Arrival
    const closed = [pair.messages, pair.blobs, accepted.messages, accepted.blobs].map(closeOf)
    line.cut()
    expect(await Promise.all(closed)).toHaveLength(4)
  })

  it('closes at the child when the server closes, and the server ends though the child has not', async () => {
    const { server, arrivals } = await stage.startCity()
    const pair = await stage.diallerTo(server.port).dial(never)
    const closed = [pair.messages, (arrivals[0] as Arrival).pair.blobs].map(closeOf)
    await server.close()
    expect(await Promise.all(closed)).toHaveLength(2)
  })

  it('is refused by a child when the server belongs to another site', async () => {
    const { server } = await stage.startCity({ tls: stage.other })
    await expect(stage.diallerTo(server.port).dial(never)).rejects.toMatchObject({
      code: 'link/wrong-peer',
      detail: 'expected city, found other',
    })
  })

  it('is refused by a child when the server belongs to another network', async () => {
    const { server } = await stage.startCity({ tls: await stage.stranger.tlsOf('city') })
    expect(await codeOf(stage.diallerTo(server.port).dial(never))).toBe('link/wrong-peer')
  })

  it('is refused by the server when the child made its certificate itself', async () => {
    const { server, arrivals } = await stage.startCity()
    const selfMade = { ...stage.foreign, authority: stage.county.authority }
    await expect(stage.diallerTo(server.port, { tls: selfMade }).dial(never)).rejects.toMatchObject({
      code: 'link/wrong-peer',
      detail: 'the link service needs a certificate of this network',
    })
    expect(arrivals).toEqual([])
  })

  it('is refused by the server when the child shows no certificate', async () => {
    const { server } = await stage.startCity()
    const call = stage.toolFor(server.port).makeBidiStreamRequest('/liandong.link.v1.LinkService/Messages', raw, raw)
    const [error] = (await once(call, 'error')) as [ServiceError]
    expect(error.code).toBe(status.UNAUTHENTICATED)
  })

  it('is refused under TLS 1.2 and made under 1.3', async () => {
    const { server } = await stage.startCity()
    const handshake = async (maxVersion: 'TLSv1.2' | 'TLSv1.3') => {
      const socket = connectTls({
        port: server.port,
        host: '127.0.0.1',
        maxVersion,
        ca: stage.county.authority,
        cert: stage.county.certificate,
        key: stage.county.key.reveal(),
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
    const { server } = await stage.startCity({ tls: stage.other })
    const dialler = stage.diallerTo(server.port)
    expect(await codeOf(dialler.dial(never))).toBe('link/wrong-peer')
    server.rotate(stage.city)
    expect(await codeOf(dialler.dial(never))).toBe('connected')
  })
})

describe('a gRPC server', () => {
  it('tells anyone on its port whether it serves', async () => {
    const { server } = await stage.startCity()
    const tool = stage.toolFor(server.port)
    const [serving, notServing] = [1, 2]
    expect(await healthOf(tool)).toBe(notServing)
    server.setServing(true)
    expect(await healthOf(tool)).toBe(serving)
    server.setServing(false)
    expect(await healthOf(tool)).toBe(notServing)
  })

  it('tells what it offers from the image of its contracts', async () => {
    const contracts = join(stage.network.folder, 'contracts.binpb')
    execFileSync('node_modules/.bin/buf', ['build', 'proto', '-o', contracts])
    const { server } = await stage.startCity({ contracts })
    const call = stage
      .toolFor(server.port)
      .makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', raw, raw)
    const listServices = Buffer.of(0x3a, 1, 0x2a)
    call.write(listServices)
    const [answer] = (await once(call, 'data')) as [Buffer]
    call.end()
    expect(answer.toString('latin1')).toContain('liandong.link.v1.LinkService')
  })

  it('names the port that is in use', async () => {
    const { server } = await stage.startCity()
    await expect(stage.startCity({ address: `127.0.0.1:${server.port}` })).rejects.toMatchObject({ code: 'port/in-use' })
  })
})

function healthOf(tool: Client): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, answer?: Buffer) => (error === null ? resolve(answer?.[1]) : reject(error))
    tool.makeUnaryRequest('/grpc.health.v1.Health/Check', raw, raw, Buffer.alloc(0), done)
  })
}
