import { once } from 'node:events'
import { join } from 'node:path'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel, ChannelPair } from '@liandong/core/link/channel.js'
import type { LoopFailure } from '@liandong/core/runtime/loop.js'
import { Secret } from '@liandong/core/runtime/secret.js'
import { memoryPair } from '@liandong/core/transport/memory.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import { BusConnection } from '@liandong/core/transport/nats/connection.js'
import { frameMac } from '@liandong/core/transport/nats/mac.js'
import { keyFiles } from '@liandong/core/wire/site-identity.js'
import { TestBus, dialWhenReady } from './test-bus.js'
import { TestNetwork } from '../../core/src/transport/keys.testing.js'
import { NatsServer } from './nats-server.js'
import { helloFrame, largeFrame, textFrame, texts } from './bus-frames.js'

interface Arrival {
  readonly peer: string
  readonly pair: ChannelPair
}

let bus: TestBus
let arrivals: Arrival[]
const accept = (peer: string, pair: ChannelPair) => void arrivals.push({ peer, pair })
beforeEach(async () => {
  bus = await TestBus.start()
  arrivals = []
})
afterEach(() => bus[Symbol.asyncDispose]())

/** A session of county k1: both ends' pairs, the Hello already read. */
async function connect() {
  const city = bus.city({ onPair: accept })
  const county = bus.county()
  const near = await dialWhenReady(county)
  near.messages.send(helloFrame(1))
  const far = await arrival(0)
  const up = texts(far.messages)
  const down = texts(near.messages)
  await vi.waitFor(() => expect(up).toEqual(['hello 1']))
  return { city, county, near, far, up, down }
}

async function arrival(index: number): Promise<ChannelPair> {
  await vi.waitFor(() => expect(arrivals.length).toBeGreaterThan(index), { timeout: 10_000 })
  return (arrivals[index] as Arrival).pair
}

const soon = { timeout: 20_000, interval: 20 }

