import type { FaultCode } from '../../domain/fault.js'
import { type ItemDraft, PERMIT } from '../../domain/item.js'
import type { Organ, Place } from '../../domain/roster.js'
import type { ItemId, Level, OrganId, PlaceId } from '../../domain/values.js'
import { findOrgan } from '../init/organ-list.js'
import { chainOf, type RosterView } from '../init/roster-view.js'

/** An item that names a department the roster lacks at that place. */
export interface ResolveProblem {
  readonly code: FaultCode
  readonly item: string
  readonly place: PlaceId
  readonly detail: string
}

/** Items with organs' ids, ready for their digest. */
export interface Resolved {
  readonly items: readonly ItemDraft[]
  readonly problems: readonly ResolveProblem[]
}

/** Lowest first: an item is offered once for each place of the lowest level at which it names a department. */
const UPWARD: readonly Level[] = ['township', 'county', 'city']

/**
 * The implementation list (实施清单) of one place: the items offered once for each place of its level, departments' names
 * replaced by the ids of that place's organs and of those above it. An item of a county or township has the place's id behind its own.
 * An organ that only acts for another (受委托组织) decides no permit, so its place has no such item.
 */
export function resolveItems(items: readonly ItemDraft[], view: RosterView, place: PlaceId): Resolved {
  const chain = chainOf(view, place)
  const level = view.places.find(({ id }) => id === place)?.level
  const offered = items.filter((item) => offeredAt(item) === level)
  const levels = new Map(items.map((item) => [item.id, offeredAt(item)]))
  const resolved = offered.map((item) => resolveItem(item, view, chain, place, levels))
  return {
    items: resolved.flatMap(({ item }) => (item === null ? [] : [item])),
    problems: resolved.flatMap(({ problems }) => problems),
  }
}

/** The lists of all halls and township centres of the city. */
export function resolveEverywhere(items: readonly ItemDraft[], view: RosterView): Resolved {
  const places = view.places.filter(({ level }) => level !== 'village')
  const lists = places.map(({ id }) => resolveItems(items, view, id))
  return { items: lists.flatMap((list) => list.items), problems: lists.flatMap((list) => list.problems) }
}

/** The level at whose places the item is offered one by one; city where no department is named below. */
export function offeredAt({ level, organ, grants, steps }: ItemDraft): Level {
  const named = [{ level, organ }, ...grants, ...steps].filter((part) => part.organ !== null)
  return UPWARD.find((candidate) => named.some((part) => part.level === candidate)) ?? 'city'
}

function resolveItem(
  item: ItemDraft,
  view: RosterView,
  chain: ReadonlyMap<Level, Place>,
  place: PlaceId,
  levels: ReadonlyMap<ItemId, Level>,
): { readonly item: ItemDraft | null; readonly problems: readonly ResolveProblem[] } {
  const missing = new Set<string>()
  const find = (level: Level, department: string | null): Organ | null => {
    const at = chain.get(level)
    const organ = department === null || at === undefined ? null : findOrgan(view.organs, at.id, level, department)
    if (organ === null && department !== null) missing.add(`${at?.name ?? level} ${department}`)
    return organ
  }
  const idOf = (level: Level, department: string | null): OrganId | null => find(level, department)?.id ?? null
  const organ = find(item.level, item.organ)
  const itemIdOf = (id: ItemId | null): ItemId | null => (id === null ? null : offeredId(id, levels.get(id), chain))
  const beside = (department: string | null) => idOf(item.level, department)
  const { supervisingOrgan, entrustingOrgan, jointOrgans, preconditions } = item.guide
  const resolved: ItemDraft = {
    ...item,
    id: offeredId(item.id, offeredAt(item), chain) ?? item.id,
    organ: organ?.id ?? null,
    grants: item.grants.map((grant) => ({ ...grant, organ: idOf(grant.level, grant.organ) })),
    steps: item.steps.map((step) => ({ ...step, organ: idOf(step.level, step.organ) })),
    materials: item.materials.map((material) => ({ ...material, issuedByItem: itemIdOf(material.issuedByItem) })),
    guide: {
      ...item.guide,
      supervisingOrgan: beside(supervisingOrgan),
      entrustingOrgan: beside(entrustingOrgan),
      jointOrgans: jointOrgans.flatMap((department) => beside(department) ?? []),
      preconditions: preconditions.map((one) => ({ ...one, item: itemIdOf(one.item) })),
    },
  }
  if (missing.size > 0) {
    const problem = { code: 'catalogue/unknown-organ', item: item.id, place, detail: [...missing].join('、') } as const
    return { item: null, problems: [problem] }
  }
  const mayDecide = item.type !== PERMIT || organ?.nature !== 'entrusted'
  return { item: mayDecide ? resolved : null, problems: [] }
}

/** The id an item has for the people of a place: of the county or township above it that offers it; null where it is offered below. */
function offeredId(id: ItemId, level: Level | undefined, chain: ReadonlyMap<Level, Place>): ItemId | null {
  if (level === undefined || level === 'city') return id
  const at = chain.get(level)
  return at === undefined ? null : `${id}.${at.id}`
}
