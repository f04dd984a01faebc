import type { SiteId } from '../../domain/values.js'
import type { Channel, ChannelPair } from '../../link/channel.js'
import { systemClock, type Clock } from '../../runtime/clock.js'
import { loop, type LoopFailure } from '../../runtime/loop.js'
import type { Secret } from '../../runtime/secret.js'
import { wait } from '../../runtime/wait.js'
import { busBackOff, BusConnection, busFault, type BusOptions } from './connection.js'
import { Exchange, type BusPair, type DroppedCounts } from './exchange.js'
import { frameMac } from './mac.js'
import { readStream, type Reader } from './reader.js'
import { Streams } from './streams.js'

export interface BusCounty {
  readonly site: SiteId
  /** The key both gateways hold, as `makeLinkMacKey` wrote it. */
  readonly macKey: Secret
}

export interface NatsCityOptions extends BusOptions {
  readonly counties: readonly BusCounty[]
  /** A county dialled in. Its blobs channel may connect later, or never: what is sent on it waits. */
  readonly onPair: (peer: SiteId, pair: ChannelPair) => void
  /** The bus cannot be used; tried again. */
  readonly onFailure: (failure: LoopFailure) => void
  /** Room of each stream; a window is enough. */
  readonly windowBytes?: number
  readonly clock?: Clock
}

export interface NatsCity {
  /** Papers of a county, which come by gRPC, for the session its Hello opens or has opened. */
  attachBlobs(peer: SiteId, session: number, blobs: Channel): void
  dropped(peer: SiteId): DroppedCounts
  /** Counties that came or changed their key get a line, those that are gone lose theirs; the others do not notice. */
  setCounties(counties: readonly BusCounty[]): void
  /** True while streams and consumers of all counties are there. */
  readonly isReady: boolean
  close(): Promise<void>
}

/** Streams are looked after that often, beside every reconnect: someone may delete them while all processes live. */
const checkMs = 5_000

/** The city's end of the bus, for all its counties. Starts at once and keeps trying. */
export function startNatsCity(options: NatsCityOptions): NatsCity {
  return new City(options)
}

/** What the city keeps of one county. */
interface Line {
  readonly exchange: Exchange
  readonly macKey: Secret
  /** Papers whose session's Hello is still on the bus. */
  early: { readonly session: number; readonly blobs: Channel } | null
}

class City implements NatsCity {
  readonly #options: NatsCityOptions
  readonly #clock: Clock
  readonly #lines: Map<SiteId, Line>
  /** Ends the rest between two looks at the streams. */
  #look = new AbortController()
  readonly #readers = new Map<SiteId, Reader>()
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  #bus: BusConnection | null = null
  #isReady = false

  constructor(options: NatsCityOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#lines = new Map(options.counties.map((county) => [county.site, this.#lineOf(county)]))
    this.#running = loop({
      name: 'nats',
      signal: this.#stop.signal,
      step: (signal) => this.#serve(signal),
      pauseMs: 0,
      onFailure: options.onFailure,
      backOff: busBackOff,
      clock: this.#clock,
    })
  }

  get isReady(): boolean {
    return this.#isReady
  }

  attachBlobs(peer: SiteId, session: number, blobs: Channel): void {
    const line = this.#lines.get(peer)
    if (line === undefined) return blobs.close('this site has no line on the bus')
    const late = line.exchange.pairOf(session)?.blobs
    if (late !== undefined) return late.attach(blobs)
    line.early?.blobs.close('a later one came')
    line.early = { session, blobs }
  }

  setCounties(counties: readonly BusCounty[]): void {
    const wanted = new Map(counties.map((county) => [county.site, county]))
    for (const [site, { macKey }] of [...this.#lines]) {
      if (wanted.get(site)?.macKey.reveal() !== macKey.reveal()) this.#drop(site)
    }
    for (const county of counties) if (!this.#lines.has(county.site)) this.#lines.set(county.site, this.#lineOf(county))
    this.#look.abort()
  }

  #drop(site: SiteId): void {
    const line = this.#lines.get(site)
    this.#lines.delete(site)
    this.#readers.get(site)?.stop()
    this.#readers.delete(site)
    line?.early?.blobs.close('this site has no line on the bus')
    line?.exchange.close('this site has no line on the bus')
  }

  dropped(peer: SiteId): DroppedCounts {
    return this.#lines.get(peer)?.exchange.dropped ?? { badMac: 0, stray: 0 }
  }

  async close(): Promise<void> {
    for (const { exchange, early } of this.#lines.values()) {
      early?.blobs.close('the city is closing')
      exchange.close('the city is closing')
    }
    this.#stop.abort()
    await this.#running
  }

  /** One connection, from its opening to its loss. */
  async #serve(signal: AbortSignal): Promise<void> {
    const bus = await BusConnection.open(this.#options)
    try {
      const streams = await Streams.open(bus.nc, this.#options.windowBytes)
      this.#bus = bus
      const end = AbortSignal.any([signal, bus.lost])
      while (!end.aborted) {
        this.#look = new AbortController()
        await this.#lookAfter(bus, streams)
        this.#isReady = true
        await wait(this.#clock, checkMs, AbortSignal.any([end, this.#look.signal]))
      }
      if (!signal.aborted) throw bus.reason
    } catch (error) {
      throw busFault(error)
    } finally {
      this.#isReady = false
      this.#bus = null
      for (const reader of this.#readers.values()) reader.stop()
      this.#readers.clear()
      await bus.close()
    }
  }

  async #lookAfter(bus: BusConnection, streams: Streams): Promise<void> {
    await streams.keepOnly(this.#lines.keys())
    for (const [county, line] of [...this.#lines]) {
      await streams.ensure(county)
      if (this.#readers.has(county)) continue
      const reader = await readStream(bus, 'up', county, line.exchange)
      // It may have been cut off meanwhile.
      if (this.#lines.get(county) === line) this.#readers.set(county, reader)
      else reader.stop()
    }
  }

  #lineOf({ site, macKey }: BusCounty): Line {
    const exchange = new Exchange({
      county: site,
      peer: site,
      sends: 'down',
      mac: frameMac(macKey),
      clock: this.#clock,
      publish: (subject, bytes) => this.#bus?.publish(subject, bytes) ?? Promise.resolve(false),
      onPair: (session, pair) => this.#accept(site, session, pair),
    })
    return { exchange, macKey, early: null }
  }

  #accept(county: SiteId, session: number, pair: BusPair): void {
    const line = this.#lines.get(county)
    this.#options.onPair(county, pair)
    if (line?.early?.session !== session) return
    const { blobs } = line.early
    line.early = null
    pair.blobs.attach(blobs)
  }
}
