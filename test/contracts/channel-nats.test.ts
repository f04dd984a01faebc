import { afterAll, beforeAll, vi } from 'vitest'
import type { Channel } from '@liandong/core/link/channel.js'
import { helloFrame } from '../process/bus-frames.js'
import { TestBus } from '../process/test-bus.js'
import { channelContract, type ChannelEnds } from './channel.js'

/** Each pair has a county of its own; broker and city are shared, for a city deletes streams that are none of its counties'. */
const counties = Array.from({ length: 30 }, (_, number) => `k${number}`)
const accepted = new Map<string, Channel>()
let bus: TestBus
let city: ReturnType<TestBus['city']>
let next = 0
beforeAll(async () => {
  bus = await TestBus.start(counties)
  city = bus.city({ onPair: (peer, { messages }) => void accepted.set(peer, messages) }, counties)
  await vi.waitFor(() => city.isReady || Promise.reject(new Error('the city has not made the streams')), { timeout: 20_000 })
})
afterAll(async () => {
  await city?.close()
  await bus[Symbol.asyncDispose]()
})

channelContract('nats', connect)

async function connect(): Promise<ChannelEnds> {
  const site = counties[next++] as string
  const county = bus.county({ site })
  const { messages } = await county.dial(AbortSignal.timeout(10_000))
  messages.send(helloFrame(1))
  const parent = await vi.waitFor(() => accepted.get(site) ?? Promise.reject(new Error('the Hello has not arrived')), {
    timeout: 10_000,
  })
  return { child: messages, parent: withoutFirst(parent), close: () => county.close() }
}

/** The channel as its session sees it once the Hello that opened it was read. */
function withoutFirst(channel: Channel): Channel {
  return {
    peer: channel.peer,
    send: (frame) => channel.send(frame),
    onDrain: (handler) => channel.onDrain(handler),
    onClose: (handler) => channel.onClose(handler),
    close: (reason) => channel.close(reason),
    onFrame: (handler) => {
      let isHello = true
      channel.onFrame((frame) => {
        if (!isHello) handler(frame)
        isHello = false
      })
    },
  }
}
