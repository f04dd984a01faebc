import { inForceOn, stateOn } from '../../domain/catalogue/list.js'
import type { Hash, ItemId, LocalDate } from '../../domain/values.js'
import type { Tables } from '../tables.js'
import type { ListedEntry } from './lists.js'

/** The day up to which versions were put into force, by which `rebuild` shows the same ones again. */
export const SHOWN_DAY = 'catalogue-day'

/** Lists whose contents are items. */
export function isItemList(list: string): boolean {
  return list.startsWith('items.') || list.startsWith('shared.')
}

/** The entry that speaks for an item: one not cancelled, when its id moved from one list to another. */
export function standingEntry({ lists }: Pick<Tables, 'lists'>, id: ItemId): ListedEntry | null {
  const entries = lists.ofKey(id).filter(({ list }) => isItemList(list))
  return entries.find(({ state }) => state !== 'cancelled') ?? entries[0] ?? null
}

/**
 * The version to go by on a day: the one in force, or while its content is on its way the newest older one that is here, so
 * that a counter goes on; null when none is.
 */
export function usableVersion({ contents }: Pick<Tables, 'contents'>, entry: ListedEntry, day: LocalDate): Hash | null {
  const due = inForceOn(entry, day)
  if (due === null) return null
  if (contents.has(due.digest)) return due.digest
  return contents.olderThan({ kind: 'item', key: entry.key, version: due.version })?.digest ?? null
}

/** Puts the item's line into the list as the day asks, or takes it out. */
export function showItem(tables: Pick<Tables, 'lists' | 'contents' | 'items'>, id: ItemId, day: LocalDate): void {
  const entry = standingEntry(tables, id)
  const gone = entry === null || stateOn(entry, day) === 'cancelled'
  const digest = gone ? null : usableVersion(tables, entry, day)
  if (digest === null) tables.items.hide(id)
  else tables.items.show(digest)
}

/** Refills the emptied list of items. */
export function showAllItems(tables: Tables): void {
  const day = tables.meta.get(SHOWN_DAY) ?? ''
  for (const { list } of tables.lists.heads()) {
    if (isItemList(list)) for (const { key } of tables.lists.entries(list)) showItem(tables, key, day)
  }
}
