import { Fault } from '../../domain/fault.js'
import type { Hash, PaperRef } from '../../domain/values.js'
import { randomBytesOf, sha256Hex } from '../../wire/hash.js'
import { Recent } from '../file/recent.js'
import type { BlobFiles } from './blob-files.js'
import type { BlobJournal } from './blob-journal.js'
import { type Blob, composeBlob, MAX_BLOB_BYTES, parseBlob, SALT_BYTES, SMALL_BLOB_BYTES } from './blob-format.js'

/**
 * Papers whose bytes are at hand for whoever commits them: two of each command that may share a commit, twice over because it is
 * forgotten by halves. Longer ones, which are no applicant's words, are read again: all of them are four megabytes at most.
 */
const REMEMBERED = 1024
const REMEMBERED_BYTES = 4096

/** A paper no row names yet. */
export interface NewPaper {
  readonly ref: PaperRef
  /** A small paper's file, to be committed with its row; null where the file is in the folder already. */
  readonly bytes: Buffer | null
}

/** What a chunk of a paper did. */
export type ChunkTaken =
  | { readonly kind: 'more'; readonly next: number }
  | { readonly kind: 'whole'; readonly paper: NewPaper }
  | { readonly kind: 'mismatch' }

/** What the contents of papers need of the tables. */
export interface BlobIndex {
  readonly journal: () => BlobJournal
  /** Whether a row names the paper. */
  readonly isNamed: (hash: Hash) => boolean
  readonly erased: (hash: Hash) => void
}

/** The contents of papers, in the journal or in files. Who holds what, and for which case, is in `Papers`. */
export class Blobs {
  readonly #files: BlobFiles
  readonly #index: BlobIndex | null
  readonly #recent = new Recent<Hash, Buffer>(REMEMBERED)
  /** Backups under way, and what is to be erased after them. */
  #kept = 0
  readonly #toErase = new Set<Hash>()

  constructor(files: BlobFiles, index: BlobIndex | null = null) {
    this.#files = files
    this.#index = index
  }

  /**
   * Makes a paper, which the caller then commits with `papers.addNew`, or gives up with `discard`. A large one's file is
   * synced before this returns. Throws `paper/empty`, `paper/too-large` or `input/invalid` (media type).
   */
  compose(content: Uint8Array, mediaType: string, salt: Uint8Array = randomBytesOf(SALT_BYTES)): NewPaper {
    const bytes = composeBlob({ content, mediaType }, salt)
    const ref = { hash: sha256Hex(bytes), sizeBytes: bytes.byteLength }
    if (bytes.byteLength <= SMALL_BLOB_BYTES) return { ref, bytes: this.#remember(ref.hash, bytes) }
    this.#files.write(ref.hash, bytes)
    return { ref, bytes: null }
  }

  /** The paper was not committed. */
  discard({ ref, bytes }: NewPaper): void {
    if (bytes === null) this.#files.erase(ref.hash)
  }

  /** Makes a paper's file, however small, synced before this returns; the caller then commits its row. */
  putBlob(content: Uint8Array, mediaType: string, salt: Uint8Array = randomBytesOf(SALT_BYTES)): PaperRef {
    const file = composeBlob({ content, mediaType }, salt)
    const hash = sha256Hex(file)
    this.#files.write(hash, file)
    return { hash, sizeBytes: file.byteLength }
  }

  /** A small paper just made or just come; null where it was not a moment ago. Whether it is held is for the caller to know. */
  justMade(hash: Hash): Blob | null {
    const bytes = this.#recent.get(hash)
    return bytes === undefined ? null : parseBlob(bytes)
  }

  /** A whole paper, checked against its name. */
  readBlob(hash: Hash): Blob {
    const size = this.size(hash)
    if (size === null) throw new Fault('paper/not-held', hash)
    const file = this.readRange(hash, 0, size)
    if (sha256Hex(file) !== hash) throw new Fault('store/damaged', `paper ${hash}`)
    return parseBlob(file)
  }

  /** Size of the file, header included; null when it is not here. */
  size(hash: Hash): number | null {
    return this.#index?.journal().size(hash) ?? this.#files.size(hash)
  }

  /** Bytes of the file as they travel; shorter at its end. */
  readRange(hash: Hash, offset: number, length: number): Buffer {
    return this.#index?.journal().read(hash, offset, length) ?? this.#files.read(hash, offset, length)
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

  /**
   * Takes a chunk of a paper of `sizeBytes`; when it was the last, the paper is verified. The bytes of a small one are
   * handed back to be committed with its row, a large one's file is synced before this returns.
   */
  takeChunk(hash: Hash, offset: number, data: Uint8Array, sizeBytes: number): ChunkTaken {
    const isSmall = sizeBytes <= SMALL_BLOB_BYTES
    if (isSmall && offset === 0 && data.byteLength === sizeBytes) return this.#takeSmall(hash, Buffer.from(data))
    const next = this.appendPart(hash, offset, data)
    if (next < sizeBytes) return { kind: 'more', next }
    if (isSmall && next === sizeBytes) return this.#takeSmall(hash, this.#files.readPart(hash))
    return this.completePart(hash) ? { kind: 'whole', paper: { ref: { hash, sizeBytes }, bytes: null } } : { kind: 'mismatch' }
  }

  /** A commit that fails afterwards costs no more than asking for a small paper again. */
  #takeSmall(hash: Hash, bytes: Buffer): ChunkTaken {
    this.#files.dropPart(hash)
    if (sha256Hex(bytes) !== hash) return { kind: 'mismatch' }
    return { kind: 'whole', paper: { ref: { hash, sizeBytes: bytes.byteLength }, bytes: this.#remember(hash, bytes) } }
  }

  #remember(hash: Hash, bytes: Buffer): Buffer {
    return bytes.byteLength > REMEMBERED_BYTES ? bytes : this.#recent.put(hash, bytes)
  }

  dropPart(hash: Hash): void {
    this.#files.dropPart(hash)
  }

  /** Erases the file of a paper no row names any more, or none while a backup runs: then after it. */
  erase(hash: Hash): void {
    if (this.#kept > 0) this.#toErase.add(hash)
    else if (this.#index?.isNamed(hash) !== true) {
      this.#index?.erased(hash)
      this.#files.erase(hash)
    }
  }

  /** Until what this returns is called, no file goes. */
  keepAll(): () => void {
    this.#kept += 1
    return () => {
      this.#kept -= 1
      if (this.#kept > 0) return
      const gone = [...this.#toErase]
      this.#toErase.clear()
      for (const hash of gone) this.erase(hash)
    }
  }

  /** All papers here, wherever they lie. */
  list(): Hash[] {
    return [...new Set([...(this.#index?.journal().list() ?? []), ...this.#files.list()])]
  }

  dropUnnamed(): void {
    this.#files.dropUnnamed()
  }

  listParts(): Hash[] {
    return this.#files.listParts()
  }
}
