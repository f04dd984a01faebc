import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { headOf } from '@liandong/core/site/log/append.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { EVENT_BYTES } from '../floors/case-tables.js'
import type { EndKeys } from '../floors/keys.js'
import { serve } from '../harness/serve.js'
import { fillWithCases } from '../ours/fill.js'
import { type BenchSite, openBenchSite } from '../ours/open-site.js'
import { acting, item, materialsGiven } from '../ours/world.js'
import { tlsOf } from '../ours/tls.js'
import { WARM_UP } from './sizes.js'

export interface EdgeTask {
  readonly folder: string
  readonly keys: EndKeys
  readonly port: number
}

/** How often the lane is looked at; a fiftieth of the shortest backlog measured. */
const LOOK_EVERY_MS = 5
/** A backlog that stands still that long is an error. */
const DEADLINE_MS = 120_000
/** Events of ours may differ from those of the floor by so much. */
const SIZE_TOLERANCE = 0.05

/** Each event lists so many sheets that it is 2 KB long. */
const filing = { acting, item, materials: materialsGiven }

let edge: (EdgeTask & { readonly opened: BenchSite }) | null = null

/** Opens the village and lets it and its county meet; what is sent now only warms both up. */
async function start(task: EdgeTask): Promise<void> {
  edge = { ...task, opened: openBenchSite('village', task.folder) }
  fillWithCases(edge.opened.site, filing, WARM_UP)
  await drain()
}

/** Registers cases while there is no line. Answers the average size of an event. */
function fill(count: number): readonly string[] {
  if (edge === null) throw new Error('not started')
  const { site } = edge.opened
  const caseIds = fillWithCases(site, filing, count)
  site.store.checkpoint()
  const [caseId = ''] = caseIds
  const sizeBytes = site.store.events.bytes(caseId, headOf(site, caseId)).byteLength
  if (Math.abs(sizeBytes / EVENT_BYTES - 1) > SIZE_TOLERANCE) throw new Error(`an event of ${sizeBytes} bytes`)
  return caseIds
}

/** Dials, and answers the seconds until the county has acknowledged all there is. */
async function drain(): Promise<number> {
  if (edge === null) throw new Error('not started')
  const { opened, port, keys } = edge
  const stop = new AbortController()
  const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls: tlsOf(keys), parent: 'county' })
  const startMs = performance.now()
  const dialling = opened.hub.runDialler('county', dialler, stop.signal)
  while (!isDrained(opened)) {
    if (performance.now() - startMs > DEADLINE_MS) throw new Error(JSON.stringify(opened.hub.status()))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  const seconds = (performance.now() - startMs) / 1000
  stop.abort()
  await dialling
  dialler.close()
  return seconds
}

function isDrained({ site }: BenchSite): boolean {
  const mark = linkLedger(site)
    .marks('county')
    .find(({ lane }) => lane === 'case')
  return mark !== undefined && mark.written > 0 && mark.acknowledged === mark.written
}

async function stop(): Promise<void> {
  await edge?.opened.close()
}

serve({ start, fill, drain, stop })
