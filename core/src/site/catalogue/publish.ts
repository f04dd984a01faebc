import {
  type EntryState,
  inForceOn,
  type ListEntry,
  type ListId,
  listId,
  type ListKind,
  type VersionRef,
} from '../../domain/catalogue/list.js'
import { type Refusal, refused } from '../../domain/decider.js'
import type { ItemId, LocalDate, PersonId } from '../../domain/values.js'
import { currentSite } from '../../domain/roster-view.js'
import { encodeEdition, listDigest } from '../../wire/catalogue/edition.js'
import { MAX_CONTENT_BYTES, MAX_ENTRIES_TOGETHER } from '../../wire/catalogue/entry.js'
import { encodeSigned, signBytes, type Signer } from '../../wire/catalogue/signing.js'
import { sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import type { Site } from '../site.js'
import { checkContent, ownedElsewhere } from './check.js'
import { isRecovering } from './recover.js'
import { entriesAfter, takeEdition, today } from './take-edition.js'

/** One line of a list as it shall stand from now on. */
export interface PublishChange {
  readonly key: ItemId
  readonly version: number
  /** Its canonical bytes (`encodeItem` for items); null for a version that is here already. */
  readonly content: Uint8Array | null
  readonly state: EntryState
  /** The day it takes effect; until then goes on what is in force today. */
  readonly from: LocalDate
}

export interface Publication {
  readonly kind: ListKind
  readonly changes: readonly PublishChange[]
  readonly by: PersonId
}

export type Published =
  /** Number of the newest edition; more than one were made where the changes do not fit one. */
  { readonly kind: 'done'; readonly list: ListId; readonly number: number } | Refusal

/**
 * Publishes changes of one of this site's own lists: contents, entries and signed editions, which go to whoever is to
 * have them; all or, when refused, nothing. Inside a transaction (`site.transact`, `site.commit`). What `before`, digest and size
 * are is worked out here. Refused are a site without a publishing key in the roster (`catalogue/no-key`), an organ outside the
 * publisher's subtree or an id that stands in another list (`catalogue/wrong-list`), and a content that does not fit its
 * entry, an older version than the one published, or another content under its number (`catalogue/broken`).
 */
export function publishEdition(site: Site, { kind, changes, by }: Publication): Published {
  const signer = ownSigner(site)
  const list = listId(kind, site.id)
  if (signer === null || (kind === 'base' && site.options.tier !== 'city')) return refused('catalogue/no-key', list)
  if (isRecovering(site)) return refused('catalogue/recovering', list)
  const entries: ListEntry[] = []
  const all = [...changes, ...suspended(site, list, changes)]
  for (const change of all) {
    const entry = entryFor(site, list, kind, change)
    if ('code' in entry) return entry
    entries.push(entry)
  }
  keepContents(site, kind, all, entries)
  for (let at = 0; at < entries.length; at += MAX_ENTRIES_TOGETHER)
    publishTogether(site, signer, list, entries.slice(at, at + MAX_ENTRIES_TOGETHER), by)
  return { kind: 'done', list, number: site.store.lists.head(list)?.number ?? 0 }
}

/** What was stopped at once stays suspended unless this edition says something of it. */
function suspended(site: Site, list: ListId, changes: readonly PublishChange[]): PublishChange[] {
  return site.store.holdings.stoppedIn(list).flatMap((key) => {
    const current = site.store.lists.entry(list, key)
    if (current === null || current.state !== 'published' || changes.some((change) => change.key === key)) return []
    return [{ key, version: current.version, content: null, state: 'suspended' as const, from: today(site) }]
  })
}

/** Signs only with a key that every reader of the roster can check. */
export function ownSigner(site: Site): Signer | null {
  const { signer } = site.options
  const known = currentSite(site.roster, site.id)?.publishingKeys ?? []
  return signer !== null && known.some(({ id, publicKey }) => id === signer.key.id && publicKey === signer.key.publicKey)
    ? signer
    : null
}

/** The list's next edition: signed, taken here and passed on. At most `MAX_ENTRIES_TOGETHER` changes, whose contents are kept. */
export function publishTogether(site: Site, signer: Signer, list: ListId, changes: readonly ListEntry[], by: PersonId): void {
  const head = site.store.lists.head(list)
  const edition = {
    list,
    number: (head?.number ?? 0) + 1,
    previousHash: head?.hash ?? ZERO_HASH,
    atMs: site.clock.now().estimateMs,
    by,
    changes,
    listDigest: listDigest(entriesAfter(site, list, changes)),
  }
  const bytes = encodeEdition(edition)
  takeEdition(site, edition, bytes, encodeSigned(signBytes(signer, bytes)))
  // As for any content that comes: what waited for it goes on.
  site.markRetry('item/waiting-for')
  site.markItemArrived()
}

function entryFor(site: Site, list: ListId, kind: ListKind, change: PublishChange): ListEntry | Refusal {
  const { key, version, state, from } = change
  const current = site.store.lists.entry(list, key)
  const ref = refOf(site, kind, change, current)
  if ('code' in ref) return ref
  if (current !== null && version < current.version)
    return refused('catalogue/broken', `${key} v${version} after v${current.version}`)
  if (current?.version === version && current.digest !== ref.digest)
    return refused('catalogue/broken', `${key} v${version} is published with another content`)
  if (ownedElsewhere(site, list, key)) return refused('catalogue/wrong-list', key)
  const before = from > today(site) && current?.state === 'published' ? sizedBefore(current, today(site)) : null
  return { key, ...ref, state, from, before }
}

function refOf(site: Site, kind: ListKind, change: PublishChange, current: ListEntry | null) {
  const { key, version, content } = change
  if (content !== null) {
    const problem = checkContent(site.roster, { kind, publisher: site.id, key, version }, content)
    if (problem !== null) return problem
    if (content.byteLength > MAX_CONTENT_BYTES) return refused('input/too-large', key)
    return { version, digest: sha256Hex(content), sizeBytes: content.byteLength }
  }
  if (current?.version === version) return { version, digest: current.digest, sizeBytes: current.sizeBytes }
  const item = kind === 'items' || kind === 'shared' ? site.store.items.byVersion(key, version) : null
  const bytes = item === null ? null : site.store.contents.bytesOf(item.digest)
  if (item === null || bytes === null) return refused('item/unknown', `${key} v${version}`)
  const problem = checkContent(site.roster, { kind, publisher: site.id, key, version }, bytes)
  return problem ?? { version, digest: item.digest, sizeBytes: bytes.byteLength }
}

function sizedBefore(current: ListEntry, day: LocalDate): ListEntry['before'] {
  const ref: VersionRef | null = inForceOn(current, day)
  if (ref === null) return null
  return { ...ref, sizeBytes: ref.digest === current.digest ? current.sizeBytes : (current.before?.sizeBytes ?? 0) }
}

function keepContents(site: Site, kind: ListKind, changes: readonly PublishChange[], entries: readonly ListEntry[]): void {
  const contentKind = kind === 'base' ? 'base' : kind === 'claims' ? 'claim' : 'item'
  changes.forEach(({ key, version, content }, index) => {
    const digest = entries[index]?.digest
    if (content !== null && digest !== undefined)
      site.store.contents.put({ kind: contentKind, key, version }, digest, content, site.nowRawMs())
  })
}