describe('a session over the bus', () => {
  it('begins at the city with the county’s Hello and carries frames both ways in order', async () => {
    const { near, far, up, down } = await connect()
    const many = Array.from({ length: 200 }, (_, number) => `${number}`)
    for (const text of many) {
      near.messages.send(textFrame(1, text))
      far.messages.send(textFrame(1, text))
    }
    await vi.waitFor(() => expect(down).toEqual(many), soon)
    await vi.waitFor(() => expect(up).toEqual(['hello 1', ...many]), soon)
    expect(arrivals.map(({ peer }) => peer)).toEqual(['k1'])
  })

  it('leaves nothing at the broker that was delivered', async () => {
    const { near, up } = await connect()
    for (let number = 0; number < 20; number += 1) near.messages.send(textFrame(1, `${number}`))
    await vi.waitFor(() => expect(up).toHaveLength(21), soon)
    await using raw = await bus.raw('city')
    await vi.waitFor(async () => expect((await raw.streams.info('up_k1')).state.messages).toBe(0), soon)
  })

  it('goes on with the same channels after the broker lost all it held', async () => {
    const { near, far, up, down } = await connect()
    await bus.server.kill()
    near.messages.send(textFrame(1, 'sent meanwhile'))
    bus.server.wipe()
    await bus.server.start()
    far.messages.send(textFrame(1, 'and back'))
    await vi.waitFor(() => expect([up, down]).toEqual([['hello 1', 'sent meanwhile'], ['and back']]), soon)
  })

  it('goes on after someone deleted its streams while every process lived', async () => {
    const { near, far, up, down } = await connect()
    await using raw = await bus.raw('city')
    for (const name of ['up_k1', 'down_k1']) await raw.streams.delete(name)
    near.messages.send(textFrame(1, 'up'))
    far.messages.send(textFrame(1, 'down'))
    await vi.waitFor(() => expect([up, down]).toEqual([['hello 1', 'up'], ['down']]), soon)
  })

  it('holds its sender back while the stream is full, and loses nothing by it', async () => {
    const windowBytes = 1024 * 1024
    bus.city({ onPair: accept, windowBytes })
    const { messages } = await dialWhenReady(bus.county())
    let hasRoom = messages.send(helloFrame(1))
    messages.onDrain(() => {
      hasRoom = true
    })
    const far = await arrival(0)
    const sent: string[] = []
    await using raw = await bus.raw('city')
    await vi.waitFor(async () => {
      for (; hasRoom; sent.push(`chunk ${sent.length}`)) hasRoom = messages.send(largeFrame(1, sent.length, 100_000))
      expect((await raw.streams.info('up_k1')).state.bytes).toBeGreaterThan(windowBytes - 101_000)
    }, soon)
    expect(hasRoom).toBe(false)
    const up = texts(far.messages)
    await vi.waitFor(() => expect(up).toHaveLength(sent.length + 1), soon)
    expect(up.slice(1)).toEqual(sent)
    expect(hasRoom).toBe(true)
  })

  it('ends at both ends when either closes, after what was sent before', async () => {
    const { near, far, up } = await connect()
    const reason = closeOf(far.messages)
    near.messages.send(textFrame(1, 'last word'))
    near.messages.close('done')
    expect(await reason).toBe('the other end closed')
    expect(up).toEqual(['hello 1', 'last word'])
    expect(near.messages.send(textFrame(1, 'too late'))).toBe(false)
  })

  it('drops frames of a session that is not open, unread and counted', async () => {
    const { city, near } = await connect()
    near.messages.send(textFrame(1, 'of this one'))
    await using raw = await bus.raw('k1')
    expect(await raw.publish('liandong.up.k1.new.9', signed('k1', 'liandong.up.k1.new.9', textFrame(9, 'of another')))).toBe(true)
    await vi.waitFor(() => expect(city.dropped('k1')).toEqual({ badMac: 0, stray: 1 }), soon)
    expect(arrivals).toHaveLength(1)
  })

  it('is followed by another that begins with its own Hello, and each has its own frames', async () => {
    const { county, up } = await connect()
    const second = await dialWhenReady(county)
    second.messages.send(helloFrame(2))
    const secondUp = texts((await arrival(1)).messages)
    second.messages.send(textFrame(2, 'newer'))
    await vi.waitFor(() => expect(secondUp).toEqual(['hello 2', 'newer']), soon)
    expect(up).toEqual(['hello 1'])
  })

  it('does not leave the city deaf when taking one in fails', async () => {
    const failures: LoopFailure[] = []
    const onPair = (peer: string, pair: ChannelPair) => {
      if (failures.length === 0) throw new Error('a bug')
      accept(peer, pair)
    }
    bus.city({ onPair, onFailure: (failure) => failures.push(failure) })
    const county = bus.county()
    const [first, second] = [await dialWhenReady(county), await dialWhenReady(county)]
    first.messages.send(helloFrame(1))
    await vi.waitFor(() => expect(failures[0]?.error).toMatchObject({ code: 'internal/bug' }), soon)
    second.messages.send(helloFrame(2))
    expect(texts((await arrival(0)).messages)).toEqual(['hello 2'])
  })

  it('begins although the city is away when the Hello is sent', async () => {
    const { city, county } = await connect()
    await city.close()
    const near = await county.dial(AbortSignal.timeout(10_000))
    near.messages.send(helloFrame(2))
    bus.city({ onPair: accept })
    const up = texts((await arrival(1)).messages)
    near.messages.send(textFrame(2, 'and on'))
    await vi.waitFor(() => expect(up).toEqual(['hello 2', 'and on']), soon)
  })
})

describe('the papers of a session over the bus', () => {
  it('wait for their own channel, whether it comes before the Hello or after', async () => {
    for (const [session, isEarly] of [
      [1, true],
      [2, false],
    ] as const) {
      const [nearEnd, farEnd] = pipe()
      const city = bus.city({ onPair: accept })
      const county = bus.county({ dialBlobs: () => Promise.resolve(nearEnd) })
      const near = await dialWhenReady(county)
      near.blobs.send(textFrame(session, 'want'))
      if (isEarly) city.attachBlobs('k1', session, farEnd)
      near.messages.send(helloFrame(session))
      const far = await arrival(session - 1)
      if (!isEarly) city.attachBlobs('k1', session, farEnd)
      const wants = texts(far.blobs)
      await vi.waitFor(() => expect(wants).toEqual(['want']), soon)
      await Promise.all([city.close(), county.close()])
    }
  })

  it('take the messages with them when their channel breaks, so that the site dials anew and states its wants', async () => {
    const [nearEnd, farEnd] = pipe()
    const city = bus.city({ onPair: accept })
    const near = await dialWhenReady(bus.county({ dialBlobs: () => Promise.resolve(nearEnd) }))
    near.messages.send(helloFrame(1))
    const far = await arrival(0)
    city.attachBlobs('k1', 1, farEnd)
    const closed = [near.messages, near.blobs, far.messages, far.blobs].map(closeOf)
    nearEnd.close('cut')
    expect(await Promise.all(closed)).toHaveLength(4)
  })

  it('are tried again while the way for them is closed, and messages flow meanwhile', async () => {
    const [nearEnd] = pipe()
    let attempts = 0
    const dialBlobs = () => {
      attempts += 1
      return attempts < 3 ? Promise.reject(new Error('no way through')) : Promise.resolve(nearEnd)
    }
    bus.city({ onPair: accept })
    const near = await dialWhenReady(bus.county({ dialBlobs }))
    near.messages.send(helloFrame(1))
    const up = texts((await arrival(0)).messages)
    await vi.waitFor(() => expect([up, attempts]).toEqual([['hello 1'], 3]), soon)
  })
})

