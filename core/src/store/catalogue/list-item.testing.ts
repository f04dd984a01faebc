import type { ItemVersion } from '../../domain/item.js'
import type { LocalDate } from '../../domain/values.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { encodeItem } from '../../wire/item.js'
import type { Store } from '../store.js'
import { SHOWN_DAY, showItem } from './show-item.js'

/** Enters a version as a list would that has no other; what is newer than the day is not in force yet. */
export function listItem(store: Store, item: ItemVersion, day: LocalDate = '2026-06-01'): void {
  const { id: key, version, digest, effectiveFrom: from } = item
  store.items.put(item, 1)
  const number = (store.lists.head('items.city')?.number ?? 0) + 1
  const entry = { key, version, digest, sizeBytes: encodeItem(item).byteLength, state: 'published', from, before: null } as const
  store.lists.putEntry('items.city', number, entry)
  store.lists.advance('items.city', { number, hash: ZERO_HASH, digest: ZERO_HASH }, Buffer.from('edition'), 1)
  store.meta.put(SHOWN_DAY, day)
  showItem(store, key, day)
}
