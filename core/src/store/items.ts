import type { Statement } from 'better-sqlite3'
import { pinyin } from 'pinyin-pro'
import type { ItemVersion } from '../domain/item.js'
import type { Hash, ItemId, Level, OrganId } from '../domain/values.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import { decodeItem, encodeItem, type ItemEntry } from '../wire/item.js'
import type { Connection } from './file/connection.js'

/** One line of the catalogue's list. */
export interface ItemSummary {
  readonly id: ItemId
  readonly version: number
  readonly name: string
  readonly type: ItemVersion['type']
  readonly level: Level
  readonly organ: OrganId | null
  readonly handling: ItemVersion['handling']
  readonly effectiveFrom: string
}

interface Columns {
  row: number
  digest: Buffer
  id: string
  version: number
  size: number
}

interface ViewColumns {
  id: string
  version: number
  name: string
  type: ItemVersion['type']
  level: Level
  organ: string | null
  handling: ItemVersion['handling']
  effective_from: string
}

const newestOnly = 'version = (SELECT max(version) FROM item_view AS other WHERE other.id = item_view.id)'

/** Item versions, each by its digest; immutable, so those read once are kept in memory. */
export class Items {
  readonly #put: Statement<[string, number, Buffer, number, string]>
  readonly #view: Statement<[number, string, number, string, string, string, string | null, string, string, string]>
  readonly #json: Statement<[Buffer], { json: string }>
  readonly #row: Statement<[Buffer], { row: number }>
  readonly #digest: Statement<[string, number], { digest: Buffer }>
  readonly #newest: Statement<[string], { digest: Buffer }>
  readonly #entries: Statement<[], Columns>
  readonly #search: Statement<[string, number], ViewColumns>
  readonly #all: Statement<[], { row: number; json: string }>
  readonly #clear: Statement<[]>
  readonly #read = new Map<Hash, ItemVersion>()

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO item_version (id, version, digest, at_ms, json) VALUES (?, ?, ?, ?, ?)')
    this.#view = db.prepare('INSERT OR REPLACE INTO item_view VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#json = db.prepare('SELECT json FROM item_version WHERE digest = ?')
    this.#row = db.prepare('SELECT row FROM item_version WHERE digest = ?')
    this.#digest = db.prepare('SELECT digest FROM item_version WHERE id = ? AND version = ? ORDER BY row DESC LIMIT 1')
    this.#newest = db.prepare('SELECT digest FROM item_version WHERE id = ? ORDER BY version DESC, row DESC LIMIT 1')
    this.#entries = db.prepare('SELECT row, digest, id, version, octet_length(json) AS size FROM item_version ORDER BY row')
    this.#search = db.prepare(
      `SELECT id, version, name, type, level, organ, handling, effective_from FROM item_view
       WHERE search LIKE ? ESCAPE '\\' AND ${newestOnly} ORDER BY name, id LIMIT ?`,
    )
    this.#all = db.prepare('SELECT row, json FROM item_version ORDER BY row')
    this.#clear = db.prepare('DELETE FROM item_view')
  }

  /** Keeps a version with its line in the list; one that is here already stays as it is. */
  put(item: ItemVersion, atMs: number, bytes: Uint8Array = encodeItem(item)): void {
    if (this.has(item.digest)) return
    const json = Buffer.from(bytes).toString()
    const { lastInsertRowid } = this.#put.run(item.id, item.version, hashBytes(item.digest), atMs, json)
    this.#project(Number(lastInsertRowid), item)
  }

  has(digest: Hash): boolean {
    return this.rowOf(digest) !== null
  }

  /** Row that a lane's entry points to. */
  rowOf(digest: Hash): number | null {
    return this.#row.get(hashBytes(digest))?.row ?? null
  }

  byDigest(digest: Hash): ItemVersion | null {
    const known = this.#read.get(digest)
    if (known !== undefined) return known
    const found = this.#json.get(hashBytes(digest))
    if (found === undefined) return null
    const item = decodeItem(Buffer.from(found.json))
    this.#read.set(digest, item)
    return item
  }

  byVersion(id: ItemId, version: number): ItemVersion | null {
    const found = this.#digest.get(id, version)
    return found === undefined ? null : this.byDigest(hashHex(found.digest))
  }

  newest(id: ItemId): ItemVersion | null {
    const found = this.#newest.get(id)
    return found === undefined ? null : this.byDigest(hashHex(found.digest))
  }

  /** Every version here, as a manifest names them. */
  entries(): ItemEntry[] {
    return this.#entries.all().map(({ id, version, digest, size }) => ({ id, version, digest: hashHex(digest), sizeBytes: size }))
  }

  /** Newest versions whose name, pinyin or initials hold the text, in any case; all for an empty text. */
  search(text: string, limit: number): ItemSummary[] {
    const pattern = `%${text
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`
    return this.#search.all(pattern, limit).map(({ effective_from, ...found }) => ({ ...found, effectiveFrom: effective_from }))
  }

  /** Drops and refills the list from the versions. */
  rebuild(): void {
    this.#clear.run()
    for (const { row, json } of this.#all.all()) this.#project(row, decodeItem(Buffer.from(json)))
  }

  /** After a rollback, what was read may never have been. */
  forget(): void {
    this.#read.clear()
  }

  #project(row: number, item: ItemVersion): void {
    const { id, version, name, type, level, organ, handling, effectiveFrom } = item
    this.#view.run(row, id, version, name, type, level, organ, handling, effectiveFrom, searchText(name))
  }
}

/** Name, pinyin and initials side by side: a two-character word is found in the name, which a full-text index would miss. */
function searchText(name: string): string {
  const full = pinyin(name, { toneType: 'none', separator: '' })
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', separator: '' })
  return `${name}|${full}|${initials}`.toLowerCase()
}
