import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel } from '../link/channel.js'
import { ManualClock } from '../runtime/manual-clock.js'
import { LinkServiceClient } from '../wire/services.js'
import { codeOf, GrpcStage, never, portOf, type Arrival } from './grpc.testing.js'
import { clientCredentials } from './tls.js'

let stage: GrpcStage
beforeEach(async () => {
  stage = await GrpcStage.open()
})
afterEach(() => stage[Symbol.asyncDispose]())

const nextFrame = (channel: Channel) =>
  new Promise<string>((resolve) => channel.onFrame((frame) => resolve(Buffer.from(frame).toString())))

describe('a dial over gRPC', () => {
  it('gives both ends a pair that names the other by its certificate', async () => {
    const { server, arrivals } = await stage.startCity()
    const pair = await stage.diallerTo(server.port).dial(never)
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
    expect(await codeOf(stage.diallerTo(await stage.freePort()).dial(never))).toBe('link/parent-unreachable')
  })

  it('ends at its deadline when the other side says nothing', async () => {
    const silent = await stage.listen(() => {})
    const clock = new ManualClock()
    const dialling = codeOf(stage.diallerTo(portOf(silent), { clock }).dial(never))
    await once(silent, 'connection')
    clock.advance(10_000)
    expect(await dialling).toBe('link/parent-unreachable')
  })

  it('ends when its caller gives up', async () => {
    const silent = await stage.listen(() => {})
    const caller = new AbortController()
    const dialling = codeOf(stage.diallerTo(portOf(silent)).dial(caller.signal))
    await once(silent, 'connection')
    caller.abort()
    expect(await dialling).toBe('link/parent-unreachable')
  })

  it('works again at once after failures, without waiting for an earlier back-off', async () => {
    const port = await stage.freePort()
    const dialler = stage.diallerTo(port)
    for (let failures = 0; failures < 5; failures += 1) expect(await codeOf(dialler.dial(never))).toBe('link/parent-unreachable')
    await stage.startCity({ address: `127.0.0.1:${port}` })
    expect(await codeOf(dialler.dial(never))).toBe('connected')
  })

  it('is refused when its second call does not come', async () => {
    const clock = new ManualClock()
    const { server, arrivals } = await stage.startCity({ clock })
    const client = new LinkServiceClient(
      `127.0.0.1:${server.port}`,
      clientCredentials(stage.county, { site: 'city' }, () => {}),
      { 'grpc.ssl_target_name_override': 'city' },
    )
    stage.closing.push(() => client.close())
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
    const { server } = await stage.startCity({ onBlobs: (...arrival) => alone.push(arrival) })
    const blobs = await stage.diallerTo(server.port).dialBlobs(7, never)
    blobs.send(Buffer.from('want'))
    const [[peer, session, accepted]] = alone as [[string, number, Channel]]
    expect([peer, session, await nextFrame(accepted)]).toEqual(['county', 7, 'want'])
  })
})
