import type { Statement } from 'better-sqlite3'
import type { EntryState, ListEntry, ListId } from '../../domain/catalogue/list.js'
import type { Hash, ItemId, LocalDate } from '../../domain/values.js'
import { listDigest } from '../../wire/catalogue/edition.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'
import { Recent } from '../file/recent.js'

/** Items a counter takes applications for in a day. */
const KEYS_REMEMBERED = 512

/** How far this site has come with a list. */
export interface ListHead {
  readonly list: ListId
  /** Of the newest edition whose entries are here. */
  readonly number: number
  readonly hash: Hash
  readonly digest: Hash
  /** When that edition came. */
  readonly sinceMs: number
  /** The newest edition that was here with every content. */
  readonly held: number
  /** Damaged contents fetched again. */
  readonly repaired: number
}

/** A signed edition as it came; `row` is what lanes point to. */
export interface StoredEdition {
  readonly row: number
  readonly number: number
  readonly atMs: number
  readonly payload: Uint8Array
}

/** An entry with its list, and the number of the edition that changed it last. */
export interface ListedEntry extends ListEntry {
  readonly list: ListId
  readonly edition: number
}

interface HeadColumns {
  list: string
  number: number
  hash: Buffer
  digest: Buffer
  since_ms: number
  held: number
  repaired: number
}

interface EntryColumns {
  list: string
  key: string
  version: number
  digest: Buffer
  size_bytes: number
  state: EntryState
  from_date: string
  before_version: number | null
  before_digest: Buffer | null
  before_size: number | null
  edition: number
}

type EntryRow = [string, string, number, Buffer, number, string, string, number | null, Buffer | null, number | null, number]

/** What publishers say is in force: lists, their entries, and the editions they came by. */
export class Lists {
  readonly #head: Statement<[string], HeadColumns>
  readonly #heads: Statement<[], HeadColumns>
  readonly #putHead: Statement<[string, number, Buffer, Buffer, number]>
  readonly #holds: Statement<[number, string]>
  readonly #repaired: Statement<[string]>
  readonly #edition: Statement<[string, number, Buffer, Buffer, number, Uint8Array]>
  readonly #hashAt: Statement<[string, number], { hash: Buffer; digest: Buffer }>
  readonly #editions: Statement<[string, number], { row: number; number: number; at_ms: number; payload: Buffer }>
  readonly #entry: Statement<[string, string], EntryColumns>
  readonly #entries: Statement<[string], EntryColumns>
  readonly #ofKey: Statement<[string], EntryColumns>
  readonly #ofDigest: Statement<[Buffer, Buffer], EntryColumns>
  readonly #changedSince: Statement<[string, number], EntryColumns>
  readonly #countChanged: Statement<[string, number], { count: number }>
  readonly #cameAt: Statement<[string, number], { at_ms: number | null }>
  readonly #beginning: Statement<[string, string], { key: string }>
  readonly #putEntry: Statement<EntryRow>
  readonly #dropEntry: Statement<[string, string]>
  /** Heads, and entries by key, as they stand in the tables; gone as soon as one changes. */
  readonly #heardOf = new Map<ListId, ListHead | null>()
  readonly #byKey = new Recent<ItemId, readonly ListedEntry[]>(KEYS_REMEMBERED)
  /** Of each list's rows as they stand; gone as soon as one changes. */
  readonly #digests = new Map<ListId, Hash>()

