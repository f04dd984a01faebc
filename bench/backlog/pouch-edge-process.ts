import { randomBytes } from 'node:crypto'
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import { EVENT_BYTES } from '../floors/case-tables.js'
import { serve } from '../harness/serve.js'
import { MEASURED, type Pouch, type PouchCountyTask, WARMING } from './pouch.js'
import { WARM_UP } from './sizes.js'

/** Tried with 50,000 documents: 100 at a time (PouchDB's own choice) 3.6 k/s, 250 4.0 k, 500 4.4 k, 1000 4.1 k; 2,500 at once gain little and hurt small backlogs. */
const BATCH = { batch_size: 500, batches_limit: 10 }
/** Four characters of base64 hold three bytes: the text is as long as an event. */
const BASE64 = 3 / 4
/** Larger fills only cost memory. */
const FILL_AT_ONCE = 5_000

export interface PouchEdgeTask extends PouchCountyTask {
  readonly count: number
}

let edge: { readonly Pouch: Pouch; readonly task: PouchEdgeTask } | null = null

/** Puts the documents where they wait, before the clock starts. */
async function fill(task: PouchEdgeTask): Promise<void> {
  const Pouch = (createRequire(task.peers)('pouchdb') as Pouch).defaults({ prefix: `${task.folder}/` })
  edge = { Pouch, task }
  await fillOne(Pouch, WARMING, WARM_UP)
  await fillOne(Pouch, MEASURED, task.count)
}

async function fillOne(Pouch: Pouch, name: string, count: number): Promise<void> {
  const database = new Pouch(name)
  for (let made = 0; made < count; made += FILL_AT_ONCE) {
    await database.bulkDocs(Array.from({ length: Math.min(FILL_AT_ONCE, count - made) }, documentOf))
  }
  await database.close()
}

function documentOf() {
  // Random, because LevelDB packs what repeats; scans and sealed forms do not.
  return { _id: randomBytes(16).toString('hex'), bytes: randomBytes(EVENT_BYTES * BASE64).toString('base64') }
}

/** Replicates to the county; then asks the county which documents it holds. */
async function send(port: number): Promise<{ seconds: number; missing: number }> {
  await replicate(WARMING, port)
  return replicate(MEASURED, port)
}

async function replicate(name: string, port: number): Promise<{ seconds: number; missing: number }> {
  if (edge === null) throw new Error('not filled')
  const { Pouch, task } = edge
  const { authority: ca, certificate: cert, key } = task.keys
  const agent = new Agent({ keepAlive: true, ca, cert, key, checkServerIdentity: () => undefined })
  const local = new Pouch(name)
  const startMs = performance.now()
  const remote = new Pouch(`https://127.0.0.1:${port}/${name}`, {
    fetch: (url: string, options: object) => Pouch.fetch(url, { ...options, agent }),
  })
  const { ok } = await local.replicate.to(remote, BATCH)
  const seconds = (performance.now() - startMs) / 1000
  if (!ok) throw new Error('PouchDB could not replicate')
  const held = new Set((await remote.allDocs()).rows.map(({ id }) => id))
  const missing = (await local.allDocs()).rows.filter(({ id }) => !held.has(id)).length
  await local.close()
  agent.destroy()
  return { seconds, missing }
}

serve({ fill, send })
