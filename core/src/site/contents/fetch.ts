import { type ListId, partsOfList } from '../../domain/catalogue/list.js'
import type { Hash, SiteId } from '../../domain/values.js'
import type { ContentName } from '../../store/catalogue/contents.js'
import type { AskWay } from '../../store/catalogue/content-wants.js'
import type { ListedEntry } from '../../store/catalogue/lists.js'
import { encodeAsk, MAX_WANTS, PACK_BYTES } from '../../wire/catalogue/content.js'
import { MAX_CONTENT_BYTES } from '../../wire/catalogue/entry.js'
import { encodeListAsk } from '../../wire/catalogue/list-pack.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'
import { nextHolder } from '../catalogue/audience.js'

/** Which document a digest is, where an entry names it. */
export interface NamedContent extends ContentName {
  readonly digest: Hash
  readonly sizeBytes: number
  readonly entry: ListedEntry
}

const KINDS = { base: 'base', items: 'item', shared: 'item', claims: 'claim' } as const

/** What the entries of lists say a digest is; nothing when only a case named it. */
export function namedContents(site: Site, digest: Hash): NamedContent[] {
  return site.store.lists.naming(digest).flatMap((entry) => namedBy(entry, digest) ?? [])
}

/** What the entry says of a content that it names; null when it names another. */
export function namedBy(entry: ListedEntry, digest: Hash): NamedContent | null {
  const parts = partsOfList(entry.list)
  const ref = entry.digest === digest ? entry : entry.before
  if (parts === null || ref === null || ref.digest !== digest) return null
  const { version, sizeBytes } = ref
  return { kind: KINDS[parts.kind], key: entry.key, version, sizeBytes, digest, entry }
}

/** A case, or a neighbour, names a content that is not here. */
export function wantContent(site: Site, digest: Hash): void {
  if (!site.store.contents.has(digest)) site.store.contentWants.want(digest, true, site.nowRawMs())
}

/** More than a day's changes: the message bus is for what is new, not for whole lists. */
const FAR_BEHIND_BYTES = 256 * 1024

interface Due {
  readonly digest: Hash
  readonly named: NamedContent | null
  readonly way: AskWay
  readonly sizeBytes: number
}

/** Asks for every content that is missing and that nobody was asked for yet, in groups that fit a pack. Inside a transaction. */
export function askForMissing(site: Site): void {
  const due = new Map<SiteId, Due[]>()
  for (const { digest, lastPeer, way } of site.store.contentWants.unasked()) {
    const [named = null] = namedContents(site, digest)
    const holder = nextHolder(site, named?.entry ?? null, lastPeer) ?? nextHolder(site, named?.entry ?? null, null)
    if (holder === null) continue
    const sizeBytes = named?.sizeBytes ?? MAX_CONTENT_BYTES
    due.set(holder, [...(due.get(holder) ?? []), { digest, named, way, sizeBytes }])
  }
  for (const [peer, wants] of due) ask(site, peer, wants)
}

/** Whoever was asked for these lacks them, or is silent: the next that may have them is asked, where there is one. */
export function askNext(site: Site, from: SiteId, digests: readonly Hash[]): void {
  const free = digests.filter((digest) => {
    if (site.store.contentWants.get(digest)?.peer !== from) return false
    const [named = null] = namedContents(site, digest)
    return nextHolder(site, named?.entry ?? null, from) !== null
  })
  for (const digest of free) site.store.contentWants.free(digest, 'digest')
  if (free.length > 0) askForMissing(site)
}

function ask(site: Site, peer: SiteId, wants: readonly Due[]): void {
  const byPlace = wants.filter(({ named, way }) => way === 'place' && named !== null)
  for (const list of new Set(byPlace.map(({ named }) => named?.entry.list ?? ''))) askPlaces(site, peer, list, byPlace)
  const byDigest = wants.filter((want) => !byPlace.includes(want))
  for (const group of groupsOf(byDigest)) {
    const asked = group.map(({ digest, named, way }) => {
      return { digest, have: named === null || way === 'alone' ? null : (site.store.contents.olderThan(named)?.digest ?? null) }
    })
    writeLetter(site, peer, 'bulk', 'content-ask', '', encodeAsk(asked))
    for (const { digest } of group) site.store.contentWants.asked(digest, peer, site.nowRawMs())
  }
}

/** What both hold at the same edition needs no digests: places say it, and the digests of the entries prove what comes. */
function askPlaces(site: Site, peer: SiteId, list: ListId, wants: readonly Due[]): void {
  const number = site.store.lists.head(list)?.number ?? 0
  const indexes = new Map(site.store.lists.entries(list).map(({ key }, index) => [key, index]))
  const placed = wants.flatMap(({ digest, named, sizeBytes }) => {
    const index = named?.entry.list === list ? indexes.get(named.key) : undefined
    if (named === null || index === undefined) return []
    const older = site.store.contents.olderThan(named)?.version ?? named.version
    return [{ digest, sizeBytes, place: 2 * index + (digest === named.entry.digest ? 0 : 1), base: named.version - older }]
  })
  const isFar = placed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > FAR_BEHIND_BYTES
  const isAside = isFar && peer === site.parent && site.options.contentsAside === true
  for (const group of groupsOf(placed.toSorted((a, b) => a.place - b.place))) {
    const payload = encodeListAsk({ list, number, wants: group })
    if (isAside) site.store.parcels.askAside(peer, payload)
    else writeLetter(site, peer, 'bulk', 'list-ask', list, payload)
    for (const { digest, place } of group) site.store.contentWants.asked(digest, peer, site.nowRawMs(), { list, number, place })
  }
}

function groupsOf<T extends { readonly sizeBytes: number }>(wants: readonly T[]): T[][] {
  const groups: T[][] = []
  let left = 0
  for (const want of wants) {
    const last = groups.at(-1)
    if (last === undefined || want.sizeBytes > left || last.length === MAX_WANTS) {
      groups.push([want])
      left = PACK_BYTES - want.sizeBytes
    } else {
      last.push(want)
      left -= want.sizeBytes
    }
  }
  return groups
}
