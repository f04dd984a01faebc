import { registerCase } from '@liandong/core/site/intake/register.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { serve } from '../harness/serve.js'
import { type BenchSite, openBenchSite } from '../ours/open-site.js'
import { tlsOf } from '../ours/tls.js'
import { makeRegistration } from '../ours/world.js'
import type { DialTask, SiteTask } from './tasks.js'
import { atRate, type Load, type Moments } from './timing.js'

let village: BenchSite | null = null

/** Opens the village and dials its county, whenever the links above stand. */
function start({ folder, keys, parentPort }: SiteTask & DialTask): void {
  village = openBenchSite('village', folder)
  const dialler = grpcDialler({ address: `127.0.0.1:${parentPort}`, tls: tlsOf(keys), parent: 'county' })
  void village.hub.runDialler('county', dialler, new AbortController().signal)
}

function run(load: Load): Promise<Moments> {
  if (village === null) throw new Error('not started')
  const { site } = village
  return atRate(load, async () => {
    const outcome = await registerCase(site, makeRegistration())
    if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
    return outcome.receipt.caseId
  })
}

serve({ start, run })
