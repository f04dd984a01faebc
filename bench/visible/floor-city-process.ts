import { AckPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { caseWriter, createCaseTables, eventOf } from '../floors/case-tables.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { STREAM, SUBJECT } from './floor-stream.js'
import { machineMs, type Moments } from './timing.js'

const committed = new Map<string, number>()

/** Makes the stream, then commits what it delivers. */
async function start({ path, nats }: { readonly path: string; readonly nats: string }): Promise<void> {
  const database = openTuned(path)
  createCaseTables(database)
  const write = caseWriter(database)
  const bus = await connect({ servers: nats })
  const manager = await jetstreamManager(bus)
  await manager.streams.add({
    name: STREAM,
    subjects: [SUBJECT],
    storage: StorageType.Memory,
    retention: RetentionPolicy.Interest,
  })
  await manager.consumers.add(STREAM, { durable_name: STREAM, ack_policy: AckPolicy.None })
  const consumer = await jetstream(bus).consumers.get(STREAM, STREAM)
  await consumer.consume({
    callback: (message) => {
      const event = eventOf(Buffer.from(message.data))
      write([event])
      committed.set(event.caseId, machineMs())
    },
  })
}

/** What has been committed so far; a case's moment is that of its commit here. */
function seen(): Moments {
  return committed
}

serve({ start, seen })
