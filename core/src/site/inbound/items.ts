import type { ItemVersion } from '../../domain/item.js'
import type { SiteId } from '../../domain/values.js'
import { decodeItem, decodeItemAsk, decodeManifest, encodeItemAsk } from '../../wire/item.js'
import { writeEntry, writeLetter } from '../log/forward.js'
import { mayBeChild, linkedChildren, sendManifest } from '../links/joining.js'
import type { Site } from '../site.js'
import { applied, parked, type Applied } from './applied.js'

/** The parent says which versions there are; those missing here are asked for by digest. Inside a transaction. */
export function applyManifest(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (from !== site.parent) return parked('event/wrong-side', 'an item manifest not from the parent')
  const missing = decodeManifest(payload).filter(({ digest }) => !site.store.items.has(digest))
  if (missing.length > 0)
    askForItems(
      site,
      from,
      missing.map(({ digest }) => digest),
    )
  return applied
}

export function askForItems(site: Site, peer: SiteId, digests: readonly string[]): void {
  if (site.store.lanes.exists(peer)) writeLetter(site, peer, 'bulk', 'item-ask', '', encodeItemAsk(digests))
}

/** Contents go to a child as asked; what this site lacks itself it is asking its own parent for already. */
export function applyItemAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (!mayBeChild(site, from)) return parked('event/wrong-side', 'an item ask not from a child')
  for (const digest of decodeItemAsk(payload)) {
    const row = site.store.items.rowOf(digest)
    if (row !== null) writeEntry(site, from, 'bulk', 'item', row)
  }
  return applied
}

/** Takes in a version's content; its digest proves it, so nothing is believed for coming from the parent alone. */
export function applyItem(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (from !== site.parent) return parked('event/wrong-side', 'an item not from the parent')
  const item = decodeItem(payload)
  if (site.store.items.has(item.digest)) return applied
  takeItem(site, item, payload)
  return applied
}

/** Keeps a version and tells the children that it is here. */
export function takeItem(site: Site, item: ItemVersion, bytes: Uint8Array): void {
  site.store.items.put(item, site.nowRawMs(), bytes)
  const entry = { id: item.id, version: item.version, digest: item.digest, sizeBytes: bytes.byteLength }
  for (const child of linkedChildren(site)) sendManifest(site, child, [entry])
  site.markRetry('item/waiting-for')
  site.markItemArrived()
}
