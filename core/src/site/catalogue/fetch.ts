import { partsOfList } from '../../domain/catalogue/list.js'
import { currentSite } from '../../domain/roster-view.js'
import type { Hash, SiteId } from '../../domain/values.js'
import type { ContentName } from '../../store/catalogue/contents.js'
import type { ListedEntry } from '../../store/catalogue/lists.js'
import { encodeAsk, MAX_WANTS, PACK_BYTES, type Want } from '../../wire/catalogue/content.js'
import { MAX_CONTENT_BYTES } from '../../wire/catalogue/entry.js'
import { linkedChildren } from '../links/linked-children.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'
import { sourceOf } from './audience.js'

/** Which document a digest is, where an entry names it. */
export interface NamedContent extends ContentName {
  readonly digest: Hash
  readonly sizeBytes: number
  readonly entry: ListedEntry
}

const KINDS = { base: 'base', items: 'item', shared: 'item', claims: 'claim' } as const

/** What the entries of lists say a digest is; nothing when only a case named it. */
export function namedContents(site: Site, digest: Hash): NamedContent[] {
  return site.store.lists.naming(digest).flatMap((entry) => {
    const parts = partsOfList(entry.list)
    if (parts === null) return []
    const ref = entry.digest === digest ? entry : entry.before
    if (ref === null) return []
    const { version, sizeBytes } = ref
    return [{ kind: KINDS[parts.kind], key: entry.key, version, sizeBytes, digest, entry }]
  })
}

/** A case, or a neighbour, names a content that is not here. */
export function wantContent(site: Site, digest: Hash): void {
  if (!site.store.contents.has(digest)) site.store.contentWants.want(digest, true, site.nowRawMs())
}

interface Due extends Want {
  readonly sizeBytes: number
}

/** Asks for every content that is missing and that nobody was asked for yet, in groups that fit a pack. Inside a transaction. */
export function askForMissing(site: Site): void {
  const due = new Map<SiteId, Due[]>()
  for (const { digest } of site.store.contentWants.unasked()) {
    const [named = null] = namedContents(site, digest)
    const holder = holderOf(site, named)
    if (holder === null || !site.store.lanes.exists(holder)) continue
    const have = named === null ? null : site.store.contents.olderThan(named)
    due.set(holder, [...(due.get(holder) ?? []), { digest, have, sizeBytes: named?.sizeBytes ?? MAX_CONTENT_BYTES }])
  }
  for (const [peer, wants] of due) for (const group of groupsOf(wants)) ask(site, peer, group)
}

/** The city's gateways are asked one after the other for what no list there names: whose it was is not known any more. */
export function askNextChild(site: Site, from: SiteId, digests: readonly Hash[]): void {
  const next = site.parent === null ? childAfter(site, from) : null
  if (next === null) return
  const wants = digests
    .filter((digest) => site.store.contentWants.get(digest)?.peer === from && namedContents(site, digest).length === 0)
    .map((digest) => ({ digest, have: null, sizeBytes: MAX_CONTENT_BYTES }))
  for (const group of groupsOf(wants)) ask(site, next, group)
}

function childAfter(site: Site, before: SiteId): SiteId | null {
  const [next = null] = linkedChildren(site)
    .filter((child) => child > before)
    .toSorted()
  return next
}

/** Who has a content: the side its list comes from; of an own list whoever it was given to; of a case's the parent, else a child. */
function holderOf(site: Site, named: NamedContent | null): SiteId | null {
  if (named === null) return site.parent ?? childAfter(site, '')
  return sourceOf(site, named.entry.list) ?? site.parent ?? childThatHolds(site, named)
}

function childThatHolds(site: Site, { entry }: NamedContent): SiteId | null {
  const holds = site.store.holdings
    .all()
    .find(
      ({ site: other, list, number, digest }) =>
        list === entry.list && number >= entry.edition && digest !== null && currentSite(site.roster, other)?.parent === site.id,
    )
  return holds?.site ?? null
}

function ask(site: Site, peer: SiteId, wants: readonly Due[]): void {
  writeLetter(site, peer, 'bulk', 'content-ask', '', encodeAsk(wants))
  for (const { digest } of wants) site.store.contentWants.asked(digest, peer, site.nowRawMs())
}

function groupsOf(wants: readonly Due[]): Due[][] {
  const groups: Due[][] = []
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
