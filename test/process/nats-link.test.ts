import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelPair } from '@liandong/core/link/channel.js'
import { TestBus, dialWhenReady } from './test-bus.js'
import { helloFrame, textFrame, texts } from './bus-frames.js'

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

  it('goes on with the same channels after the broker lost all it held', async () => {
    const { near, far, up, down } = await connect()
    await bus.server.kill()
    near.messages.send(textFrame(1, 'sent meanwhile'))
    bus.server.wipe()
    await bus.server.start()
    far.messages.send(textFrame(1, 'and back'))
    await vi.waitFor(() => expect([up, down]).toEqual([['hello 1', 'sent meanwhile'], ['and back']]), soon)
  })
})
