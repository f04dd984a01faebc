import { setImmediate as nextTurn } from 'node:timers/promises'
import { listId, partsOfList } from '../../domain/catalogue/list.js'
import type { ItemVersion } from '../../domain/item.js'
import { newest, siteOfPlace } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { ItemId, OrganId } from '../../domain/values.js'
import type { BookedOrgan } from '../../wire/columns/organ-book.js'
import type { Site } from '../site.js'
import type { KnownVersion } from './sheet-job.js'

/** Reading a version from the store takes a twentieth of a millisecond; links must not wait for thousands. */
const VERSIONS_A_TURN = 100

/** Organs that items of this gateway may name: of its area, and of the sites above it; and those it publishes for. */
export function organsFor(site: Site): { readonly named: readonly BookedOrgan[]; readonly ours: readonly OrganId[] } {
  const above = new Set(sitesAbove(site.roster, site.id))
  const placed = newest(site.roster.organs).map((organ) => ({ organ, at: siteOfPlace(site.roster, organ.place) }))
  const ours = placed.filter(({ at }) => at === site.id || (at !== null && sitesAbove(site.roster, at).includes(site.id)))
  const others = placed.filter(({ at }) => at !== null && above.has(at))
  return {
    named: [...ours, ...others].map(({ organ: { id, name, creditCode } }) => ({ id, name, creditCode })),
    ours: ours.map(({ organ }) => organ.id),
  }
}

/** What this gateway publishes, the versions published last, a few at a time. */
export async function* ownItems(site: Site): AsyncGenerator<ItemVersion> {
  const entries = ITEM_LISTS.flatMap((kind) => site.store.lists.entries(listId(kind, site.id)))
  for (const [index, { digest, state }] of entries.entries()) {
    const item = state === 'cancelled' ? null : site.store.items.byDigest(digest)
    if (item !== null) yield item
    if (index % VERSIONS_A_TURN === 0) await nextTurn()
  }
}

/** Ids that other publishers' lists hold: no file may take them. */
export function idsElsewhere(site: Site): readonly ItemId[] {
  const own = ITEM_LISTS.map((kind) => listId(kind, site.id))
  const others = site.store.lists.heads().filter(({ list }) => !own.includes(list) && isItemList(list))
  return others.flatMap(({ list }) => site.store.lists.entries(list).map(({ key }) => key))
}

const ITEM_LISTS = ['items', 'shared'] as const

function isItemList(list: string): boolean {
  const kind = partsOfList(list)?.kind
  return kind === 'items' || kind === 'shared'
}

/** What rows of a file are compared with. */
export function knownVersion({ id, version, digest, effectiveFrom, guide }: ItemVersion): KnownVersion {
  const { handleItem, task, localTask } = guide.codes
  return { id, version, digest, effectiveFrom, code: handleItem ?? task ?? localTask }
}
