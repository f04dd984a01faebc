import { join } from 'node:path'
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
import { revisionsOf } from '../revisions.js'
import { type County, giveRoster, LIST } from './city.js'
import type { HollowStart } from './hollow-ledger.js'

export interface PrepareTask {
  readonly folder: string
  readonly county: County
  readonly items: number
  /** Those whose store is not there: the county's is told that they have met and hold everything. */
  readonly hollow: readonly string[]
}

/** Makes the county's store and one village's, both with every item; answers where the hollow ones' links stand. */
async function prepare({ folder, county, items, hollow }: PrepareTask): Promise<readonly HollowStart[]> {
  const signer = signerOf(county.publishingKey)
  const above = openBare({ id: 'county', role: 'county', folder: join(folder, 'county'), signer })
  giveRoster(above.site, county)
  const refused = above.site.transact(() => publishItems(above.site, revisionsOf(items).items, 'bench')).find(isRefusal)
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
  linkLedger(above.site).adopt('city', 'bench-link', 'bench-store')
  const starts = meetAll(above.site, hollow)
  const village = openBare({ id: 'village', role: 'village', folder: join(folder, 'village'), signer: null })
  giveRoster(village.site, county)
  copyList(above.site, village.site, items)
  for (const opened of [above, village]) {
    opened.site.store.checkpoint()
    await opened.close()
  }
  return starts
}

function isRefusal({ kind }: { readonly kind: string }): boolean {
  return kind === 'refused'
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

/** What the first sync would have brought. */
function copyList(from: Site, to: Site, items: number): void {
  to.transact(() => {
    for (const item of revisionsOf(items).items) to.store.items.put(item, to.nowRawMs(), encodeItem(item))
    for (const { payload } of from.store.lists.editionsAfter(LIST, 0)) {
      const { bytes } = decodeSigned(payload)
      const edition = decodeEdition(bytes)
      if (listDigest(entriesAfter(to, LIST, edition.changes)) !== edition.listDigest) throw new Error('a list that does not fit')
      takeEdition(to, edition, bytes, payload)
    }
  })
}

serve({ prepare })
