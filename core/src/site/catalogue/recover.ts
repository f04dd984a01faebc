import { LIST_KINDS, type ListId, listId } from '../../domain/catalogue/list.js'
import type { SiteId } from '../../domain/values.js'
import { linkedChildren } from '../links/linked-children.js'
import type { Site } from '../site.js'
import { askForList } from './prove.js'

/** Asked again after so long where nothing came. */
const AGAIN_MS = 10 * 60_000

/**
 * Whether lists of this site's own may be newer elsewhere than here, so that publishing would make a second edition of a number that is
 * signed already: somebody proved a newer one, or this machine took another's place and nobody who may hold them was heard yet.
 */
export function isRecovering(site: Site): boolean {
  return (
    LIST_KINDS.some((kind) => isBehindOthers(site, listId(kind, site.id))) || (site.options.generation > 1 && !wasHeard(site))
  )
}

/** Asks the neighbours that proved a newer edition of an own list than is here to give it back. Inside a transaction. */
export function recallOwnLists(site: Site): void {
  for (const list of LIST_KINDS.map((kind) => listId(kind, site.id))) {
    const newest = provedNewest(site, list)
    if (newest <= (site.store.lists.head(list)?.number ?? 0)) continue
    const holders = neighbours(site).filter((peer) => site.store.holdings.whoProved(list, newest).includes(peer))
    const asked = lastAsked(site, list)
    if (asked !== null && asked.number === newest && site.nowRawMs() - asked.atMs < AGAIN_MS) continue
    const peer = holders[holders.indexOf(asked?.peer ?? '') + 1] ?? holders[0]
    if (peer === undefined) continue
    askForList(site, list, peer)
    site.store.meta.put(askedKey(list), JSON.stringify({ peer, number: newest, atMs: site.nowRawMs() }))
  }
}

function isBehindOthers(site: Site, list: ListId): boolean {
  return provedNewest(site, list) > (site.store.lists.head(list)?.number ?? 0)
}

function provedNewest(site: Site, list: ListId): number {
  return site.store.holdings.newestProved(list, site.id)
}

/** All that the parent, or at the city some gateway, knew of lists when it was met has come. */
function wasHeard(site: Site): boolean {
  const who = site.parent === null ? linkedChildren(site) : [site.parent]
  return who.some((peer) => (site.store.links.get(peer)?.listsMs ?? null) !== null)
}

function neighbours(site: Site): SiteId[] {
  const { parent } = site
  return [...(parent !== null && site.store.lanes.exists(parent) ? [parent] : []), ...linkedChildren(site).toSorted()]
}

interface Asked {
  readonly peer: SiteId
  readonly number: number
  readonly atMs: number
}

function lastAsked(site: Site, list: ListId): Asked | null {
  const value = site.store.meta.get(askedKey(list))
  return value === null ? null : (JSON.parse(value) as Asked)
}

function askedKey(list: ListId): string {
  return `list-recalled ${list}`
}
