import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import type { EndKeys } from '../../floors/keys.js'
import { serve } from '../../harness/serve.js'
import { fillWithCases } from '../../ours/fill.js'
import { type BenchSite, openBare } from '../../ours/open-site.js'
import { tlsOf } from '../../ours/tls.js'
import { acting, item, materialsGiven } from '../../ours/world.js'
import { CASE_EVERY_MS } from './names.js'

export interface VillageTask {
  readonly folder: string
  readonly keys: EndKeys
  readonly port: number
}

/** How often the lane is looked at; small beside what a packet takes on the line. */
const LOOK_EVERY_MS = 5

interface Waiting {
  readonly number: number
  readonly sinceMs: number
}

let village: { readonly opened: BenchSite; readonly end: () => Promise<void> } | null = null
let waiting: readonly Waiting[] = []
const caseMs: number[] = []
const caseIds: string[] = []

/** Opens the station, dials, and registers a case now and then; each is timed until the county has acknowledged it. */
function start({ folder, keys, port }: VillageTask): void {
  const opened = openBare({ id: 'village', role: 'village', folder, signer: null })
  const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls: tlsOf(keys), parent: 'county' })
  const stop = new AbortController()
  const dialling = opened.hub.runDialler('county', dialler, stop.signal)
  const timers = [setInterval(() => register(opened), CASE_EVERY_MS), setInterval(() => look(opened), LOOK_EVERY_MS)]
  const end = async () => {
    for (const timer of timers) clearInterval(timer)
    stop.abort()
    await dialling
    dialler.close()
    await opened.close()
  }
  village = { opened, end }
}

/** Only once the link stands: what waits for a line says nothing of it. */
function register(opened: BenchSite): void {
  if (caseLane(opened) === undefined) return
  caseIds.push(...fillWithCases(opened.site, { acting, item, materials: materialsGiven }, 1))
  waiting = [...waiting, { number: caseLane(opened)?.written ?? 0, sinceMs: performance.now() }]
}

function look(opened: BenchSite): void {
  const acknowledged = caseLane(opened)?.acknowledged ?? 0
  const nowMs = performance.now()
  caseMs.push(...waiting.filter(({ number }) => number <= acknowledged).map(({ sinceMs }) => nowMs - sinceMs))
  waiting = waiting.filter(({ number }) => number > acknowledged)
}

function caseLane({ site }: BenchSite) {
  return linkLedger(site)
    .marks('county')
    .find(({ lane, written, received }) => lane === 'case' && written + received > 0)
}

/** Ends the station; answers how long each case took, and the cases that were acknowledged. */
async function stop() {
  const acknowledged = caseIds.slice(0, caseMs.length)
  await village?.end()
  return { caseMs, acknowledged }
}

serve({ start, stop })
