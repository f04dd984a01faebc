import { connect } from '@nats-io/transport-node'
import { caseWriter, createCaseTables, eventOf } from '../floors/case-tables.js'
import type { EndKeys } from '../floors/keys.js'
import { serveRaw } from '../floors/raw-stream.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { SUBJECT } from './floor-stream.js'

export interface FloorCountyTask {
  readonly path: string
  readonly keys: EndKeys
  readonly nats: string
}

/** Commits each frame, then publishes it; the broker's answer is not waited for, for it promises nothing. */
async function start({ path, keys, nats }: FloorCountyTask): Promise<number> {
  const database = openTuned(path)
  createCaseTables(database)
  const write = caseWriter(database)
  const bus = await connect({ servers: nats })
  return serveRaw(keys, (frame) => {
    write([eventOf(frame)])
    bus.publish(SUBJECT, frame)
  })
}

serve({ start })
