import { createHash, type Hash as Hasher } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'
import type { Secrets } from '../secrets/secrets.js'
import type { BlobFolder } from './blob-folder.js'
import { HEAD_BYTES, headOf, keyOfFile, openSegment, SEGMENT_BYTES, sealSegment, STEP_BYTES } from './sealed-file.js'

/**
 * A paper on its way in, sealed segment by segment as it will lie there when it is whole. What does not fill a segment yet is
 * in memory alone: after a crash so much is fetched again.
 */
export class PartFile {
  readonly #folder: BlobFolder
  readonly #secrets: Secrets
  readonly #hash: Hash
  /** Segments on the disk; none before the first is full. */
  #segments: number
  /** By which key the file is sealed; null before its first segment. */
  #key: string | null
  #tail: Buffer = Buffer.alloc(0)
  /** Over all that came; null where another run of the program took the first segments in. */
  #hasher: Hasher | null

  constructor(folder: BlobFolder, secrets: Secrets, hash: Hash) {
    this.#folder = folder
    this.#secrets = secrets
    this.#hash = hash
    const found = foundOnDisk(folder, secrets, hash)
    this.#segments = found.segments
    this.#key = found.key
    this.#hasher = found.segments === 0 ? createHash('sha256') : null
  }

  /** Whether another key than the one that writes now sealed what came so far. */
  get isOld(): boolean {
    return this.#key !== null && this.#key !== this.#secrets.activeId
  }

  get size(): number {
    return this.#segments * SEGMENT_BYTES + this.#tail.length
  }

  /** Appends where the part ends. */
  append(data: Uint8Array): void {
    let waiting: Buffer = this.#tail.length === 0 ? Buffer.from(data) : Buffer.concat([this.#tail, data])
    this.#hasher?.update(data)
    // The last segment is sealed as such, so a full one waits for the byte behind it.
    while (waiting.length > SEGMENT_BYTES) {
      this.#write(waiting.subarray(0, SEGMENT_BYTES), false)
      waiting = waiting.subarray(SEGMENT_BYTES)
    }
    this.#tail = waiting
  }

  /** All of it: for small papers alone. */
  read(): Buffer {
    return Buffer.concat([...this.#onDisk(), this.#tail])
  }

  /** Keeps the file under its name, synced; false, and gone, when its bytes are not what the hash names. */
  complete(): boolean {
    if (this.#digest() !== this.#hash) {
      this.#folder.dropPart(this.#hash)
      return false
    }
    this.#write(this.#tail, true)
    this.#folder.completePart(this.#hash)
    return true
  }

  #digest(): Hash | null {
    if (this.#hasher !== null) return this.#hasher.copy().digest('hex')
    const hasher = createHash('sha256')
    try {
      for (const segment of this.#onDisk()) hasher.update(segment)
    } catch (error) {
      // The power failed before all of it was on the disk: fetched again like any other that does not fit its name.
      if (error instanceof Fault && error.code === 'store/damaged') return null
      throw error
    }
    return hasher.update(this.#tail).digest('hex')
  }

  #write(plain: Uint8Array, isLast: boolean): void {
    const key = (this.#key ??= this.#secrets.activeId)
    const sealed = sealSegment(this.#secrets, key, { hash: this.#hash, index: this.#segments, isLast }, plain)
    const head = this.#segments === 0 ? [headOf(key)] : []
    const at = this.#segments === 0 ? 0 : HEAD_BYTES + this.#segments * STEP_BYTES
    this.#folder.writePart(this.#hash, at, Buffer.concat([...head, ...sealed]))
    this.#segments += 1
  }

  *#onDisk(): Generator<Buffer> {
    for (let index = 0; index < this.#segments; index += 1) {
      const sealed = this.#folder.usePart(this.#hash, ({ read }) => read(HEAD_BYTES + index * STEP_BYTES, STEP_BYTES))
      yield openSegment(this.#secrets, this.#key ?? '', { hash: this.#hash, index, isLast: false }, sealed)
    }
  }
}

/** Whole segments that an earlier run took in; one that is torn counts for nothing. */
function foundOnDisk(folder: BlobFolder, secrets: Secrets, hash: Hash): { segments: number; key: string | null } {
  const none = { segments: 0, key: null }
  const sizeBytes = folder.partSize(hash)
  if (sizeBytes < HEAD_BYTES) return none
  const key = folder.usePart(hash, ({ read }) => keyOfFile(read(0, HEAD_BYTES)))
  const isKnown = secrets.ring.some(({ id }) => id === key)
  return key === null || !isKnown ? none : { segments: Math.floor((sizeBytes - HEAD_BYTES) / STEP_BYTES), key }
}
