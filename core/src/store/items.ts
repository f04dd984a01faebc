import type { Statement } from 'better-sqlite3'
import { takersOf } from '../domain/acts/authority.js'
import type { VersionRef } from '../domain/catalogue/list.js'
import type { ItemVersion } from '../domain/item.js'
import type { Hash, ItemId } from '../domain/values.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import { decodeItem, encodeItem } from '../wire/item.js'
import { type ItemHit, type ItemQuery, ItemSearch } from './catalogue/item-search.js'
import { searchColumns } from './catalogue/search-text.js'
import { type OrganCount, type SubjectCount, type SubjectKind, Subjects } from './catalogue/subjects.js'
import type { Connection } from './file/connection.js'

interface Columns {
  digest: Buffer
  id: string
  version: number
  size: number
}

/**
 * Item versions, each by its digest; immutable, so those read once are kept in memory. The view shows of each item
 * the one version that the lists say is in force.
 */
export class Items {
  readonly #put: Statement<[string, number, Buffer, number, string]>
  readonly #view: Statement<unknown[]>
  readonly #taker: Statement<[string, string, number]>
  readonly #json: Statement<[Buffer], { json: string }>
  readonly #row: Statement<[Buffer], { row: number }>
  readonly #digest: Statement<[string, number], { digest: Buffer }>
  readonly #newest: Statement<[string], { digest: Buffer }>
  readonly #newestBelow: Statement<[string, number], { version: number; digest: Buffer }>
  readonly #jsonOf: Statement<[string, number], { json: string }>
  readonly #all: Statement<[], Columns>
  readonly #shown: Statement<[string], { row: number }>
  readonly #hide: readonly Statement<[number]>[]
  readonly #erase: Statement<[Buffer]>
  readonly #search: ItemSearch
  readonly #subjects: Subjects
  readonly #read = new Map<Hash, ItemVersion>()

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO item_version (id, version, digest, at_ms, json) VALUES (?, ?, ?, ?, ?)')
    this.#view = db.prepare('INSERT OR REPLACE INTO item_view VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#taker = db.prepare('INSERT OR IGNORE INTO item_taker VALUES (?, ?, ?)')
    this.#json = db.prepare('SELECT json FROM item_version WHERE digest = ?')
    this.#row = db.prepare('SELECT row FROM item_version WHERE digest = ?')
    this.#digest = db.prepare('SELECT digest FROM item_version WHERE id = ? AND version = ? ORDER BY row DESC LIMIT 1')
    this.#newest = db.prepare('SELECT digest FROM item_version WHERE id = ? ORDER BY version DESC, row DESC LIMIT 1')
    this.#newestBelow = db.prepare(
      'SELECT version, digest FROM item_version WHERE id = ? AND version < ? ORDER BY version DESC, row DESC LIMIT 1',
    )
    this.#jsonOf = db.prepare('SELECT json FROM item_version WHERE id = ? AND version = ? ORDER BY row DESC LIMIT 1')
    this.#all = db.prepare('SELECT digest, id, version, octet_length(json) AS size FROM item_version ORDER BY row')
    this.#shown = db.prepare('SELECT row FROM item_view WHERE id = ?')
    this.#hide = ['item_view', 'item_taker', 'item_subject'].map((table) => db.prepare(`DELETE FROM ${table} WHERE row = ?`))
    this.#erase = db.prepare('DELETE FROM item_version WHERE digest = ?')
    this.#search = new ItemSearch(db)
    this.#subjects = new Subjects(db)
  }

  /** Keeps a version; one that is here already stays as it is. Which one people see is said by the lists. */
  put(item: ItemVersion, atMs: number, bytes: Uint8Array = encodeItem(item)): void {
    if (this.has(item.digest)) return
    this.#put.run(item.id, item.version, hashBytes(item.digest), atMs, Buffer.from(bytes).toString())
    this.#read.set(item.digest, item)
  }

  /** From now on this version is the one people see of its item. */
  show(digest: Hash): void {
    const [row, item] = [this.rowOf(digest), this.byDigest(digest)]
    if (row === null || item === null || this.#shown.get(item.id)?.row === row) return
    this.hide(item.id)
    this.#project(row, item)
  }

  /** Nobody sees the item any more. */
  hide(id: ItemId): void {
    const shown = this.#shown.get(id)
    if (shown !== undefined) for (const hide of this.#hide) hide.run(shown.row)
  }

  /** A damaged version goes, to be fetched again. */
  erase(digest: Hash): void {
    this.#read.delete(digest)
    this.#erase.run(hashBytes(digest))
  }

  has(digest: Hash): boolean {
    return this.#read.has(digest) || this.rowOf(digest) !== null
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

  /** Which is the newest version here that is older than that one; nothing of it is read. */
  refBelow(id: ItemId, version: number): VersionRef | null {
    const found = this.#newestBelow.get(id, version)
    return found === undefined ? null : { version: found.version, digest: hashHex(found.digest) }
  }

  /** The stored bytes of a version as they are; null when it is not here. */
  bytesOfVersion(id: ItemId, version: number): Uint8Array | null {
    const found = this.#jsonOf.get(id, version)
    return found === undefined ? null : Buffer.from(found.json)
  }

  /** The stored bytes as they are, believed or not; null when there are none. */
  bytesOf(digest: Hash): Uint8Array | null {
    const found = this.#json.get(hashBytes(digest))
    return found === undefined ? null : Buffer.from(found.json)
  }

  /** Names of every version here. */
  entries(): { id: ItemId; version: number; digest: Hash; sizeBytes: number }[] {
    return this.#all.all().map(({ id, version, digest, size }) => ({ id, version, digest: hashHex(digest), sizeBytes: size }))
  }

  /** Items in force found by what people type. */
  search(query: ItemQuery): ItemHit[] {
    return this.#search.find(query)
  }

  /** Topics or life events of the items in force, each with how many there are. */
  subjects(kind: SubjectKind): SubjectCount[] {
    return this.#subjects.counts(kind)
  }

  /** Departments of the items in force, each with how many it has. */
  organCounts(): OrganCount[] {
    return this.#subjects.organCounts()
  }

  /** Those of which some entry or stop says more than that they are published. */
  notPublished(): ItemId[] {
    return this.#search.notPublished()
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
    this.#subjects.put(row, item)
    for (const taker of takersOf(item)) this.#taker.run(taker.level ?? '', taker.organ ?? '', row)
  }
}
