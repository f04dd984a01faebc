import { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { signerOf } from '@liandong/core/wire/catalogue/signing.js'
import type { EndKeys } from '../../floors/keys.js'
import { serve } from '../../harness/serve.js'
import { type BenchSite, openBare } from '../../ours/open-site.js'
import { tlsOf } from '../../ours/tls.js'
import { revisionsOf } from '../revisions.js'
import { countSockets, socketBytes } from '../socket-bytes.js'
import { type County, LISTS } from './city.js'

const LOOK_EVERY_MS = 20
/** Whoever has not proven an edition by then never will. */
const DEADLINE_MS = 300_000

export interface CountyTask {
  readonly folder: string
  readonly keys: EndKeys
  readonly county: County
  readonly items: number
}

interface Running {
  readonly opened: BenchSite
  readonly items: number
  /** Editions of the run published so far. */
  published: number
}

let running: Running | null = null

/** Opens the county's site and its port; the city is known but away. */
async function start({ folder, keys, county, items }: CountyTask): Promise<number> {
  countSockets()
  const opened = openBare({ id: 'county', role: 'county', folder, signer: signerOf(county.publishingKey) })
  running = { opened, items, published: 0 }
  const server = await startGrpcServer({
    address: '127.0.0.1:0',
    tls: tlsOf(keys),
    onPair: (peer, pair) => void opened.hub.accept(peer, pair),
    contracts: null,
  })
  return server.port
}

/** Publishes the next edition of the run; answers the seconds until these sites have proven it. */
async function publish(sites: readonly string[]): Promise<number> {
  const county = known()
  const { site } = county.opened
  const change = revisionsOf(county.items).changes[county.published] ?? []
  county.published += 1
  const startMs = performance.now()
  const refused = site.transact(() => publishItems(site, change, 'bench')).find(({ kind }) => kind === 'refused')
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
  await proven(sites)
  return (performance.now() - startMs) / 1000
}

/** Waits until each of the sites has proven the newest edition of both lists: it stands in the ledger with the digest of this store. */
async function proven(sites: readonly string[]): Promise<void> {
  const deadlineMs = performance.now() + DEADLINE_MS
  for (const name of sites) {
    for (const list of LISTS) {
      while (!hasProven(name, list)) {
        if (performance.now() > deadlineMs) throw new Error(`${name} has not proven ${list}`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    }
  }
}

function hasProven(name: string, list: string): boolean {
  const { store } = known().opened.site
  const [head, holding] = [store.lists.head(list), store.holdings.get(name, list)]
  return head !== null && holding?.number === head.number && holding.digest === head.digest
}

function known(): Running {
  if (running === null) throw new Error('not started')
  return running
}

async function stop(): Promise<void> {
  await running?.opened.close()
}

serve({ start, publish, proven, bytes: socketBytes, stop })
