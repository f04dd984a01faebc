import { listId } from '@liandong/core/domain/catalogue/list.js'
import { LinkHub } from '@liandong/core/link/hub.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { kindOfItem } from '@liandong/core/site/catalogue/publish-items.js'
import { BODY_TYPES } from '@liandong/core/wire/event.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import type { EndKeys } from '../../floors/keys.js'
import { serve } from '../../harness/serve.js'
import { tlsOf } from '../../ours/tls.js'
import { inTurns } from '../in-turns.js'
import { revisionsOf } from '../revisions.js'
import { LISTS } from './city.js'
import { HollowLedger, type HollowStart, noPapers } from './hollow-ledger.js'

export interface HollowTask {
  readonly items: number
  readonly port: number
  readonly sites: readonly HollowStart[]
  readonly keys: ReadonlyMap<string, EndKeys>
}

/** Connects sites that answer and keep nothing, each over its own connection with its own certificate. */
async function start({ items: count, port, sites, keys }: HollowTask): Promise<void> {
  const { items } = revisionsOf(count)
  const keysOf = (list: string) => items.filter((item) => listId(kindOfItem(item), 'county') === list).map(({ id }) => id)
  const indexes = new Map(
    LISTS.map((list) => [
      list as string,
      new Map(
        keysOf(list)
          .toSorted()
          .map((key, index) => [key, index]),
      ),
    ]),
  )
  const indexOf = (list: string, key: string) => indexes.get(list)?.get(key) ?? Number.NaN
  await inTurns(sites, async (site) => {
    const hub = openHub(site, indexOf)
    const own = keys.get(site.site)
    if (own === undefined) throw new Error(`no key for ${site.site}`)
    const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls: tlsOf(own), parent: 'county', deadlineMs: DIAL_MS })
    void hub.runDialler('county', dialler, new AbortController().signal)
    while (hub.status()[0]?.state !== 'running') await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  })
}

/** Two thousand handshakes on two cores that do other work too. */
const DIAL_MS = 60_000
const LOOK_EVERY_MS = 10

function openHub(site: HollowStart, indexOf: (list: string, key: string) => number): LinkHub {
  const instance = randomHex()
  const hub: LinkHub = new LinkHub({
    self: () => ({
      site: site.site,
      store: site.store,
      generation: 1,
      instance,
      programVersion: '0.1.0',
      bodyTypes: BODY_TYPES,
      rosterVersion: 1,
    }),
    ledger: new HollowLedger(site, { indexOf, onWritten: () => hub.poke(['county']) }),
    papers: noPapers,
    clock: systemClock,
    random: Math.random,
    newLinkId: randomHex,
    onBug: (_, error) => process.stderr.write(`${site.site}: ${String(error)}\n`),
  })
  return hub
}

serve({ start })
