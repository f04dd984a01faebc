import { vi } from 'vitest'
import type { Channel, ChannelPair } from '@liandong/core/link/channel.js'
import { frameMac } from '@liandong/core/transport/nats/mac.js'
import { helloFrame, texts } from './bus-frames.js'
import { TestBus, dialWhenReady } from './test-bus.js'

/** A pair as the city was handed it. */
interface Arrival {
  readonly peer: string
  readonly pair: ChannelPair
}

/** Generous: a loaded machine must not decide a test. */
export const soon = { timeout: 20_000, interval: 20 }

/** A broker, and what has arrived at the city. */
export class BusStage {
  readonly bus: TestBus
  readonly arrivals: Arrival[] = []

  private constructor(bus: TestBus) {
    this.bus = bus
  }

  static async open(): Promise<BusStage> {
    return new BusStage(await TestBus.start())
  }

  readonly accept = (peer: string, pair: ChannelPair): void => {
    this.arrivals.push({ peer, pair })
  }

  /** A session of county k1: both ends' pairs, the Hello already read. */
  async connect() {
    const city = this.bus.city({ onPair: this.accept })
    const county = this.bus.county()
    const near = await dialWhenReady(county)
    near.messages.send(helloFrame(1))
    const far = await this.arrival(0)
    const up = texts(far.messages)
    const down = texts(near.messages)
    await vi.waitFor(() => up.length > 0 || Promise.reject(new Error('the Hello has not arrived')), soon)
    return { city, county, near, far, up, down }
  }

  async arrival(index: number): Promise<ChannelPair> {
    return await vi.waitFor(() => this.arrivals[index]?.pair ?? Promise.reject(new Error('no pair has arrived')), soon)
  }

  /** A frame as that county's gateway, or the city toward it, signs it for a subject. */
  signed(county: string, subject: string, frame: Uint8Array): Uint8Array {
    return frameMac(this.bus.macKey(county, 'city')).sign(subject, frame)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.bus[Symbol.asyncDispose]()
  }
}

export function closeOf(channel: Channel): Promise<string> {
  return new Promise((resolve) => channel.onClose(resolve))
}
