import { AckPolicy, DeliverPolicy, DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { JetStreamApiError, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { SiteId } from '../../domain/values.js'
import { MAX_FRAME_BYTES } from '../../wire/frame.js'
import { consumerName, streamName, streamSubjects, type BusDirection } from './names.js'

const directions: readonly BusDirection[] = ['up', 'down']
/** Eight of the largest frames: a window. Catching up is the sender's log's work. */
const usualWindowBytes = 8 * MAX_FRAME_BYTES
/** The broker's smallest. Frames carry no message ids: a window would swallow what is sent again. */
const smallestDuplicateWindowNs = 100_000_000
const streamNameInUse = 10_058

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
    for (const direction of directions) {
      await this.#ensureStream(streamConfig(direction, county, this.#windowBytes))
      await this.#jsm.consumers.add(streamName(direction, county), {
        durable_name: consumerName,
        ack_policy: AckPolicy.None,
        deliver_policy: DeliverPolicy.All,
      })
    }
  }

  /** Drops what an earlier run of the city left behind: its sessions are over. */
  async purge(county: SiteId): Promise<void> {
    for (const direction of directions) await this.#jsm.streams.purge(streamName(direction, county))
  }

  async #ensureStream(config: Partial<StreamConfig> & { name: string }): Promise<void> {
    try {
      await this.#jsm.streams.add(config)
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || error.code !== streamNameInUse) throw error
      // Another version of the city made it otherwise. Nothing in it is worth keeping.
      await this.#jsm.streams.delete(config.name)
      await this.#jsm.streams.add(config)
    }
  }
}

/** Keeps what has not been delivered and nothing else: interest retention drops a frame once the one consumer was sent it. */
function streamConfig(direction: BusDirection, county: SiteId, windowBytes: number): Partial<StreamConfig> & { name: string } {
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
