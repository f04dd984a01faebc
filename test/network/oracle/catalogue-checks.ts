import { partsOfList } from '@liandong/core/domain/catalogue/list.js'
import type { ListHead } from '@liandong/core/store/catalogue/lists.js'
import type { Store } from '@liandong/core/store/store.js'
import { belongsTo } from '@liandong/core/site/catalogue/audience.js'
import { listDigest } from '@liandong/core/wire/catalogue/edition.js'
import { sha256Hex } from '@liandong/core/wire/hash.js'
import type { Scene } from './scene.js'

/** The digest of a list as a store's own rows and contents give it; null while one is missing or not what it is called. */
export function reckonedDigest({ lists, contents }: Store, list: string): string | null {
  const entries = lists.entries(list)
  const named = entries.flatMap(({ state, digest, before }) =>
    state === 'cancelled' ? [] : [digest, ...(before === null ? [] : [before.digest])],
  )
  const isWhole = named.every((digest) => {
    const bytes = contents.bytesOf(digest)
    return bytes !== null && sha256Hex(bytes) === digest
  })
  return isWhole ? listDigest(entries) : null
}

/** Every reachable site has proved the newest edition of every list it is to have, and really holds it. */
export function checkCatalogue({ sites }: Scene): string[] {
  const city = sites.find(({ site }) => site === 'city')
  if (city === undefined) return []
  const roster = city.store.roster.load()
  const lists = city.store.lists.heads().map(({ list }) => list)
  return lists.flatMap((list) => {
    const newest = newestOf(sites, list)
    return sites
      .filter(({ site }) => belongsTo(roster, list, site))
      .flatMap(({ site, store }) => {
        const [head, reckoned] = [store.lists.head(list), reckonedDigest(store, list)]
        if (waitsForTheDead(sites, store, list)) return []
        const holds = head?.number === newest?.number && head?.hash === newest?.hash && reckoned === newest?.digest
        const said = city.store.holdings.get(site, list)
        const proved = site === 'city' || (said?.number === newest?.number && said?.digest === newest?.digest)
        return [
          ...(holds ? [] : [`${site} holds ${head?.number} of ${list} as ${reckoned?.slice(0, 6)}, not ${newest?.number}`]),
          ...(proved ? [] : [`${site} has not proved ${newest?.number} of ${list}, but ${said?.number}`]),
          ...(store.holdings.stoppedIn(list).length === 0 || head?.number === newest?.number
            ? []
            : [`${site} lacks what ends a stop`]),
        ]
      })
  })
}

/** The publisher's; of one that is dead the newest that somebody holds whole, for only that is passed on. */
function newestOf(sites: Scene['sites'], list: string): ListHead | null {
  const publisher = sites.find(({ site }) => site === partsOfList(list)?.publisher)
  if (publisher !== undefined) return publisher.store.lists.head(list)
  const whole = sites.flatMap(({ store }) => {
    const head = store.lists.head(list)
    return head !== null && reckonedDigest(store, list) === head.digest ? [head] : []
  })
  return whole.reduce<ListHead | null>((best, head) => (head.number > (best?.number ?? 0) ? head : best), null)
}

/** The publisher's disk died between an edition and its contents: no site that is reached has one that is missing. */
function waitsForTheDead(sites: Scene['sites'], { lists, contents }: Store, list: string): boolean {
  if (sites.some(({ site }) => site === partsOfList(list)?.publisher)) return false
  const gone = contents.lackingOf(list).some((digest) => !sites.some(({ store }) => store.contents.has(digest)))
  return gone && (lists.head(list)?.number ?? 0) > (newestOf(sites, list)?.number ?? 0)
}
