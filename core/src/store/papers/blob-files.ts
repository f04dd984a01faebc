import type { Hash } from '../../domain/values.js'
import type { Secrets } from '../secrets/secrets.js'
import type { BlobFolder } from './blob-folder.js'
import { PartFile } from './part-file.js'
import { openedSize, openRange, sealFile } from './sealed-file.js'

/** Where papers' files lie: on disk, or in memory for simulations. Whole files are synced when a method returns. */
export interface BlobFiles {
  /** Keeps a whole file under its hash. */
  write(hash: Hash, file: Uint8Array): void
  /** Size of a whole file; null when it is not here. */
  size(hash: Hash): number | null
  read(hash: Hash, offset: number, length: number): Buffer
  /** Bytes of a file on its way in. */
  partSize(hash: Hash): number
  readPart(hash: Hash): Buffer
  /** Appends where the part ends; at any other offset nothing happens. Returns where the part ends now. */
  appendPart(hash: Hash, offset: number, data: Uint8Array): number
  /** The part is whole: keeps it under its hash, or drops it (false) when its bytes are not what the hash names. */
  completePart(hash: Hash): boolean
  dropPart(hash: Hash): void
  erase(hash: Hash): void
  list(): Hash[]
  listParts(): Hash[]
  /** Removes what a crash left of files that were being written and had no name yet. */
  dropUnnamed(): void
}

/** Papers in a folder, sealed as they are written and opened as they are read. Sizes and offsets are of what was sealed. */
export class DiskBlobFiles implements BlobFiles {
  readonly #folder: BlobFolder
  readonly #secrets: Secrets
  readonly #coming = new Map<Hash, PartFile>()

  constructor(folder: BlobFolder, secrets: Secrets) {
    this.#folder = folder
    this.#secrets = secrets
  }

  write(hash: Hash, file: Uint8Array): void {
    this.#folder.write(hash, sealFile(this.#secrets, hash, file))
  }

  size(hash: Hash): number | null {
    const sealed = this.#folder.size(hash)
    return sealed === null ? null : openedSize(sealed)
  }

  read(hash: Hash, offset: number, length: number): Buffer {
    return this.#folder.use(hash, (file) => openRange(this.#secrets, hash, file, offset, length))
  }

  partSize(hash: Hash): number {
    return this.#coming.get(hash)?.size ?? (this.#folder.partSize(hash) === 0 ? 0 : this.#part(hash).size)
  }

  readPart(hash: Hash): Buffer {
    return this.#part(hash).read()
  }

  appendPart(hash: Hash, offset: number, data: Uint8Array): number {
    const part = this.#part(hash)
    if (part.size === offset) this.#trying(hash, () => part.append(data))
    return part.size
  }

  completePart(hash: Hash): boolean {
    const part = this.#part(hash)
    const isWhole = this.#trying(hash, () => part.complete())
    this.#coming.delete(hash)
    return isWhole
  }

  /** A disk that did not take it leaves the part as far as it came; what memory says of it may not be believed. */
  #trying<T>(hash: Hash, step: () => T): T {
    try {
      return step()
    } catch (error) {
      this.#coming.delete(hash)
      throw error
    }
  }

  dropPart(hash: Hash): void {
    this.#coming.delete(hash)
    this.#folder.dropPart(hash)
  }

  erase(hash: Hash): void {
    this.#folder.erase(hash)
  }

  /** Lets go of papers on their way in that another key sealed than the one that writes now. */
  dropOldParts(): void {
    for (const hash of new Set([...this.#folder.listParts(), ...this.#coming.keys()]))
      if (this.#part(hash).isOld) this.dropPart(hash)
  }

  list(): Hash[] {
    return this.#folder.list()
  }

  listParts(): Hash[] {
    return this.#folder.listParts()
  }

  dropUnnamed(): void {
    this.#folder.dropUnnamed()
  }

  #part(hash: Hash): PartFile {
    const known = this.#coming.get(hash)
    if (known !== undefined) return known
    const part = new PartFile(this.#folder, this.#secrets, hash)
    this.#coming.set(hash, part)
    return part
  }
}
