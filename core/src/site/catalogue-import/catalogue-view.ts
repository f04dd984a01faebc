import { setImmediate as nextTurn } from 'node:timers/promises'
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

/** The newest version of every item here, a few at a time. */
export async function* newestItems(site: Site): AsyncGenerator<ItemVersion> {
  const ids = new Set<ItemId>(site.store.items.entries().map(({ id }) => id))
  let read = 0
  for (const id of ids) {
    const item = site.store.items.newest(id)
    if (item !== null) yield item
    read += 1
    if (read % VERSIONS_A_TURN === 0) await nextTurn()
  }
}

/** What rows of a file are compared with. */
export function knownVersion({ id, version, digest, effectiveFrom, guide }: ItemVersion): KnownVersion {
  const { handleItem, task, localTask } = guide.codes
  return { id, version, digest, effectiveFrom, code: handleItem ?? task ?? localTask }
}
