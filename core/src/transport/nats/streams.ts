import { AckPolicy, DeliverPolicy, DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { JetStreamApiError, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { isDeepStrictEqual } from 'node:util'
import type { SiteId } from '../../domain/values.js'
import { MAX_FRAME_BYTES } from '../../wire/frame.js'
import { missingCodes } from './connection.js'
import { consumerName, isLinkStream, streamName, streamSubjects, type BusDirection } from './names.js'

const directions: readonly BusDirection[] = ['up', 'down']
/** Eight of the largest frames: a window. Catching up is the sender's log's work. */
const usualWindowBytes = 8 * MAX_FRAME_BYTES
/** The broker's smallest. Frames carry no message ids: a window would swallow what is sent again. */
const smallestDuplicateWindowNs = 100_000_000

/** Makes and keeps the counties' streams. Only the city may. */
export class Streams {
  readonly #jsm: JetStreamManager
  readonly #windowBytes: number

  private constructor(jsm: JetStreamManager, windowBytes: number) {
    this.#jsm = jsm
    this.#windowBytes = windowBytes
  }

  static async open(nc: NatsConnection, windowBytes = usualWindowBytes): Promise<Streams> {
    return new Streams(await jetstreamManager(nc), windowBytes)
  }

  /** Makes what is missing of a county's two streams and their consumers; leaves alone what is as it should be. */
  async ensure(county: SiteId): Promise<void> {
    for (const direction of directions) await this.#ensure(streamConfig(direction, county, this.#windowBytes))
  }

  /** Deletes the streams, and with them the consumers, of counties that have no line any more. */
  async keepOnly(counties: Iterable<SiteId>): Promise<void> {
    const wanted = new Set([...counties].flatMap((county) => directions.map((direction) => streamName(direction, county))))
    for await (const name of this.#jsm.streams.names()) {
      if (isLinkStream(name) && !wanted.has(name)) await orNull(this.#jsm.streams.delete(name))
    }
  }

  async #ensure(wanted: WantedStream): Promise<void> {
    const found = await orNull(this.#jsm.streams.info(wanted.name))
    const consumer = found === null ? null : await orNull(this.#jsm.consumers.info(wanted.name, consumerName))
    if (found !== null && consumer !== null && isAs(wanted, found.config)) return
    // Nothing in it is worth more than a window, and its senders have all of it.
    if (found !== null) await this.#jsm.streams.delete(wanted.name)
    await this.#make(wanted)
  }

  /** A stream without a consumer takes frames and drops them, so it gets its subjects last. */
  async #make(wanted: WantedStream): Promise<void> {
    await this.#jsm.streams.add({ ...wanted, subjects: [`liandong.making.${wanted.name}`] })
    await this.#jsm.consumers.add(wanted.name, {
      durable_name: consumerName,
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.All,
    })
    await this.#jsm.streams.update(wanted.name, wanted)
  }
}

type WantedStream = Partial<StreamConfig> & { readonly name: string; readonly subjects: string[] }

function isAs(wanted: WantedStream, found: StreamConfig): boolean {
  return Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(found[key as keyof StreamConfig], value))
}

/** Null for what does not exist. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return await asked.catch((error: unknown) => {
    if (error instanceof JetStreamApiError && missingCodes.includes(error.code)) return null
    throw error
  })
}

/** Keeps what has not been delivered and nothing else: interest retention drops a frame once the one consumer was sent it. */
function streamConfig(direction: BusDirection, county: SiteId, windowBytes: number): WantedStream {
  return {
    name: streamName(direction, county),
    subjects: [streamSubjects(direction, county)],
    retention: RetentionPolicy.Interest,
    discard: DiscardPolicy.New,
    max_bytes: windowBytes,
    storage: StorageType.File,
    duplicate_window: smallestDuplicateWindowNs,
    num_replicas: 1,
  }
}
