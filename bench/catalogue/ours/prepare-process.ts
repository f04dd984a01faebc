import { join } from 'node:path'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import { entriesAfter, takeEdition } from '@liandong/core/site/catalogue/take-edition.js'
import { giveNeighbour } from '@liandong/core/site/links/joining.js'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import type { Site } from '@liandong/core/site/site.js'
import { decodeEdition, listDigest } from '@liandong/core/wire/catalogue/edition.js'
import { decodeSigned, signerOf } from '@liandong/core/wire/catalogue/signing.js'
import { encodeItem } from '@liandong/core/wire/item.js'
import { serve } from '../../harness/serve.js'
import { openBare } from '../../ours/open-site.js'
import { item } from '../../ours/world.js'
import { revisionsOf } from '../revisions.js'
import { type County, giveRoster, LISTS } from './city.js'
import type { HollowStart } from './hollow-ledger.js'

export interface PrepareTask {
  readonly folder: string
  readonly county: County
  readonly items: number
  /** Those whose store is not there: the county's is told that they have met and hold everything. */
  readonly hollow: readonly string[]
}

/** Makes the county's store, one village's with every item and one with a single item; answers where the hollow ones' links stand. */
async function prepare({ folder, county, items, hollow }: PrepareTask): Promise<readonly HollowStart[]> {
  const signer = signerOf(county.publishingKey)
  const above = openBare({ id: 'county', role: 'county', folder: join(folder, 'county'), signer })
  giveRoster(above.site, county)
  // What a station can register by comes first, so that a store may hold it and nothing else.
  for (const together of [[item], revisionsOf(items).items]) publish(above.site, together)
  linkLedger(above.site).adopt('city', 'bench-link', 'bench-store')
  const starts = meetAll(above.site, hollow)
  const village = openBare({ id: 'village', role: 'village', folder: join(folder, 'village'), signer: null })
  giveRoster(village.site, county)
  copyLists(above.site, village.site, [item, ...revisionsOf(items).items])
  const fresh = openBare({ id: 'village', role: 'village', folder: join(folder, 'fresh'), signer: null })
  giveRoster(fresh.site, county)
  copyLists(above.site, fresh.site, [item])
  for (const opened of [above, village, fresh]) {
    opened.site.store.checkpoint()
    await opened.close()
  }
  return starts
}

function publish(site: Site, items: readonly ItemVersion[]): void {
  const refused = site.transact(() => publishItems(site, items, 'bench')).find(({ kind }) => kind === 'refused')
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
}

function meetAll(site: Site, peers: readonly string[]): readonly HollowStart[] {
  site.transact(() => {
    for (const peer of peers) {
      site.store.links.adopt(peer, `link-${peer}`, `store-${peer}`)
      site.store.lanes.open(peer)
      giveNeighbour(site, peer)
    }
  })
  return peers.map((peer) => {
    const lanes = site.store.lanes.marks(peer).map(({ lane, written }) => {
      return { lane, received: written, receivedDigest: site.store.lanes.digestAt(peer, lane, written) ?? '' }
    })
    return { site: peer, linkId: `link-${peer}`, store: `store-${peer}`, parentStore: site.store.id, lanes }
  })
}

/** Items, and the lists' editions that name no others, as if they had come over the link. */
function copyLists(from: Site, to: Site, items: readonly ItemVersion[]): void {
  const keys = new Set(items.map(({ id }) => id))
  to.transact(() => {
    for (const item of items) to.store.items.put(item, to.nowRawMs(), encodeItem(item))
    for (const list of LISTS) for (const { payload } of from.store.lists.editionsAfter(list, 0)) copyEdition(to, payload, keys)
  })
}

function copyEdition(to: Site, payload: Uint8Array, keys: ReadonlySet<string>): void {
  const { bytes } = decodeSigned(payload)
  const edition = decodeEdition(bytes)
  if (!edition.changes.every(({ key }) => keys.has(key))) return
  if (listDigest(entriesAfter(to, edition.list, edition.changes)) !== edition.listDigest)
    throw new Error('a list that does not fit')
  takeEdition(to, edition, bytes, payload)
}

serve({ prepare })
