import type { RosterFact } from '@liandong/core/domain/roster.js'
import { judgeDialIn } from '@liandong/core/site/enrolment/known-machine.js'
import { takeRosterChange } from '@liandong/core/site/inbound/roster.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { presentedIn } from '@liandong/core/wire/doors/presented.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { serve } from '../harness/serve.js'
import { openBenchSite } from '../ours/open-site.js'
import { tlsOf } from '../ours/tls.js'
import { siteOf } from '../ours/world.js'
import type { GatewayTask, StationKeys } from './tasks.js'

/** As long as the programs' own setting says. */
const GOOD_FOR_MS = 365 * 24 * 3_600_000
/** Facts of one version of the roster: some fill a message. */
const FACTS = 80

/** Opens a county whose roster names every station's key, and answers its port. */
async function start({ folder, keys, stations }: GatewayTask): Promise<number> {
  const { site, hub } = openBenchSite('county', folder)
  for (let from = 0; from < stations.length; from += FACTS) {
    const version = site.roster.version + 1
    const change = { version, atMs: 0, by: 'bench', facts: stations.slice(from, from + FACTS).map(factOf) }
    const { bytes, hash } = encodeRosterChange(change, site.store.roster.hashOf(version - 1) ?? '')
    site.transact(() => takeRosterChange(site, change, bytes, hash))
  }
  const { port } = await startGrpcServer({
    address: '127.0.0.1:0',
    tls: tlsOf(keys),
    admit: (presented) => judgeDialIn(site, presented),
    onPair: (peer, pair) => void hub.accept(peer, pair),
    contracts: null,
  })
  return port
}

function factOf({ site, certificate }: StationKeys): RosterFact {
  const presented = presentedIn(certificate)
  if (presented === null) throw new Error(`the certificate of ${site} names no site`)
  const { fingerprint, issuedMs } = presented
  const trust = { fingerprint, busUser: null, issuedMs, renewByMs: issuedMs + GOOD_FOR_MS, revokedMs: null }
  return { kind: 'site', site: { ...siteOf('village'), id: site, name: site, trust } }
}

serve({ start })
