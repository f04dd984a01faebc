import { type EntryState, partsOfList, stateOn } from '../../domain/catalogue/list.js'
import type { WorkState } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemVersion } from '../../domain/item.js'
import type { ItemId, LocalDate } from '../../domain/values.js'
import { standingEntry } from '../../store/catalogue/show-item.js'
import type { Acting } from '../act.js'
import { standingOfItem } from '../intake/item-standing.js'
import { today } from '../catalogue/take-edition.js'
import { type ActLine, lineOf, readWork, type WorkLine } from '../catalogue-work/work-pages.js'
import { workerOf } from '../catalogue-work/worker.js'
import { type Named, siteNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** One published version, with who wrote and reviewed it where that was done here. */
export interface VersionLine {
  readonly version: number
  readonly digest: string
  readonly from: LocalDate
  readonly work: string | null
  readonly acts: readonly ActLine[]
}

/** One item as the catalogue's people see it: how it stands, its versions, what is being written of it. */
export interface ItemStory {
  readonly item: ItemVersion
  readonly state: EntryState
  /** As a counter meets it now: stopped at once counts, before any edition says so. */
  readonly stateNow: EntryState
  /** In force today; null when none is. */
  readonly inForce: number | null
  readonly from: LocalDate
  readonly publisher: Named
  readonly own: boolean
  readonly versions: readonly VersionLine[]
  readonly works: readonly WorkLine[]
}

/** 事项全貌: the newest version published, and all that is known of how it came about. */
export function itemStory(site: Site, acting: Acting, id: ItemId): ItemStory | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const entry = standingEntry(site.store, id)
  const item = entry === null ? null : site.store.items.byDigest(entry.digest)
  if (entry === null) return refused('item/unknown', id)
  if (item === null) return refused('item/waiting-for', `${id} v${entry.version}`)
  const publisher = partsOfList(entry.list)?.publisher ?? ''
  const standing = standingOfItem(site, id)
  const named = site.store.catalogueWork.works.recent(MOST_LOOKED_AT).filter((work) => names(work, id))
  return {
    item,
    state: stateOn(entry, today(site)),
    stateNow: standing?.state ?? entry.state,
    inForce: standing?.item?.version ?? null,
    from: entry.from,
    publisher: siteNamed(site, publisher),
    own: publisher === site.id,
    versions: versionsOf(site, acting, item, named),
    works: named.map((work) => lineOf(site, work)),
  }
}

const MOST_LOOKED_AT = 2_000

function names({ plan, items }: WorkState, id: ItemId): boolean {
  return items.some(({ item }) => item === id) || ('items' in plan && plan.items.includes(id))
}

function versionsOf(site: Site, acting: Acting, newest: ItemVersion, works: readonly WorkState[]): VersionLine[] {
  const lines: VersionLine[] = []
  for (let at: ItemVersion | null = newest; at !== null; at = olderThan(site, at))
    lines.push(versionLine(site, acting, at, works))
  return lines
}

function olderThan(site: Site, { id, version }: ItemVersion): ItemVersion | null {
  const ref = site.store.items.refBelow(id, version)
  return ref === null ? null : site.store.items.byDigest(ref.digest)
}

function versionLine(
  site: Site,
  acting: Acting,
  { id, version, digest, effectiveFrom }: ItemVersion,
  works: readonly WorkState[],
): VersionLine {
  const isOf = ({ items, published }: WorkState) =>
    published !== null && items.some(({ item, content }) => item === id && content.version === version)
  const work = works.find(isOf)?.id ?? null
  const page = work === null ? null : readWork(site, acting, work)
  const acts = page === null || 'kind' in page ? [] : page.acts
  return { version, digest, from: effectiveFrom, work, acts }
}