describe('a stranger on the bus', () => {
  it('without the key of the pair is dropped and counted, not answered', async () => {
    const { city, up } = await connect()
    await using raw = await bus.raw('k1')
    const subject = 'liandong.up.k1.new.1'
    const forged = frameMac(new Secret('0'.repeat(64))).sign(subject, textFrame(1, 'forged'))
    for (const bytes of [forged, textFrame(1, 'bare'), new Uint8Array(0)]) expect(await raw.publish(subject, bytes)).toBe(true)
    await vi.waitFor(() => expect(city.dropped('k1')).toEqual({ badMac: 3, stray: 0 }), soon)
    expect(up).toEqual(['hello 1'])
  })

  it('cannot move a signed frame to another session or direction', async () => {
    const { city, county } = await connect()
    await using raw = await bus.raw('k1')
    const bytes = signed('k1', 'liandong.up.k1.new.2', textFrame(1, 'moved'))
    await raw.publish('liandong.up.k1.new.1', bytes)
    await using cityRaw = await bus.raw('city')
    await cityRaw.publish('liandong.down.k1.new.1', signed('k1', 'liandong.up.k1.new.1', textFrame(1, 'reflected')))
    await vi.waitFor(() => expect([city.dropped('k1').badMac, county.dropped.badMac]).toEqual([1, 1]), soon)
  })

  it('who makes the broker write its answers into another county’s stream is dropped and counted', async () => {
    const { city, up } = await connect()
    await using raw = await bus.raw('k2')
    const reply = 'liandong.up.k1.new.1'
    raw.nc.publish('liandong.up.k2.new.1', signed('k2', 'liandong.up.k2.new.1', textFrame(1, 'x')), { reply })
    raw.nc.publish('$JS.API.CONSUMER.MSG.NEXT.down_k2.reader', '1', { reply })
    await using cityRaw = await bus.raw('city')
    await cityRaw.publish('liandong.down.k2.new.1', signed('k2', 'liandong.down.k2.new.1', textFrame(1, 'for k2')))
    await vi.waitFor(() => expect(city.dropped('k1').badMac).toBe(2), soon)
    expect(up).toEqual(['hello 1'])
  })

  it('who is another county can neither read nor publish nor make a way to', async () => {
    await connect()
    await using raw = await bus.raw('k2')
    const { nc } = raw
    const publishing = [
      'liandong.up.k1.new.1',
      'liandong.down.k1.new.1',
      'liandong.down.k2.new.1',
      '$JS.API.CONSUMER.MSG.NEXT.down_k1.reader',
      '$JS.API.CONSUMER.CREATE.down_k1',
      '$JS.API.CONSUMER.CREATE.down_k2',
      '$JS.API.CONSUMER.DURABLE.CREATE.down_k1.mine',
      '$JS.API.STREAM.MSG.GET.down_k1',
      '$JS.API.DIRECT.GET.down_k1',
      '$JS.API.STREAM.DELETE.up_k1',
      '$JS.API.STREAM.PURGE.up_k1',
      '$JS.API.STREAM.NAMES',
    ]
    const subscribing = ['_INBOX.>', '_INBOX_k1.>', 'liandong.>', 'liandong.down.k1.>', '$JS.>', '>']
    const refusals = [
      ...publishing.map((subject) => publishRefusal(nc, subject)),
      ...subscribing.map((subject) => subscribeRefusal(nc, subject)),
    ]
    expect(await Promise.all(refusals)).toEqual([...publishing, ...subscribing].map((subject) => `${subject} denied`))
  })

  it('is anyone whose credential the broker’s configuration does not name', async () => {
    const faults: unknown[] = []
    const county = bus.county({ seed: await bus.strangerSeed(), onFailure: ({ error }) => faults.push(error) })
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'nats/missing' })
    expect(faults).not.toEqual([])
  })
})

