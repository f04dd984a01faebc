import { listId } from '@liandong/core/domain/catalogue/list.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import { entriesAfter, takeEdition } from '@liandong/core/site/catalogue/take-edition.js'
import type { Site } from '@liandong/core/site/site.js'
import { encodeEdition, listDigest } from '@liandong/core/wire/catalogue/edition.js'
import { encodeSigned, newPublishingKey, signBytes, signerOf } from '@liandong/core/wire/catalogue/signing.js'
import { ZERO_HASH } from '@liandong/core/wire/hash.js'
import { encodeItem } from '@liandong/core/wire/item.js'

const signer = signerOf(newPublishingKey())

/** Items as a list of the city's brings them, come to this site whole. */
export function giveItems(site: Site, items: readonly ItemVersion[]): void {
  for (let at = 0; at < items.length; at += 500) site.transact(() => giveTogether(site, items.slice(at, at + 500)))
}

function giveTogether(site: Site, items: readonly ItemVersion[]): void {
  const list = listId('shared', 'city')
  const changes = items.map((item) => {
    const { id: key, version, digest, effectiveFrom: from } = item
    const bytes = encodeItem(item)
    site.store.items.put(item, site.nowRawMs(), bytes)
    return { key, version, digest, sizeBytes: bytes.byteLength, state: 'published' as const, from, before: null }
  })
  const head = site.store.lists.head(list)
  const edition = {
    list,
    number: (head?.number ?? 0) + 1,
    previousHash: head?.hash ?? ZERO_HASH,
    atMs: site.nowRawMs(),
    by: 'bench',
    changes,
    listDigest: listDigest(entriesAfter(site, list, changes)),
  }
  const bytes = encodeEdition(edition)
  takeEdition(site, edition, bytes, encodeSigned(signBytes(signer, bytes)))
}
