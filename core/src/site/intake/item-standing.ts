import { type EntryState, inForceOn, type ListId, partsOfList, stateOn } from '../../domain/catalogue/list.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { FaultCode } from '../../domain/fault.js'
import type { ItemRef, ItemVersion } from '../../domain/item.js'
import type { ItemId, LocalDate, SiteId } from '../../domain/values.js'
import { addWorkingDays } from '../../domain/working-days.js'
import { standingEntry, usableVersion } from '../../store/catalogue/show-item.js'
import type { Site } from '../site.js'
import { sourceOf } from '../catalogue/audience.js'
import { parentsFreshness } from '../catalogue/freshness.js'
import { today } from '../catalogue/take-edition.js'

/** How an item stands here and now, as the lists say and as far as this site knows them. */
export interface ItemStanding {
  readonly list: ListId
  readonly state: EntryState
  /** The version to go by; null when none is in force yet, or none is here. */
  readonly item: ItemVersion | null
  /** The list names a newer one whose content is still on its way. */
  readonly newerOnItsWay: boolean
  /** The last moment the list's newest edition was heard of; null for never. */
  readonly asOfMs: number | null
  /** That is longer ago than the policy allows. */
  readonly stale: boolean
}

/** null for an item that is in no list here. */
export function standingOfItem(site: Site, id: ItemId): ItemStanding | null {
  const entry = standingEntry(site.store, id)
  if (entry === null) return null
  const day = today(site)
  const digest = usableVersion(site.store, entry, day)
  const isStopped = site.store.holdings.stopsOf(id).some(({ list }) => list === entry.list)
  const state = stateOn(entry, day)
  const asOfMs = asOf(site, entry.list)
  return {
    list: entry.list,
    state: isStopped && state === 'published' ? 'suspended' : state,
    item: digest === null ? null : site.store.items.byDigest(digest),
    newerOnItsWay: digest !== (inForceOn(entry, day)?.digest ?? null),
    asOfMs,
    stale: isOld(site, asOfMs, day),
  }
}

/** The version in force today; null when there is none. */
export function versionInForce(site: Site, id: ItemId): ItemVersion | null {
  return standingOfItem(site, id)?.item ?? null
}

/**
 * The version that was in force when a case was registered by an older one, as this site knows the lists: a station's copy
 * lagged behind. null when it was the right one, as far as is known here.
 */
export function newerAtRegistration(site: Site, item: ItemRef, registeredMs: number): number | null {
  const entry = standingEntry(site.store, item.id)
  const due = entry === null ? null : inForceOn(entry, localDateOf(registeredMs))
  return due !== null && due.version > item.version ? due.version : null
}

/** Why nobody may apply for the item here and now, whatever the acting place; null when one may. */
export function whyClosed({ state, stale, item }: ItemStanding): FaultCode | null {
  if (state === 'cancelled') return 'item/cancelled'
  if (state === 'suspended') return 'item/suspended'
  return stale && item?.guide?.highRisk === true ? 'item/stale' : null
}

/** When this site last knew all its neighbour knew of the list; now for a list of its own. */
export function asOf(site: Site, list: ListId): number | null {
  const source = sourceOf(site, list)
  if (source === null) return site.nowRawMs()
  const sinceMs = site.store.lists.head(list)?.sinceMs ?? null
  const heardMs = heardOf(site, list, source)
  return sinceMs === null || heardMs === null ? (heardMs ?? sinceMs) : Math.max(sinceMs, heardMs)
}

/** What the parent itself hears nothing of is no fresher here. */
function heardOf(site: Site, list: ListId, source: SiteId): number | null {
  const heardMs = site.store.links.get(source)?.listsMs ?? null
  const isFromAbove = source === site.parent && partsOfList(list)?.publisher !== source
  const parentsMs = isFromAbove ? parentsFreshness(site) : null
  return heardMs === null || parentsMs === null ? heardMs : Math.min(heardMs, parentsMs)
}

/** The copy is older than the policy allows without a warning. */
export function isStale(site: Site, list: ListId): boolean {
  return isOld(site, asOf(site, list), today(site))
}

function isOld(site: Site, asOfMs: number | null, day: LocalDate): boolean {
  if (asOfMs === null) return true
  return addWorkingDays(localDateOf(asOfMs), site.roster.policy.catalogueFreshDays, site.calendar) < day
}
