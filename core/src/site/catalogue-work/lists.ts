import { type EntryState, partsOfList, type VersionRef } from '../../domain/catalogue/list.js'
import type { WorkItem } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemVersion } from '../../domain/item.js'
import type { ItemId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** The version of an item last published here, in force already or later; null for an item of another publisher, or of none. */
export function publishedHere(site: Site, item: ItemId): ItemVersion | null {
  const entry = ownEntry(site, item)
  return entry === null ? null : site.store.items.byDigest(entry.digest)
}

/** As `publishedHere`, for an item that is not cancelled. */
export function livingHere(site: Site, item: ItemId): ItemVersion | null {
  return stateHere(site, item) === 'cancelled' ? null : publishedHere(site, item)
}

/** How the item stands in this gateway's own list; null when it is in none. */
export function stateHere(site: Site, item: ItemId): EntryState | null {
  return ownEntry(site, item)?.state ?? null
}

function ownEntry(site: Site, item: ItemId) {
  const own = site.store.lists.ofKey(item).filter(({ list }) => isOwnItemList(site, list))
  return own.find(({ state }) => state !== 'cancelled') ?? own[0] ?? null
}

function isOwnItemList(site: Site, list: string): boolean {
  const parts = partsOfList(list)
  return parts?.publisher === site.id && (parts.kind === 'items' || parts.kind === 'shared')
}

export function refOf({ version, digest }: ItemVersion): VersionRef {
  return { version, digest }
}

/** The published item as the beginning of its next version. */
export function nextVersion(site: Site, id: ItemId): WorkItem | Refusal {
  const current = publishedHere(site, id)
  if (current === null) return refused('item/unknown', id)
  const { digest: _, ...content } = current
  return { item: id, basedOn: refOf(current), content: { ...content, version: current.version + 1 } }
}
