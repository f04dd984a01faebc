import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'
import { sha256Hex } from '../../wire/hash.js'
import type { BlobFiles } from './blob-files.js'

/** The files of a store in memory, as a snapshot holds them. */
export interface BlobSnapshot {
  readonly whole: ReadonlyMap<Hash, Buffer>
  readonly parts: ReadonlyMap<Hash, Buffer>
}

/** Papers of a simulated site; a snapshot of them is what its disk would hold. */
export class MemoryBlobFiles implements BlobFiles {
  readonly #whole: Map<Hash, Buffer>
  readonly #parts: Map<Hash, Buffer>

  constructor(from?: BlobSnapshot) {
    this.#whole = new Map(from?.whole)
    this.#parts = new Map(from?.parts)
  }

  snapshot(): BlobSnapshot {
    return { whole: new Map(this.#whole), parts: new Map(this.#parts) }
  }

  write(hash: Hash, file: Uint8Array): void {
    this.#whole.set(hash, Buffer.from(file))
  }

  size(hash: Hash): number | null {
    return this.#whole.get(hash)?.length ?? null
  }

  read(hash: Hash, offset: number, length: number): Buffer {
    const file = this.#whole.get(hash)
    if (file === undefined) throw new Fault('paper/not-held', hash)
    return file.subarray(offset, offset + length)
  }

  partSize(hash: Hash): number {
    return this.#parts.get(hash)?.length ?? 0
  }

  readPart(hash: Hash): Buffer {
    const part = this.#parts.get(hash)
    if (part === undefined) throw new Fault('paper/not-held', hash)
    return part
  }

  appendPart(hash: Hash, offset: number, data: Uint8Array): number {
    const part = this.#parts.get(hash) ?? Buffer.alloc(0)
    if (part.length !== offset) return part.length
    const longer = Buffer.concat([part, data])
    this.#parts.set(hash, longer)
    return longer.length
  }

  completePart(hash: Hash): boolean {
    const part = this.#parts.get(hash)
    if (part === undefined) throw new Fault('paper/not-held', hash)
    this.#parts.delete(hash)
    if (sha256Hex(part) !== hash) return false
    this.#whole.set(hash, part)
    return true
  }

  dropPart(hash: Hash): void {
    this.#parts.delete(hash)
  }

  erase(hash: Hash): void {
    this.#whole.delete(hash)
  }

  list(): Hash[] {
    return [...this.#whole.keys()]
  }

  listParts(): Hash[] {
    return [...this.#parts.keys()]
  }

  dropUnnamed(): void {}
}
