import type { Channel } from '@liandong/core/link/channel.js'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import type { EndKeys } from '../floors/keys.js'
import { serve } from '../harness/serve.js'
import { type BenchSite, openBenchSite } from '../ours/open-site.js'
import { tlsOf } from '../ours/tls.js'

let county: BenchSite | null = null

interface CountyTask {
  readonly folder: string
  readonly keys: EndKeys
  /** Whether the papers the events name are asked for meanwhile. */
  readonly papers: boolean
}

/** Opens the county's site and its port; the city is known but away, so every event also goes into the lane there. */
async function start({ folder, keys, papers }: CountyTask): Promise<number> {
  county = openBenchSite('county', folder)
  const { site, hub } = county
  linkLedger(site).adopt('city', 'bench-link', 'bench-store')
  const server = await startGrpcServer({
    address: '127.0.0.1:0',
    tls: tlsOf(keys),
    onPair: (peer, pair) => void hub.accept(peer, papers ? pair : { ...pair, blobs: silent(pair.blobs) }),
    contracts: null,
  })
  return server.port
}

/** Carries no frame either way, so that lanes are measured alone, as floor and peer carry no papers. */
function silent(channel: Channel): Channel {
  return {
    peer: channel.peer,
    send: () => true,
    onFrame: () => channel.onFrame(() => {}),
    onDrain: () => {},
    onClose: (handler) => channel.onClose(handler),
    close: (reason) => channel.close(reason),
  }
}

async function stop(): Promise<void> {
  await county?.close()
}

serve({ start, stop })
