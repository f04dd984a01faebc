import { caseWriter, createCaseTables, makeEvents } from '../floors/case-tables.js'
import type { EndKeys } from '../floors/keys.js'
import { dialRaw } from '../floors/raw-stream.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { atRate, type Load, type Moments } from './timing.js'

let accept: ((index: number) => Promise<string>) | null = null

async function start({
  path,
  keys,
  port,
}: {
  readonly path: string
  readonly keys: EndKeys
  readonly port: number
}): Promise<void> {
  const database = openTuned(path)
  createCaseTables(database)
  const write = caseWriter(database)
  const stream = await dialRaw(keys, port, () => {})
  accept = async () => {
    const [event] = makeEvents(1)
    if (event === undefined) throw new Error('no event')
    write([event])
    stream.send(Buffer.from(event.bytes))
    return event.caseId
  }
}

function run(load: Load): Promise<Moments> {
  if (accept === null) throw new Error('not started')
  return atRate(load, accept)
}

serve({ start, run })