  constructor(db: Connection) {
    this.#head = db.prepare('SELECT * FROM catalogue_list WHERE list = ?')
    this.#heads = db.prepare('SELECT * FROM catalogue_list ORDER BY list')
    this.#putHead = db.prepare(
      `INSERT INTO catalogue_list VALUES (?, ?, ?, ?, ?, 0, 0) ON CONFLICT (list) DO UPDATE SET number = excluded.number,
         hash = excluded.hash, digest = excluded.digest, since_ms = excluded.since_ms`,
    )
    this.#holds = db.prepare('UPDATE catalogue_list SET held = ? WHERE list = ?')
    this.#repaired = db.prepare('UPDATE catalogue_list SET repaired = repaired + 1 WHERE list = ?')
    this.#edition = db.prepare(
      'INSERT INTO catalogue_edition (list, number, hash, digest, at_ms, payload) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#hashAt = db.prepare('SELECT hash, digest FROM catalogue_edition WHERE list = ? AND number = ?')
    this.#editions = db.prepare(
      'SELECT row, number, at_ms, payload FROM catalogue_edition WHERE list = ? AND number > ? ORDER BY number',
    )
    this.#entry = db.prepare('SELECT * FROM catalogue_entry WHERE list = ? AND key = ?')
    this.#entries = db.prepare('SELECT * FROM catalogue_entry WHERE list = ? ORDER BY key')
    this.#ofKey = db.prepare('SELECT * FROM catalogue_entry WHERE key = ? ORDER BY list')
    this.#ofDigest = db.prepare('SELECT * FROM catalogue_entry WHERE digest = ? OR before_digest = ?')
    this.#changedSince = db.prepare('SELECT * FROM catalogue_entry WHERE list = ? AND edition > ? ORDER BY key')
    this.#countChanged = db.prepare('SELECT count(*) AS count FROM catalogue_entry WHERE list = ? AND edition > ?')
    this.#cameAt = db.prepare('SELECT min(at_ms) AS at_ms FROM catalogue_edition WHERE list = ? AND number >= ?')
    this.#beginning = db.prepare('SELECT DISTINCT key FROM catalogue_entry WHERE from_date > ? AND from_date <= ?')
    this.#putEntry = db.prepare('INSERT OR REPLACE INTO catalogue_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#dropEntry = db.prepare('DELETE FROM catalogue_entry WHERE list = ? AND key = ?')
  }

  head(list: ListId): ListHead | null {
    const known = this.#heardOf.get(list)
    if (known !== undefined) return known
    const found = this.#head.get(list)
    const head = found === undefined ? null : toHead(found)
    this.#heardOf.set(list, head)
    return head
  }

  /** Every list here. */
  heads(): ListHead[] {
    return this.#heads.all().map(toHead)
  }

  /** The list stands at this edition now; entries are put apart from it. */
  advance(list: ListId, head: Pick<ListHead, 'number' | 'hash' | 'digest'>, payload: Uint8Array, atMs: number): void {
    const [hash, digest] = [hashBytes(head.hash), hashBytes(head.digest)]
    this.#heardOf.delete(list)
    this.#putHead.run(list, head.number, hash, digest, atMs)
    this.#edition.run(list, head.number, hash, digest, atMs, payload)
  }

  /** Every content of this edition's entries is here. */
  holds(list: ListId, number: number): void {
    this.#heardOf.delete(list)
    this.#holds.run(number, list)
  }

  countRepair(list: ListId): void {
    this.#heardOf.delete(list)
    this.#repaired.run(list)
  }

  /** Hash of an edition's bytes; null for one that a snapshot passed over. */
  hashAt(list: ListId, number: number): Hash | null {
    const found = this.#hashAt.get(list, number)
    return found === undefined ? null : hashHex(found.hash)
  }

  /** What a site at that edition proves; null for one that is not here. */
  digestAt(list: ListId, number: number): Hash | null {
    const found = this.#hashAt.get(list, number)
    return found === undefined ? null : hashHex(found.digest)
  }

  /** Editions after a number that are here, in order. */
  editionsAfter(list: ListId, number: number): StoredEdition[] {
    return this.#editions.all(list, number).map(({ at_ms: atMs, ...edition }) => ({ ...edition, atMs }))
  }

  entry(list: ListId, key: ItemId): ListedEntry | null {
    const found = this.#entry.get(list, key)
    return found === undefined ? null : toEntry(found)
  }

  entries(list: ListId): ListedEntry[] {
    return this.#entries.all(list).map(toEntry)
  }

  /** Digest over the list's rows, reckoned once for as long as they stand. */
  digestOf(list: ListId): Hash {
    const known = this.#digests.get(list)
    if (known !== undefined) return known
    const digest = listDigest(this.entries(list))
    this.#digests.set(list, digest)
    return digest
  }

  /** The rows as they stand now have that digest: it was reckoned over them before they were put. */
  reckoned(list: ListId, digest: Hash): void {
    this.#digests.set(list, digest)
  }

  /** After a rollback rows are others; and once a day they are looked at anew. */
  forget(): void {
    this.#digests.clear()
    this.#heardOf.clear()
    this.#byKey.clear()
  }

  /** The key in every list that has it. */
  ofKey(key: ItemId): readonly ListedEntry[] {
    return this.#byKey.get(key) ?? this.#byKey.put(key, this.#ofKey.all(key).map(toEntry))
  }

  /** Entries whose version, or whose version before it, has that digest. */
  naming(digest: Hash): ListedEntry[] {
    const bytes = hashBytes(digest)
    return this.#ofDigest.all(bytes, bytes).map(toEntry)
  }

  changedSince(list: ListId, number: number): ListedEntry[] {
    return this.#changedSince.all(list, number).map(toEntry)
  }

  countChangedSince(list: ListId, number: number): number {
    return this.#countChanged.get(list, number)?.count ?? 0
  }

  /** When the first edition from that number on came; null when none did. */
  cameAt(list: ListId, number: number): number | null {
    return this.#cameAt.get(list, number)?.at_ms ?? null
  }

  /** Keys whose newest version takes effect after the first and not after the second day. */
  beginningBetween(after: LocalDate, upTo: LocalDate): ItemId[] {
    return this.#beginning.all(after, upTo).map(({ key }) => key)
  }

  putEntry(list: ListId, edition: number, { key, version, digest, sizeBytes, state, from, before }: ListEntry): void {
    this.#digests.delete(list)
    this.#byKey.drop(key)
    const beforeDigest = before === null ? null : hashBytes(before.digest)
    const { version: beforeVersion = null, sizeBytes: beforeSize = null } = before ?? {}
    const row: EntryRow = [
      list,
      key,
      version,
      hashBytes(digest),
      sizeBytes,
      state,
      from,
      beforeVersion,
      beforeDigest,
      beforeSize,
      edition,
    ]
    this.#putEntry.run(...row)
  }

  dropEntry(list: ListId, key: ItemId): void {
    this.#digests.delete(list)
    this.#byKey.drop(key)
    this.#dropEntry.run(list, key)
  }
}

function toHead({ hash, digest, since_ms: sinceMs, ...head }: HeadColumns): ListHead {
  return { ...head, hash: hashHex(hash), digest: hashHex(digest), sinceMs }
}

function toEntry(row: EntryColumns): ListedEntry {
  const { list, key, version, digest, size_bytes: sizeBytes, state, from_date: from, edition } = row
  const { before_version, before_digest, before_size } = row
  const before =
    before_version === null || before_digest === null || before_size === null
      ? null
      : { version: before_version, digest: hashHex(before_digest), sizeBytes: before_size }
  return { list, key, version, digest: hashHex(digest), sizeBytes, state, from, before, edition }
}
