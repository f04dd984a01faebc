import type { Statement } from 'better-sqlite3'
import { takersOf } from '../domain/acts/authority.js'
import type { ItemVersion } from '../domain/item.js'
import type { Hash, ItemId } from '../domain/values.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import { decodeItem, encodeItem, type ItemEntry } from '../wire/item.js'
import { type ItemHit, type ItemQuery, ItemSearch } from './catalogue/item-search.js'
import { searchColumns } from './catalogue/search-text.js'
import type { Connection } from './file/connection.js'

interface Columns {
  row: number
  digest: Buffer
  id: string
  version: number
  size: number
}

/** Item versions, each by its digest; immutable, so those read once are kept in memory. */
export class Items {
  readonly #put: Statement<[string, number, Buffer, number, string]>
  readonly #view: Statement<unknown[]>
  readonly #taker: Statement<[string, string, number]>
  readonly #json: Statement<[Buffer], { json: string }>
  readonly #row: Statement<[Buffer], { row: number }>
  readonly #digest: Statement<[string, number], { digest: Buffer }>
  readonly #newest: Statement<[string], { digest: Buffer }>
  readonly #entries: Statement<[], Columns>
  readonly #all: Statement<[], { row: number; json: string }>
  readonly #clear: readonly Statement<[]>[]
  readonly #search: ItemSearch
  readonly #read = new Map<Hash, ItemVersion>()

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO item_version (id, version, digest, at_ms, json) VALUES (?, ?, ?, ?, ?)')
    this.#view = db.prepare('INSERT OR REPLACE INTO item_view VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#taker = db.prepare('INSERT OR IGNORE INTO item_taker VALUES (?, ?, ?)')
    this.#json = db.prepare('SELECT json FROM item_version WHERE digest = ?')
    this.#row = db.prepare('SELECT row FROM item_version WHERE digest = ?')
    this.#digest = db.prepare('SELECT digest FROM item_version WHERE id = ? AND version = ? ORDER BY row DESC LIMIT 1')
    this.#newest = db.prepare('SELECT digest FROM item_version WHERE id = ? ORDER BY version DESC, row DESC LIMIT 1')
    this.#entries = db.prepare('SELECT row, digest, id, version, octet_length(json) AS size FROM item_version ORDER BY row')
    this.#all = db.prepare('SELECT row, json FROM item_version ORDER BY row')
    this.#clear = ['item_view', 'item_taker'].map((table) => db.prepare(`DELETE FROM ${table}`))
    this.#search = new ItemSearch(db)
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

  /** Items in force found by what people type. */
  search(query: ItemQuery): ItemHit[] {
    return this.#search.find(query)
  }

  /** Drops and refills the list from the versions. */
  rebuild(): void {
    for (const clear of this.#clear) clear.run()
    for (const { row, json } of this.#all.all()) this.#project(row, decodeItem(Buffer.from(json)))
  }

  /** After a rollback, what was read may never have been. */
  forget(): void {
    this.#read.clear()
  }

  #project(row: number, item: ItemVersion): void {
    const { id, version, name, type, level, organ, handling, effectiveFrom } = item
    const { nameKey, sound, words, rest } = searchColumns(item)
    const summary = [row, id, version, name, type, level, organ, handling, effectiveFrom]
    this.#view.run(...summary, nameKey, sound, words, rest)
    for (const taker of takersOf(item)) this.#taker.run(taker.level ?? '', taker.organ ?? '', row)
  }
}