describe('a gateway whose broker will not do', () => {
  it('says that it is missing, goes on, and is there when it comes', async () => {
    await bus.server.kill()
    const failures: LoopFailure[] = []
    const city = bus.city({ onPair: accept, onFailure: (failure) => failures.push(failure) })
    const county = bus.county()
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'nats/missing' })
    await vi.waitFor(() => expect(failures.length).toBeGreaterThan(2), soon)
    expect(failures[0]?.error).toMatchObject({ code: 'nats/missing' })
    await bus.server.start()
    await vi.waitFor(() => expect(city.isReady).toBe(true), soon)
    const near = await dialWhenReady(county)
    near.messages.send(helloFrame(1))
    expect(texts((await arrival(0)).messages)).toEqual(['hello 1'])
  })

  it('says that the city has made no stream yet', async () => {
    const county = bus.county()
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'link/parent-unreachable' })
  })

  it('says that it is too old', async () => {
    await using old = await oldServer('2.8.4')
    const county = bus.county({ servers: [old.address] })
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({
      code: 'nats/too-old',
      detail: expect.stringContaining('2.8.4'),
    })
  })

  it('says so when its certificate names another, and connects when it names the bus', async () => {
    using network = await TestNetwork.make()
    const own = await network.tlsOf('k1')
    const asBus = (server: string) => ({ tls: { own, server } })
    await network.tlsOf('bus')
    const file = (name: string) => join(network.folderOf('bus'), name)
    const tls = { certificate: file(keyFiles.certificate), key: file(keyFiles.key), authority: file(keyFiles.authority) }
    await using secure = await bus.secureServer(tls)
    const options = { servers: [secure.address], site: 'k1', seed: bus.seed('k1') }
    await expect(BusConnection.open({ ...options, ...asBus('other') })).rejects.toThrow(/expected other, found bus/)
    await expect(BusConnection.open(options)).rejects.toMatchObject({ code: 'nats/missing' })
    const connection = await BusConnection.open({ ...options, ...asBus('bus') })
    await connection.close()
    await expect(BusConnection.open({ ...options, servers: [bus.server.address], ...asBus('bus') })).rejects.toThrow(/tls/)
  })

  it('says that it has no JetStream', async () => {
    await using plain = await NatsServer.start(
      ({ listen, portsFolder }) => `listen: "${listen}"\nports_file_dir: "${portsFolder}"\n`,
    )
    const county = bus.county({ servers: [plain.address] })
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'nats/no-jetstream' })
    const failures: LoopFailure[] = []
    bus.city({ servers: [plain.address], onPair: accept, onFailure: (failure) => failures.push(failure) })
    await vi.waitFor(() => expect(failures[0]?.error).toMatchObject({ code: 'nats/no-jetstream' }), soon)
  })
})

const closeOf = (channel: Channel) => new Promise<string>((resolve) => channel.onClose(resolve))

async function publishRefusal(nc: NatsConnection, subject: string): Promise<string> {
  const answer = nc.request(subject, '', { timeout: 5_000 }).then(() => 'allowed', told)
  return `${subject} ${await answer}`
}

async function subscribeRefusal(nc: NatsConnection, subject: string): Promise<string> {
  const refusal = new Promise<Error | null>((resolve) => nc.subscribe(subject, { callback: (error) => resolve(error) }))
  return `${subject} ${await refusal.then(told)}`
}

const told = (error: Error | null) => (error !== null && /permissions violation/i.test(error.message) ? 'denied' : String(error))

function signed(county: string, subject: string, frame: Uint8Array): Uint8Array {
  return frameMac(bus.macKey(county, 'city')).sign(subject, frame)
}

type NatsConnection = BusConnection['nc']

/** A way for papers within this process. */
function pipe(): [Channel, Channel] {
  const { dialler, accepter } = memoryPair({ line: new MemoryLine(), child: 'k1', parent: 'city' })
  return [dialler.blobs, accepter.blobs]
}

/** Speaks as much of the protocol as a client needs to see which version it met. */
async function oldServer(version: string) {
  const info = JSON.stringify({ server_id: 'old', version, headers: true, max_payload: 1_048_576, jetstream: true })
  const server = createServer((socket) => {
    socket.on('error', () => {}).write(`INFO ${info}\r\n`)
    socket.on('data', (data) => data.includes('PING') && socket.write('PONG\r\n'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
