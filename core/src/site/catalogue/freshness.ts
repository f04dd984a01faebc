import type { SiteId } from '../../domain/values.js'
import { encodeNote } from '../../wire/catalogue/note.js'
import { linkedChildren } from '../links/linked-children.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'

/** A copy is called stale after days: shorter silences are told of nobody. */
const SILENT_MS = 12 * 3_600_000
/** What the children were told last: how old the lists from above are, or nothing. */
const TOLD = 'lists-as-of-told'
/** What the parent said of its own lists from above. */
const PARENTS = 'lists-as-of-parent'

/** A gateway that hears nothing from above says so to its children, and again when it does: their copies are as old as its own. Inside a transaction. */
export function tellFreshness(site: Site): void {
  const told = site.store.meta.number(TOLD)
  const asOfMs = oldListsFromAbove(site)
  if (asOfMs === told) return
  for (const child of linkedChildren(site)) say(site, child, asOfMs)
  if (asOfMs === null) site.store.meta.remove(TOLD)
  else site.store.meta.put(TOLD, String(asOfMs))
}

/** A child's first contact: what the others were told. */
export function tellFreshnessTo(site: Site, peer: SiteId): void {
  const asOfMs = site.store.meta.number(TOLD)
  if (asOfMs !== null && peer !== site.parent) say(site, peer, asOfMs)
}

function say(site: Site, peer: SiteId, asOfMs: number | null): void {
  writeLetter(site, peer, 'bulk', 'catalogue-note', 'freshness', encodeNote({ note: 'freshness', asOfMs }))
}

/** Since when lists from above were not heard of here; null while that is not long. */
function oldListsFromAbove(site: Site): number | null {
  const heardMs = site.parent === null ? null : (site.store.links.get(site.parent)?.listsMs ?? null)
  return heardMs === null || site.nowRawMs() - heardMs < SILENT_MS ? null : heardMs
}

/** Keeps what the parent said: null for no more than usual. Inside a transaction. */
export function keepParentsFreshness(site: Site, asOfMs: number | null): void {
  if (asOfMs === null) site.store.meta.remove(PARENTS)
  else site.store.meta.put(PARENTS, String(asOfMs))
}

/** As of when the parent knows lists from above it; null while nothing else was said. */
export function parentsFreshness(site: Site): number | null {
  return site.store.meta.number(PARENTS)
}
