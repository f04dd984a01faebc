import type { Statement } from 'better-sqlite3'
import type { Hash } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'
import { HEAD_BYTES, headOf, openedSize, openRange, sealedBytes, sealFile } from './sealed-file.js'

const named = 'blob_journal JOIN blob ON key = blob_key'

/** A paper's file, sealed as it will lie in the folder, and the name it will have. */
export interface JournalEntry {
  readonly hash: Hash
  readonly bytes: Buffer
}

/**
 * Files of small papers that were committed with what names them and are not moved to the folder yet. An entry goes with
 * its paper's row, in the same transaction.
 */
export class BlobJournal {
  readonly #secrets: Secrets
  readonly #put: Statement<[number, Uint8Array]>
  readonly #size: Statement<[Buffer], { size: number }>
  readonly #read: Statement<[Buffer], { bytes: Buffer }>
  readonly #list: Statement<[], { hash: Buffer }>
  readonly #oldest: Statement<[number], { hash: Buffer; bytes: Buffer }>
  readonly #old: Statement<[number, Buffer, number], { blob_key: number; hash: Buffer; bytes: Buffer }>
  readonly #replace: Statement<[Buffer, number]>
  readonly #any: Statement<[], { found: 1 }>
  readonly #remove: Statement<[Buffer]>
  #putBytes: number

  constructor(db: Connection, secrets: Secrets) {
    this.#secrets = secrets
    this.#put = db.prepare('INSERT INTO blob_journal VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#size = db.prepare(`SELECT length(bytes) AS size FROM ${named} WHERE hash = ?`)
    this.#read = db.prepare(`SELECT bytes FROM ${named} WHERE hash = ?`)
    this.#list = db.prepare(`SELECT hash FROM ${named} ORDER BY blob_key`)
    this.#oldest = db.prepare(`SELECT hash, bytes FROM ${named} ORDER BY blob_key LIMIT ?`)
    this.#old = db.prepare(`SELECT blob_key, hash, bytes FROM ${named} WHERE substr(bytes, 1, ?) <> ? LIMIT ?`)
    this.#replace = db.prepare('UPDATE blob_journal SET bytes = ? WHERE blob_key = ?')
    this.#any = db.prepare('SELECT 1 AS found FROM blob_journal LIMIT 1')
    this.#remove = db.prepare('DELETE FROM blob_journal WHERE blob_key = (SELECT key FROM blob WHERE hash = ?)')
    this.#putBytes = db.prepare<[], { sum: number }>('SELECT total(length(bytes)) AS sum FROM blob_journal').get()?.sum ?? 0
  }

  /** Inside the transaction that names the paper, after its row, of which this is the number. */
  put(key: number, hash: Hash, bytes: Uint8Array): void {
    const sealed = sealFile(this.#secrets, hash, bytes)
    this.#put.run(key, sealed)
    this.#putBytes += sealed.byteLength
  }

  /** Null when the paper is not in the journal. */
  size(hash: Hash): number | null {
    const found = this.#size.get(hashBytes(hash))
    return found === undefined ? null : openedSize(found.size)
  }

  /** A piece of the file, shorter at its end; null when the paper is not in the journal. */
  read(hash: Hash, offset: number, length: number): Buffer | null {
    const found = this.#read.get(hashBytes(hash))
    return found === undefined ? null : openRange(this.#secrets, hash, sealedBytes(found.bytes), offset, length)
  }

  list(): Hash[] {
    return this.#list.all().map(({ hash }) => hashHex(hash))
  }

  oldest(count: number): JournalEntry[] {
    return this.#oldest.all(count).map(({ hash, bytes }) => ({ hash: hashHex(hash), bytes }))
  }

  /** Seals some rows by the key that writes now, inside a transaction; answers how many another had sealed. */
  reseal(atMost: number): number {
    const rows = this.#old.all(HEAD_BYTES, headOf(this.#secrets.activeId), atMost)
    for (const { blob_key, hash, bytes } of rows) {
      const plain = openRange(this.#secrets, hashHex(hash), sealedBytes(bytes), 0, bytes.length)
      this.#replace.run(sealFile(this.#secrets, hashHex(hash), plain), blob_key)
    }
    return rows.length
  }

  isEmpty(): boolean {
    const isEmpty = this.#any.get() === undefined
    if (isEmpty) this.#putBytes = 0
    return isEmpty
  }

  /** At most so much waits; what was rolled back or erased is counted until the journal is empty again. */
  get putBytes(): number {
    return this.#putBytes
  }

  /** Its file, and the folder that names it, are synced. */
  remove(hash: Hash): void {
    this.#remove.run(hashBytes(hash))
  }
}
