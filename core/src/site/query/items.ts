import type { Bearer } from '../../domain/acts/authority.js'
import type { EntryState } from '../../domain/catalogue/list.js'
import { isRefusal } from '../../domain/acts/context.js'
import { type Standing, standingOf } from '../../domain/acts/standing.js'
import type { FaultCode } from '../../domain/fault.js'
import type { ItemVersion } from '../../domain/item.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentOrgan } from '../../domain/roster-view.js'
import type { Organ } from '../../domain/roster.js'
import type { ItemId, OrganId } from '../../domain/values.js'
import type { ItemSummary } from '../../store/catalogue/item-search.js'
import type { SubjectCount } from '../../store/catalogue/subjects.js'
import { isItemList } from '../../store/catalogue/show-item.js'
import { type Acting, resolveActor } from '../act.js'
import { isStale, standingOfItem, versionInForce, whyClosed } from '../intake/item-standing.js'
import type { Site } from '../site.js'
import { type Named, organNamed } from './names.js'

/** One line of the catalogue, with whether the one who asks may take it in. */
export interface ItemLine extends Omit<ItemSummary, 'organ'> {
  readonly organ: Named | null
  readonly offered: boolean
  /** Why not. */
  readonly code: FaultCode | null
  readonly state: EntryState
  /** Its list was not checked with the parent for longer than the policy allows: shown under a banner. */
  readonly stale: boolean
}

/** What is looked for: all in force when nothing is said. */
export interface Sought {
  readonly text?: string
  /** Only what somebody at the acting place takes in (本站可办). */
  readonly here?: boolean
  readonly organ?: OrganId
  readonly topic?: string
  readonly lifeEvent?: string
}

/** Items in force, best first; all is found in this site's own store, so with no line too. */
export function searchItems(site: Site, acting: Acting, sought: Sought, limit: number): readonly ItemLine[] | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const standing = standingOf(by, site.roster)
  const refusal = isRefusal(standing) ? standing.code : null
  const organs = organsOf(site)
  const closed = new Map(site.store.items.notPublished().flatMap((id) => closedAs(site, id)))
  const found = site.store.items.search({
    text: sought.text ?? '',
    limit,
    closed: [...closed.keys()],
    bearer: isRefusal(standing) ? null : standing,
    takenInBy: sought.here === true && !isRefusal(standing) ? thoseAt(standing, organs) : null,
    organs,
    organ: sought.organ ?? null,
    topic: sought.topic ?? null,
    lifeEvent: sought.lifeEvent ?? null,
  })
  // In a copy long not checked with the parent items of high risk are closed too: only the lines shown are looked at.
  const isOld = site.store.lists.heads().some(({ list }) => isItemList(list) && isStale(site, list))
  return found.map(({ organ, offered, ...summary }) => {
    const why = closed.get(summary.id) ?? (isOld ? (closedAs(site, summary.id)[0]?.[1] ?? null) : null)
    const code = refusal ?? why ?? (offered ? null : 'item/not-offered')
    const standingHere = isOld || closed.has(summary.id) ? standingOfItem(site, summary.id) : null
    const { state = 'published', stale = false } = standingHere ?? {}
    return { ...summary, organ: organNamed(site, organ), offered: code === null, code, state, stale }
  })
}

/** The item with why nobody may apply for it; nothing where one may. */
function closedAs(site: Site, id: ItemId): readonly (readonly [ItemId, FaultCode])[] {
  const standing = standingOfItem(site, id)
  const code = standing === null ? null : whyClosed(standing)
  return code === null ? [] : [[id, code]]
}

/** Every department as it is called today. */
export function organsOf({ roster }: Site): readonly Organ[] {
  return [...roster.organs.keys()].map((id) => currentOrgan(roster, id)).filter((organ) => organ !== null)
}

/** Everybody who serves at the place: those for no organ, and its departments' windows; a village station lends no other level. */
function thoseAt({ place }: Standing, organs: readonly Organ[]): readonly Bearer[] {
  const windows = organs.filter((organ) => organ.place === place.id)
  const levelOf = (organ: Organ) => (place.level === 'village' ? 'village' : organ.level)
  return [{ level: place.level, organ: null }, ...windows.map((organ) => ({ level: levelOf(organ), organ }))]
}

/** One version: the one named, or the one in force today. */
export function findItem(site: Site, id: ItemId, version: number | null): ItemVersion | Refusal {
  const item = version === null ? versionInForce(site, id) : site.store.items.byVersion(id, version)
  if (item !== null) return item
  const isKnown = version !== null && site.store.items.newest(id) !== null
  return isKnown ? refused('item/waiting-for', `${id} v${version}`) : refused('item/unknown', id)
}

/** Words that people look for items by, most items first. */
export interface Subjects {
  readonly topics: readonly SubjectCount[]
  readonly lifeEvents: readonly SubjectCount[]
}

/** 主题 and 生活事件 of the items in force here, each with how many items it leads to. */
export function subjectsOf({ store }: Site): Subjects {
  return { topics: store.items.subjects('topic'), lifeEvents: store.items.subjects('life-event') }
}
