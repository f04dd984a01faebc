import { randomBytes } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import type { Hash, PaperRef } from '../../domain/values.js'
import { sha256Hex } from '../../wire/hash.js'
import type { BlobFiles } from './blob-files.js'
import { type Blob, composeBlob, MAX_BLOB_BYTES, parseBlob, SALT_BYTES } from './blob-format.js'

/** The contents of papers. Who holds what, and for which case, is in `Papers`; nothing here is inside a transaction. */
export class Blobs {
  readonly #files: BlobFiles

  constructor(files: BlobFiles) {
    this.#files = files
  }

  /**
   * Makes a paper's file, synced before this returns; the caller then commits its row. Throws
   * `paper/empty`, `paper/too-large` or `input/invalid` (media type).
   */
  putBlob(content: Uint8Array, mediaType: string, salt: Uint8Array = randomBytes(SALT_BYTES)): PaperRef {
    const file = composeBlob({ content, mediaType }, salt)
    const hash = sha256Hex(file)
    this.#files.write(hash, file)
    return { hash, sizeBytes: file.byteLength }
  }

  /** A whole paper, checked against its name. */
  readBlob(hash: Hash): Blob {
    const size = this.size(hash)
    if (size === null) throw new Fault('paper/not-held', hash)
    const file = this.#files.read(hash, 0, size)
    if (sha256Hex(file) !== hash) throw new Fault('store/damaged', `paper ${hash}`)
    return parseBlob(file)
  }

  /** Size of the file, header included; null when it is not here. */
  size(hash: Hash): number | null {
    return this.#files.size(hash)
  }

  /** Bytes of the file as they travel; shorter at its end. */
  readRange(hash: Hash, offset: number, length: number): Buffer {
    return this.#files.read(hash, offset, length)
  }

  /** Where pulling a paper goes on. */
  partSize(hash: Hash): number {
    return this.#files.partSize(hash)
  }

  /** Appends a chunk where the part ends; a chunk for anywhere else changes nothing. Returns where it ends now. */
  appendPart(hash: Hash, offset: number, data: Uint8Array): number {
    if (offset + data.byteLength > MAX_BLOB_BYTES) throw new Fault('paper/too-large', hash)
    return this.#files.appendPart(hash, offset, data)
  }

  /** Verifies what came in and keeps it; false when it is not what its hash names, and then it is gone. */
  completePart(hash: Hash): boolean {
    return this.#files.completePart(hash)
  }

  dropPart(hash: Hash): void {
    this.#files.dropPart(hash)
  }

  erase(hash: Hash): void {
    this.#files.erase(hash)
  }

  list(): Hash[] {
    return this.#files.list()
  }

  listParts(): Hash[] {
    return this.#files.listParts()
  }
}
