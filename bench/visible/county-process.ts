import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { startNatsCounty } from '@liandong/core/transport/nats/county.js'
import { loadBusSeed, loadLinkMacKey } from '@liandong/core/transport/site-keys.js'
import { serve } from '../harness/serve.js'
import { openBenchSite } from '../ours/open-site.js'
import { tlsOf } from '../ours/tls.js'
import type { BusTask, DialTask } from './tasks.js'

/** Opens the county between its village and the city. Answers its port. */
async function start({ folder, keys, nats, busKeys, parentPort }: BusTask & DialTask): Promise<number> {
  const { hub } = openBenchSite('county', folder)
  const tls = tlsOf(keys)
  const papers = grpcDialler({ address: `127.0.0.1:${parentPort}`, tls, parent: 'city' })
  const bus = startNatsCounty({
    servers: [nats],
    site: 'county',
    seed: loadBusSeed(busKeys),
    city: 'city',
    macKey: loadLinkMacKey(busKeys, 'city'),
    dialBlobs: (session, signal) => papers.dialBlobs(session, signal),
    onFailure: () => {},
  })
  void hub.runDialler('city', bus, new AbortController().signal)
  const onPair = (peer: string, pair: Parameters<typeof hub.accept>[1]) => void hub.accept(peer, pair)
  return (await startGrpcServer({ address: '127.0.0.1:0', tls, onPair, contracts: null })).port
}

serve({ start })
