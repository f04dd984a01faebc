import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { randomUUID } from 'node:crypto'
import { Fault } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Channel, ChannelPair, Dialler } from '../link/channel.js'
import { systemClock, type Clock } from '../runtime/clock.js'
import { LinkServiceClient } from '../wire/services.js'
import { GrpcChannel, type GrpcStream } from './grpc-channel.js'
import { dialKey, grpcLimits, sessionKey } from './grpc-limits.js'
import { sentFault } from '../wire/faults/status.js'
import { clientCredentials, type ExpectedPeer, type SiteTls } from './tls.js'

export interface GrpcDiallerOptions {
  /** `host:port` of the parent. */
  readonly address: string
  /** Read at each dial, so that a new key is shown from the next one on. */
  readonly tls: SiteTls
  /** The parent; a server whose certificate names another site is refused. */
  readonly parent: SiteId
  /** Whether the machine that answers for it is trusted. */
  readonly judge?: ExpectedPeer['judge']
  /** How long a dial may take. */
  readonly deadlineMs?: number
  readonly clock?: Clock
}

export interface GrpcDialler extends Dialler {
  /** Only the channel for papers, for a site whose messages go another way. */
  dialBlobs(session: number, signal: AbortSignal): Promise<Channel>
  close(): void
}

/** Long enough for a TLS handshake over a bad line. */
const usualDeadlineMs = 10_000

/** Dials the parent's link service. Each dial has a connection of its own, so none waits for another's back-off. */
export function grpcDialler(options: GrpcDiallerOptions): GrpcDialler {
  const attempts = new Set<Attempt>()
  const dial = async <T>(metadata: Metadata, signal: AbortSignal, open: (attempt: Attempt) => Promise<T>): Promise<T> => {
    const attempt = new Attempt(options, metadata, () => attempts.delete(attempt))
    attempts.add(attempt)
    return await attempt.within(signal, open(attempt))
  }
  return {
    dial: (signal) =>
      dial(metadataOf(dialKey, randomUUID()), signal, async (attempt): Promise<ChannelPair> => {
        const [messages, blobs] = await Promise.all([attempt.open('messages'), attempt.open('blobs')])
        return { messages, blobs }
      }),
    dialBlobs: (session, signal) => dial(metadataOf(sessionKey, `${session}`), signal, (attempt) => attempt.open('blobs')),
    close: () => {
      for (const attempt of attempts) attempt.cancel()
    },
  }
}

/** One connection and the calls on it; it closes when the last call has ended. */
class Attempt {
  readonly #options: GrpcDiallerOptions
  readonly #metadata: Metadata
  readonly #client: LinkServiceClient
  readonly #streams = new Set<GrpcStream & { cancel(): void }>()
  readonly #onEnd: () => void
  #refused: Fault | null = null

  constructor(options: GrpcDiallerOptions, metadata: Metadata, onEnd: () => void) {
    this.#options = options
    this.#metadata = metadata
    this.#onEnd = onEnd
    const { parent, judge } = options
    const identity = clientCredentials(options.tls, { site: parent, ...(judge === undefined ? {} : { judge }) }, (fault) => {
      this.#refused = fault
    })
    this.#client = new LinkServiceClient(options.address, identity, {
      ...grpcLimits,
      'grpc.ssl_target_name_override': options.parent,
    })
  }

  /** Resolves when the server has answered: it does so once both calls are there. */
  open(side: keyof ChannelPair): Promise<Channel> {
    const stream = this.#client[side](this.#metadata)
    this.#streams.add(stream)
    stream.on('status', () => this.#ended(stream))
    return new Promise((resolve, reject) => {
      const channel = new GrpcChannel(this.#options.parent, stream)
      stream.on('error', (error: ServiceError) => reject(this.#faultOf(error)))
      stream.on('metadata', () => resolve(channel))
    })
  }

  /** Gives the attempt up when the caller does, or when it takes too long. */
  async within<T>(signal: AbortSignal, opening: Promise<T>): Promise<T> {
    const { clock = systemClock, deadlineMs = usualDeadlineMs } = this.#options
    const giveUp = (): void => this.cancel()
    const cancelTimer = clock.setTimer(deadlineMs, giveUp)
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
    try {
      return await opening
    } catch (error) {
      giveUp()
      throw error
    } finally {
      cancelTimer()
      signal.removeEventListener('abort', giveUp)
    }
  }

  cancel(): void {
    for (const stream of this.#streams) stream.cancel()
  }

  #ended(stream: GrpcStream & { cancel(): void }): void {
    this.#streams.delete(stream)
    if (this.#streams.size > 0) return
    this.#client.close()
    this.#onEnd()
  }

  #faultOf(error: ServiceError): Fault {
    if (this.#refused !== null) return this.#refused
    const sent = sentFault(error)
    if (sent !== null) return new Fault(sent.code, sent.detail, error)
    const isRefused = error.code === status.UNAUTHENTICATED || error.code === status.PERMISSION_DENIED
    const code = isRefused || /certificate/i.test(error.details) ? 'link/wrong-peer' : 'link/parent-unreachable'
    return new Fault(code, error.details, error)
  }
}

function metadataOf(key: string, value: string): Metadata {
  const metadata = new Metadata()
  metadata.set(key, value)
  return metadata
}
