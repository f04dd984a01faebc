import { afterAll, beforeAll, vi } from 'vitest'
import type { Channel } from '@liandong/core/link/channel.js'
import { helloFrame } from '../process/bus-frames.js'
import { TestBus } from '../process/test-bus.js'
import { channelContract, type ChannelEnds } from './channel.js'

/** Each pair has a county of its own; the broker is shared. */
const counties = Array.from({ length: 30 }, (_, number) => `k${number}`)
let bus: TestBus
let next = 0
beforeAll(async () => {
  bus = await TestBus.start(counties)
})
afterAll(() => bus[Symbol.asyncDispose]())

channelContract('nats', connect)

async function connect(): Promise<ChannelEnds> {
  const site = counties[next++] as string
  const accepted: Channel[] = []
  const city = bus.city({ onPair: (_peer, { messages }) => accepted.push(messages) }, [site])
  await vi.waitFor(() => city.isReady || Promise.reject(new Error('the city has not made the streams')), { timeout: 10_000 })
  const county = bus.county({ site })
  const { messages } = await county.dial(AbortSignal.timeout(10_000))
  messages.send(helloFrame(1))
  await vi.waitFor(() => accepted[0] ?? Promise.reject(new Error('the Hello has not arrived')), { timeout: 10_000 })
  const close = async (): Promise<void> => {
    await Promise.all([county.close(), city.close()])
  }
  return { child: messages, parent: withoutFirst(accepted[0] as Channel), close }
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
