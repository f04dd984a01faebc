import { Fault } from '../../domain/fault.js'
import type { SiteId } from '../../domain/values.js'
import type { BusConnection } from './connection.js'
import type { Exchange } from './exchange.js'
import { consumerName, streamName, type BusDirection } from './names.js'

/**
 * How many messages are asked for ahead. Bytes would be the better measure, but the broker ends a request whose rest is smaller than
 * the next message, and the client then stalls until it misses two heartbeats.
 */
const aheadCount = 16
/** Two missed ones make the client ask anew: a consumer that was made again does not know of an earlier request. */
const brokerHeartbeatMs = 1_000
const requestMs = 5_000

/** Stops reading. */
export interface Reader {
  stop(): void
}

/**
 * Reads what the broker holds for this end, over all sessions, until it is stopped; it outlives a lost connection and a stream that was
 * made again. Rejects when the city has not made the consumer.
 */
export async function readStream(
  bus: BusConnection,
  direction: BusDirection,
  county: SiteId,
  exchange: Exchange,
): Promise<Reader> {
  const consumer = await bus.js.consumers.get(streamName(direction, county), consumerName)
  const messages = await consumer.consume({
    bind: true,
    max_messages: aheadCount,
    idle_heartbeat: brokerHeartbeatMs,
    expires: requestMs,
  })
  const reading = async (): Promise<void> => {
    for await (const message of messages) await exchange.receive(message.subject, message.data)
  }
  // Nobody would notice an end that stopped hearing: the next connection reads on, and the failure is shown.
  void reading().catch((error: unknown) =>
    bus.abandon(new Fault('internal/bug', `reading the bus failed: ${String(error)}`, error)),
  )
  return { stop: () => messages.stop() }
}
