import { Fault } from '../../domain/fault.js'
import type { SiteId } from '../../domain/values.js'
import type { Channel, ChannelPair, Dialler } from '../../link/channel.js'
import { systemClock, type Clock } from '../../runtime/clock.js'
import { loop, type LoopFailure } from '../../runtime/loop.js'
import type { Secret } from '../../runtime/secret.js'
import { busBackOff, BusConnection, busFault, type BusOptions } from './connection.js'
import { Exchange, type BusPair, type DroppedCounts } from './exchange.js'
import { frameMac } from './mac.js'
import { readStream } from './reader.js'

export interface NatsCountyOptions extends BusOptions {
  readonly city: SiteId
  /** The key both gateways hold, as `makeLinkMacKey` wrote it. */
  readonly macKey: Secret
  /** Opens the channel for papers, which does not go over the bus; `grpcDialler(…).dialBlobs`. */
  readonly dialBlobs: (session: number, signal: AbortSignal) => Promise<Channel>
  /** The bus or the way for papers cannot be used; tried again. */
  readonly onFailure: (failure: LoopFailure) => void
  readonly clock?: Clock
}

export interface NatsCounty extends Dialler {
  readonly dropped: DroppedCounts
  readonly isReady: boolean
  close(): Promise<void>
}

/** A county's end of the bus. Starts at once and keeps trying; a dial ends with the latest Fault while it fails. */
export function startNatsCounty(options: NatsCountyOptions): NatsCounty {
  return new County(options)
}

class County implements NatsCounty {
  readonly #options: NatsCountyOptions
  readonly #clock: Clock
  readonly #exchange: Exchange
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  #bus: BusConnection | null = null
  #fault: Fault | null = null
  #onFirstOutcome = (): void => {}
  readonly #firstOutcome = new Promise<void>((resolve) => {
    this.#onFirstOutcome = resolve
  })

  constructor(options: NatsCountyOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#exchange = new Exchange({
      county: options.site,
      peer: options.city,
      sends: 'up',
      mac: frameMac(options.macKey),
      clock: this.#clock,
      publish: (subject, bytes) => this.#bus?.publish(subject, bytes) ?? Promise.resolve(false),
    })
    this.#running = this.#loop('nats', this.#stop.signal, (signal) => this.#serve(signal))
  }

  get dropped(): DroppedCounts {
    return this.#exchange.dropped
  }

  get isReady(): boolean {
    return this.#bus !== null
  }

  async dial(signal: AbortSignal): Promise<ChannelPair> {
    await this.#firstOutcome
    if (signal.aborted) throw new Fault('link/parent-unreachable', 'given up')
    if (this.#bus === null) throw this.#fault ?? new Fault('nats/missing')
    return this.#exchange.dial((session, pair) => void this.#connectBlobs(session, pair))
  }

  async close(): Promise<void> {
    this.#exchange.close('the county is closing')
    this.#stop.abort()
    await this.#running
  }

  /** One connection, from its opening to its loss. */
  async #serve(signal: AbortSignal): Promise<void> {
    let bus: BusConnection | null = null
    try {
      bus = await BusConnection.open(this.#options)
      const reader = await readStream(bus, 'down', this.#options.site, this.#exchange)
      this.#bus = bus
      this.#onFirstOutcome()
      await aborted(AbortSignal.any([signal, bus.lost]))
      reader.stop()
      if (!signal.aborted) throw bus.reason
    } catch (error) {
      this.#fault = busFault(error)
      throw this.#fault
    } finally {
      this.#bus = null
      this.#onFirstOutcome()
      await bus?.close()
    }
  }

  /** Tries until the session ends: messages flow meanwhile, papers wait. */
  async #connectBlobs(session: number, { blobs, ended }: BusPair): Promise<void> {
    const done = new AbortController()
    await this.#loop('papers', AbortSignal.any([ended, done.signal]), async (signal) => {
      blobs.attach(await this.#options.dialBlobs(session, signal))
      done.abort()
    })
  }

  #loop(name: string, signal: AbortSignal, step: (signal: AbortSignal) => Promise<void>): Promise<void> {
    return loop({ name, signal, step, pauseMs: 0, onFailure: this.#options.onFailure, backOff: busBackOff, clock: this.#clock })
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
