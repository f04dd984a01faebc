import type { EntryState } from '../../domain/catalogue/list.js'
import { stateOn } from '../../domain/catalogue/list.js'
import { partsOfList } from '../../domain/catalogue/list.js'
import type { Refusal } from '../../domain/decider.js'
import type { Grant, ItemVersion } from '../../domain/item.js'
import type { ItemId, Level, LocalDate, OrganId } from '../../domain/values.js'
import type { ListedEntry } from '../../store/catalogue/lists.js'
import { isItemList, standingEntry } from '../../store/catalogue/show-item.js'
import type { Acting } from '../act.js'
import { today } from '../catalogue/take-edition.js'
import { workerOf } from '../catalogue-work/worker.js'
import { baseList } from '../claiming/base-entries.js'
import { type Named, organNamed, siteNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** One item of the implementation lists known here, in force or not. */
export interface CatalogueLine {
  readonly id: ItemId
  readonly name: string
  readonly version: number
  readonly type: ItemVersion['type']
  readonly level: Level
  readonly organ: Named | null
  readonly handling: ItemVersion['handling']
  readonly state: EntryState
  /** The day the newest version takes effect, or took effect. */
  readonly from: LocalDate
  /** Whether that day is still to come. */
  readonly isComing: boolean
  readonly publisher: Named
  /** Published by this gateway: only then it is edited here. */
  readonly own: boolean
  readonly grants: readonly Grant[]
  /** The base entry it was claimed from, and its newest version; null for a local item. */
  readonly base: { readonly entry: string; readonly version: number; readonly newest: number } | null
  /** The work in which its next version is being written. */
  readonly work: string | null
}

export interface CatalogueFilter {
  readonly text?: string
  readonly organ?: OrganId
  readonly level?: Level
  readonly state?: EntryState
  /** Only what this gateway publishes. */
  readonly own?: boolean
  /** Only items whose base entry has a newer version. */
  readonly behind?: boolean
}

export interface CataloguePage {
  readonly total: number
  readonly items: readonly CatalogueLine[]
}

/** 实施清单: every item that a list here names, cancelled ones too, by organ and name. */
export function catalogueItems(
  site: Site,
  acting: Acting,
  filter: CatalogueFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): CataloguePage | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const ground = groundOf(site)
  const sounding = filter.text === undefined || filter.text === '' ? null : foundBy(site, filter.text)
  const lines = [...new Set(ground.keys)]
    .flatMap((id) => lineOf(site, ground, id) ?? [])
    .filter((line) => fits(line, filter, sounding))
    .sort((a, b) => compare(a.organ?.name ?? '', b.organ?.name ?? '') || compare(a.name, b.name) || compare(a.id, b.id))
  return { total: lines.length, items: lines.slice(offset, offset + limit) }
}

/** Read once for all lines. */
interface Ground {
  readonly keys: readonly ItemId[]
  readonly day: LocalDate
  readonly newestBase: ReadonlyMap<string, number>
  readonly works: ReadonlyMap<ItemId, string>
}

function groundOf(site: Site): Ground {
  const lists = site.store.lists.heads().filter(({ list }) => isItemList(list))
  const open = site.store.catalogueWork.works.open()
  return {
    keys: lists.flatMap(({ list }) => site.store.lists.entries(list).map(({ key }) => key)),
    day: today(site),
    newestBase: new Map(baseList(site).map(({ entry }) => [entry.id, entry.version])),
    works: new Map(open.flatMap(({ id, items }) => items.map(({ item }) => [item, id] as const))),
  }
}

function lineOf(site: Site, { day, newestBase, works }: Ground, id: ItemId): CatalogueLine | null {
  const entry = standingEntry(site.store, id)
  const item = entry === null ? null : contentOf(site, entry)
  if (entry === null || item === null) return null
  const publisher = partsOfList(entry.list)?.publisher ?? ''
  const base = item.guide.base
  const { name, version, type, level, handling, grants } = item
  return {
    ...{ id, name, version, type, level, handling, grants },
    organ: organNamed(site, item.organ),
    state: stateOn(entry, day),
    from: entry.from,
    isComing: entry.from > day,
    publisher: siteNamed(site, publisher),
    own: publisher === site.id,
    base: base === null ? null : { ...base, newest: newestBase.get(base.entry) ?? base.version },
    work: works.get(id) ?? null,
  }
}

/** What its newest version says, or while that is on its way the one before. */
function contentOf(site: Site, { digest, before }: ListedEntry): ItemVersion | null {
  return site.store.items.byDigest(digest) ?? (before === null ? null : site.store.items.byDigest(before.digest))
}

function fits(line: CatalogueLine, filter: CatalogueFilter, sounding: ReadonlySet<ItemId> | null): boolean {
  const { text = '', organ, level, state, own, behind } = filter
  if (sounding !== null && !sounding.has(line.id) && !line.name.includes(text) && !line.id.includes(text)) return false
  if (organ !== undefined && line.organ?.id !== organ) return false
  if (level !== undefined && line.level !== level) return false
  if (state !== undefined && line.state !== state) return false
  if (own === true && !line.own) return false
  return behind !== true || (line.base !== null && line.base.newest > line.base.version)
}

/** As many as a list of one page of pages holds. */
const MOST_FOUND = 500

/** Items in force that the counters' search finds by words, pinyin, initials. */
function foundBy(site: Site, text: string): ReadonlySet<ItemId> {
  const nobody = { closed: [], bearer: null, takenInBy: null, organs: [], organ: null, topic: null, lifeEvent: null }
  return new Set(site.store.items.search({ text, limit: MOST_FOUND, ...nobody }).map(({ id }) => id))
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
