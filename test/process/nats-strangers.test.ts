import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '@liandong/core/runtime/secret.js'
import type { BusConnection } from '@liandong/core/transport/nats/connection.js'
import { frameMac } from '@liandong/core/transport/nats/mac.js'
import { textFrame } from './bus-frames.js'
import { BusStage, soon } from './bus-stage.js'

let stage: BusStage
beforeEach(async () => {
  stage = await BusStage.open()
})
afterEach(() => stage[Symbol.asyncDispose]())

describe('a stranger on the bus', () => {
  it('without the key of the pair is dropped and counted, not answered', async () => {
    const { city, up } = await stage.connect()
    await using raw = await stage.bus.raw('k1')
    const subject = 'liandong.up.k1.new.1'
    const forged = frameMac(new Secret('0'.repeat(64))).sign(subject, textFrame(1, 'forged'))
    for (const bytes of [forged, textFrame(1, 'bare'), new Uint8Array(0)]) expect(await raw.publish(subject, bytes)).toBe(true)
    await vi.waitFor(() => expect(city.dropped('k1')).toEqual({ badMac: 3, stray: 0 }), soon)
    expect(up).toEqual(['hello 1'])
  })

  it('cannot move a signed frame to another session or direction', async () => {
    const { city, county } = await stage.connect()
    await using raw = await stage.bus.raw('k1')
    const bytes = stage.signed('k1', 'liandong.up.k1.new.2', textFrame(1, 'moved'))
    await raw.publish('liandong.up.k1.new.1', bytes)
    await using cityRaw = await stage.bus.raw('city')
    await cityRaw.publish('liandong.down.k1.new.1', stage.signed('k1', 'liandong.up.k1.new.1', textFrame(1, 'reflected')))
    await vi.waitFor(() => expect([city.dropped('k1').badMac, county.dropped.badMac]).toEqual([1, 1]), soon)
  })

  it('who makes the broker write its answers into another county’s stream is dropped and counted', async () => {
    const { city, up } = await stage.connect()
    await using raw = await stage.bus.raw('k2')
    const reply = 'liandong.up.k1.new.1'
    raw.nc.publish('liandong.up.k2.new.1', stage.signed('k2', 'liandong.up.k2.new.1', textFrame(1, 'x')), { reply })
    raw.nc.publish('$JS.API.CONSUMER.MSG.NEXT.down_k2.reader', '1', { reply })
    await using cityRaw = await stage.bus.raw('city')
    await cityRaw.publish('liandong.down.k2.new.1', stage.signed('k2', 'liandong.down.k2.new.1', textFrame(1, 'for k2')))
    await vi.waitFor(() => expect(city.dropped('k1').badMac).toBe(2), soon)
    expect(up).toEqual(['hello 1'])
  })

  it('who is another county can neither read nor publish nor make a way to', async () => {
    await stage.connect()
    await using raw = await stage.bus.raw('k2')
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
    const county = stage.bus.county({ seed: await stage.bus.strangerSeed(), onFailure: ({ error }) => faults.push(error) })
    await expect(county.dial(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'nats/missing' })
    expect(faults).not.toEqual([])
  })
})

type NatsConnection = BusConnection['nc']

async function publishRefusal(nc: NatsConnection, subject: string): Promise<string> {
  const answer = nc.request(subject, '', { timeout: 5_000 }).then(() => 'allowed', told)
  return `${subject} ${await answer}`
}

async function subscribeRefusal(nc: NatsConnection, subject: string): Promise<string> {
  const refusal = new Promise<Error | null>((resolve) => nc.subscribe(subject, { callback: (error) => resolve(error) }))
  return `${subject} ${await refusal.then(told)}`
}

const told = (error: Error | null) => (error !== null && /permissions violation/i.test(error.message) ? 'denied' : String(error))
