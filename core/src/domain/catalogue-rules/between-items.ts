import { askedAlways } from '../catalogue/scenarios.js'
import type { ItemDraft } from '../item.js'
import type { ItemId } from '../values.js'
import { type Findings, refuses, warns } from './finding.js'

/** Items as the rules between them look things up. */
export interface ItemSet {
  readonly items: readonly ItemDraft[]
  /** What must be had before each: preconditions, and results of others among the papers always asked for. */
  readonly before: ReadonlyMap<ItemId, readonly ItemId[]>
  /** Whose result a paper of that name or certificate type is. */
  readonly issuers: ReadonlyMap<string, ItemId>
}

/** Looks a set over once, for the rules between its items. */
export function itemSet(items: readonly ItemDraft[]): ItemSet {
  const issuers = new Map<string, ItemId>()
  for (const { id, guide } of items)
    for (const { kind, name, certificateType } of guide.results) {
      if (kind === '1' || kind === '2') issuers.set(plain(name), issuers.get(plain(name)) ?? id)
      if (certificateType !== null) issuers.set(certificateType, issuers.get(certificateType) ?? id)
    }
  return { items, before: new Map(items.map((item) => [item.id, beforeOf(item)])), issuers }
}

/** No item is had only with another that is had only with it, over however many between (互为前置). */
export function noMutualPreconditions({ id }: ItemDraft, { before }: ItemSet): Findings {
  const cycle = shortestCycle(id, before)
  return [
    cycle !== null &&
      refuses('mutual-precondition', {
        path: '/guide/preconditions',
        article: '行政许可法 6',
        zh: `互为前置:${cycle.join(' → ')}`,
        en: `Each is had only with the other: ${cycle.join(' → ')}`,
      }),
  ]
}

/** A paper named like what an item of this network issues is probably its result. */
export function papersIssuedHereAreMarked({ id, materials }: ItemDraft, { issuers }: ItemSet): Findings {
  return materials.map(({ id: material, name, certificateType, issuedByItem, necessity }, index) => {
    const issuer = issuers.get(plain(name)) ?? (certificateType === null ? undefined : issuers.get(certificateType))
    if (issuer === undefined || issuer === id || issuedByItem !== null || necessity === 'optional') return false
    return warns('material-issued-here', {
      path: `/materials/${index}/issuedByItem`,
      article: '国务院令第716号 7',
      zh: `材料 ${material}“${name}”看来是本系统事项 ${issuer} 的结果`,
      en: `Material ${material} “${name}” looks like the result of item ${issuer}`,
    })
  })
}

function beforeOf(item: ItemDraft): readonly ItemId[] {
  const results = askedAlways(item)
    .filter(({ necessity, issuedByItem }) => necessity === 'required' && issuedByItem !== item.id)
    .map(({ issuedByItem }) => issuedByItem)
  return [...item.guide.preconditions.map((precondition) => precondition.item), ...results].filter((id) => id !== null)
}

/** From the item back to itself by the fewest steps, or null. */
function shortestCycle(start: ItemId, before: ReadonlyMap<ItemId, readonly ItemId[]>): readonly ItemId[] | null {
  const cameFrom = new Map<ItemId, ItemId>()
  const open = [start]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const next of before.get(at) ?? []) {
      if (next === start) return [...wayTo(at, start, cameFrom), start]
      if (cameFrom.has(next)) continue
      cameFrom.set(next, at)
      open.push(next)
    }
  }
  return null
}

function wayTo(end: ItemId, start: ItemId, cameFrom: ReadonlyMap<ItemId, ItemId>): ItemId[] {
  const way = [end]
  for (let at = end; at !== start; ) {
    at = cameFrom.get(at) ?? start
    way.unshift(at)
  }
  return way
}

/** Names without the marks that titles of papers stand in. */
function plain(name: string): string {
  return name.replace(/[《》〈〉<>“”\s]/g, '')
}
