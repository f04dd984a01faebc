import type { Hash, ItemId, LocalDate, PersonId, SiteId } from '../values.js'

export const LIST_KINDS = ['base', 'items', 'shared', 'claims'] as const
/** 基本目录, 实施清单, 全市通办, 认领. */
export type ListKind = (typeof LIST_KINDS)[number]

/** `<kind>.<publisher>`. */
export type ListId = string

export type EntryState = 'published' | 'suspended' | 'cancelled'

export interface VersionRef {
  readonly version: number
  readonly digest: Hash
}

/** One line of a list. */
export interface ListEntry extends VersionRef {
  /** An item's id, a base entry's id, or a claim's. */
  readonly key: ItemId
  readonly sizeBytes: number
  readonly state: EntryState
  readonly from: LocalDate
  /** In force until `from`; null when there was none, or once it plays no part. */
  readonly before: (VersionRef & { readonly sizeBytes: number }) | null
}

/** One signed change of a list. */
export interface Edition {
  readonly list: ListId
  readonly number: number
  readonly previousHash: Hash
  readonly atMs: number
  readonly by: PersonId
  readonly changes: readonly ListEntry[]
  /** Of the whole list after the change. */
  readonly listDigest: Hash
}

export function listId(kind: ListKind, publisher: SiteId): ListId {
  return `${kind}.${publisher}`
}

/** Kind and publisher of a list, or null when the text names none. */
export function partsOfList(list: ListId): { readonly kind: ListKind; readonly publisher: SiteId } | null {
  const dot = list.indexOf('.')
  const kind = LIST_KINDS.find((known) => known === list.slice(0, dot))
  const publisher = list.slice(dot + 1)
  return kind === undefined || publisher === '' ? null : { kind, publisher }
}

/** What the list digest covers: one line for each entry, sorted by key in code unit order. */
export function listText(entries: readonly ListEntry[]): string {
  return [...entries]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, version, digest, state, from, before }) =>
      [key, version, digest, state, from, before?.version ?? '', before?.digest ?? ''].join('\t').concat('\n'),
    )
    .join('')
}

/** The version of an entry that is in force on a day; null when none is yet. */
export function inForceOn({ version, digest, from, before }: ListEntry, day: LocalDate): VersionRef | null {
  if (from <= day) return { version, digest }
  return before === null ? null : { version: before.version, digest: before.digest }
}

/** What holds for an entry on a day: until its own day comes, what was published before goes on. */
export function stateOn({ state, from, before }: ListEntry, day: LocalDate): EntryState {
  return from > day && before !== null ? 'published' : state
}
