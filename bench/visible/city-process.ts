import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { startNatsCity } from '@liandong/core/transport/nats/city.js'
import { loadBusSeed, loadLinkMacKey } from '@liandong/core/transport/site-keys.js'
import { serve } from '../harness/serve.js'
import { openBenchSite } from '../ours/open-site.js'
import { tlsOf } from '../ours/tls.js'
import type { BusTask } from './tasks.js'
import { machineMs, type Moments } from './timing.js'

const committed = new Map<string, number>()

/** More events than one commit takes in. */
const AT_ONCE = 10_000

/** Opens the city: messages by the bus, papers by gRPC; notes when it has committed a case. Answers its port. */
async function start({ folder, keys, nats, busKeys }: BusTask): Promise<number> {
  const { site, hub } = openBenchSite('city', folder)
  let last = 0
  site.store.onCommit(() => {
    const nowMs = machineMs()
    for (const { row, caseId } of site.store.events.after(last, AT_ONCE)) {
      if (!committed.has(caseId)) committed.set(caseId, nowMs)
      last = row
    }
  })
  const bus = startNatsCity({
    servers: [nats],
    site: 'city',
    seed: loadBusSeed(busKeys),
    counties: [{ site: 'county', macKey: loadLinkMacKey(busKeys, 'county') }],
    onPair: (peer, pair) => void hub.accept(peer, pair),
    onFailure: () => {},
  })
  const onBlobs = (peer: string, session: number, blobs: Parameters<typeof bus.attachBlobs>[2]) =>
    bus.attachBlobs(peer, session, blobs)
  const onPair = () => {}
  return (await startGrpcServer({ address: '127.0.0.1:0', tls: tlsOf(keys), onPair, onBlobs, contracts: null })).port
}

/** What has been committed so far; a case's moment is that of its first event here. */
function seen(): Moments {
  return committed
}

serve({ start, seen })
