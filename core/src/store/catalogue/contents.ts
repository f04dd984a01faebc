import type { Statement } from 'better-sqlite3'
import type { ListId, VersionRef } from '../../domain/catalogue/list.js'
import type { Hash, ItemId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import { decodeItem } from '../../wire/item.js'
import type { Connection } from '../file/connection.js'
import type { Items } from '../items.js'

/** What a content is; items have a table of their own. */
export type ContentKind = 'item' | 'base' | 'claim'

/** Which document a digest names, as its entry says. */
export interface ContentName {
  readonly kind: ContentKind
  readonly key: ItemId
  readonly version: number
}

/** Documents that digests name, whatever their kind. */
export class Contents {
  readonly #items: Items
  readonly #put: Statement<[Buffer, string, string, number, number, Uint8Array]>
  readonly #bytes: Statement<[Buffer], { bytes: Buffer }>
  readonly #newest: Statement<[string, string, number], { version: number; digest: Buffer }>
  readonly #ofVersion: Statement<[string, string, number], { bytes: Buffer }>
  readonly #erase: Statement<[Buffer]>
  readonly #after: Statement<[Buffer, Buffer, number], { digest: Buffer }>
  readonly #oldest: Statement<[string], { edition: number | null }>
  readonly #lacking: Statement<[string], { digest: Buffer }>

  constructor(db: Connection, items: Items) {
    this.#items = items
    this.#put = db.prepare(
      'INSERT INTO content (digest, kind, key, version, at_ms, bytes) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#bytes = db.prepare('SELECT bytes FROM content WHERE digest = ?')
    this.#newest = db.prepare(
      'SELECT version, digest FROM content WHERE kind = ? AND key = ? AND version < ? ORDER BY version DESC, row DESC LIMIT 1',
    )
    this.#ofVersion = db.prepare('SELECT bytes FROM content WHERE kind = ? AND key = ? AND version = ? ORDER BY row DESC LIMIT 1')
    this.#erase = db.prepare('DELETE FROM content WHERE digest = ?')
    this.#after = db.prepare(
      `SELECT digest FROM item_version WHERE digest > ? UNION ALL SELECT digest FROM content WHERE digest > ?
       ORDER BY digest LIMIT ?`,
    )
    const isLacking = (column: string) =>
      ['item_version', 'content']
        .map((table) => `NOT EXISTS (SELECT 1 FROM ${table} AS t WHERE t.digest = entry.${column})`)
        .join(' AND ')
    this.#oldest = db.prepare(
      `SELECT min(edition) AS edition FROM catalogue_entry AS entry WHERE list = ? AND state <> 'cancelled'
         AND (${isLacking('digest')} OR before_digest IS NOT NULL AND ${isLacking('before_digest')})`,
    )
    this.#lacking = db.prepare(
      `SELECT digest FROM (
         SELECT list, digest, state FROM catalogue_entry
         UNION SELECT list, before_digest, state FROM catalogue_entry WHERE before_digest IS NOT NULL)
       WHERE list = ? AND state <> 'cancelled' AND digest NOT IN (SELECT digest FROM item_version)
         AND digest NOT IN (SELECT digest FROM content) ORDER BY digest`,
    )
  }

  has(digest: Hash): boolean {
    return this.#items.has(digest) || this.#bytes.get(hashBytes(digest)) !== undefined
  }

  /** The stored bytes as they are; null when there are none. */
  bytesOf(digest: Hash): Uint8Array | null {
    return this.#items.bytesOf(digest) ?? this.#bytes.get(hashBytes(digest))?.bytes ?? null
  }

  put({ kind, key, version }: ContentName, digest: Hash, bytes: Uint8Array, atMs: number): void {
    if (kind === 'item') this.#items.put(decodeItem(bytes), atMs, bytes)
    else this.#put.run(hashBytes(digest), kind, key, version, atMs, bytes)
  }

  /** The newest content of the same key that is older and here. */
  olderThan({ kind, key, version }: ContentName): VersionRef | null {
    if (kind === 'item') return this.#items.refBelow(key, version)
    const found = this.#newest.get(kind, key, version)
    return found === undefined ? null : { version: found.version, digest: hashHex(found.digest) }
  }

  /** The stored bytes of a key's version; null when it is not here. */
  bytesOfVersion({ kind, key, version }: ContentName): Uint8Array | null {
    if (kind === 'item') return this.#items.bytesOfVersion(key, version)
    return this.#ofVersion.get(kind, key, version)?.bytes ?? null
  }

  erase(digest: Hash): void {
    this.#items.erase(digest)
    this.#erase.run(hashBytes(digest))
  }

  /** Digests of what is here behind one, in order. */
  after(digest: Hash, limit: number): Hash[] {
    const from = hashBytes(digest)
    return this.#after.all(from, from, limit).map((found) => hashHex(found.digest))
  }

  /** The oldest edition that last changed an entry of which something is not here; null when all is here. */
  oldestLackingOf(list: ListId): number | null {
    return this.#oldest.get(list)?.edition ?? null
  }

  /** Digests that the list's entries name and that are not here, in order. */
  lackingOf(list: ListId): Hash[] {
    return this.#lacking.all(list).map(({ digest }) => hashHex(digest))
  }
}
