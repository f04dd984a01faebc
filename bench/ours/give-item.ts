import { listId } from '@liandong/core/domain/catalogue/list.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import { publishTogether } from '@liandong/core/site/catalogue/publish.js'
import type { Site } from '@liandong/core/site/site.js'
import { MAX_ENTRIES_TOGETHER } from '@liandong/core/wire/catalogue/entry.js'
import { newPublishingKey, signerOf } from '@liandong/core/wire/catalogue/signing.js'
import { encodeItem } from '@liandong/core/wire/item.js'

const signer = signerOf(newPublishingKey())

/** Items as a list of the city's brings them, come to this site whole. */
export function giveItems(site: Site, items: readonly ItemVersion[]): void {
  for (let at = 0; at < items.length; at += MAX_ENTRIES_TOGETHER)
    site.transact(() => giveTogether(site, items.slice(at, at + MAX_ENTRIES_TOGETHER)))
}

function giveTogether(site: Site, items: readonly ItemVersion[]): void {
  const list = listId('shared', 'city')
  const changes = items.map((item) => {
    const { id: key, version, digest, effectiveFrom: from } = item
    const bytes = encodeItem(item)
    site.store.items.put(item, site.nowRawMs(), bytes)
    return { key, version, digest, sizeBytes: bytes.byteLength, state: 'published' as const, from, before: null }
  })
  publishTogether(site, signer, list, changes, 'bench')
}
