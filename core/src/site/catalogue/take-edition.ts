import type { Edition, ListEntry, ListId } from '../../domain/catalogue/list.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { Hash, ItemId, LocalDate } from '../../domain/values.js'
import { isItemList, showItem, SHOWN_DAY } from '../../store/catalogue/show-item.js'
import type { ListHead } from '../../store/catalogue/lists.js'
import { listDigest } from '../../wire/catalogue/edition.js'
import { sha256Hex } from '../../wire/hash.js'
import type { Site } from '../site.js'
import { passOn } from './pass-on.js'
import { prove } from './prove.js'

/** The day by which this site puts versions into force. */
export function today(site: Site): LocalDate {
  return localDateOf(site.clock.now().estimateMs)
}

/** The list as it stands after changes. */
export function entriesAfter(site: Site, list: ListId, changes: readonly ListEntry[]): ListEntry[] {
  const entries = new Map<ItemId, ListEntry>(site.store.lists.entries(list).map((entry) => [entry.key, entry]))
  for (const change of changes) entries.set(change.key, change)
  return [...entries.values()]
}

/** Whether the edition's digest is that of the list it leads to. */
export function digestFits(entries: readonly ListEntry[], digest: Hash): boolean {
  return listDigest(entries) === digest
}

/** Enters an edition whose list digest fits what its changes lead to: they hold from now on. Inside a transaction. */
export function takeEdition(site: Site, edition: Edition, bytes: Uint8Array, payload: Uint8Array): void {
  const { list, number, changes, listDigest: digest } = edition
  for (const change of changes) site.store.lists.putEntry(list, number, change)
  site.store.lists.reckoned(list, digest)
  site.store.lists.advance(list, { number, hash: sha256Hex(bytes), digest }, payload, site.nowRawMs())
  settleList(
    site,
    list,
    changes.map(({ key }) => key),
  )
}

/** Follows up a list whose entries changed: lines, stops, what is missing, who gets it next. */
export function settleList(site: Site, list: ListId, keys: readonly ItemId[]): void {
  const head = site.store.lists.head(list)
  if (head === null) return
  site.store.holdings.endStops(list, head.number)
  showItems(site, list, keys)
  site.store.contentWants.dropUnlisted()
  for (const digest of site.store.contents.lackingOf(list)) site.store.contentWants.want(digest, false, site.nowRawMs())
  site.store.contentWants.editionCame(list, head.number)
  site.markAsksDue()
  settleHeld(site, list)
}

/** A site that holds all of a list says so, and passes it on. */
export function settleHeld(site: Site, list: ListId): void {
  const head = site.store.lists.head(list)
  if (head === null) return
  if (site.store.contentWants.missingOf(list) > 0) return settlePart(site, list, head)
  if (head.held < head.number) {
    site.store.lists.holds(list, head.number)
    site.markListHeld(list)
  }
  passOn(site, list)
  prove(site, list)
}

/** Editions that came one soon after another are held one after another, though the newest is not here yet: the parent is told. */
function settlePart(site: Site, list: ListId, head: ListHead): void {
  const held = (site.store.contents.oldestLackingOf(list) ?? head.number) - 1
  // Of editions that a snapshot passed over nothing is known.
  if (held <= head.held || site.store.lists.hashAt(list, held) === null) return
  site.store.lists.holds(list, held)
  prove(site, list)
}

/** Puts the lines of these items as their list has them today: all lines are of one day, or a rebuild would show others. */
export function showItems(site: Site, list: ListId, keys: readonly ItemId[]): void {
  turnDay(site)
  if (isItemList(list)) for (const key of keys) showItem(site.store, key, today(site))
}

/** Versions whose day has come are shown from now on. */
export function turnDay(site: Site): void {
  const [shown, day] = [site.store.meta.get(SHOWN_DAY), today(site)]
  if (shown === day) return
  const [from, to] = shown === null || shown < day ? [shown ?? '', day] : [day, shown]
  for (const key of site.store.lists.beginningBetween(from, to)) showItem(site.store, key, day)
  site.store.meta.put(SHOWN_DAY, day)
}
