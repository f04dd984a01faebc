import { BinaryReader } from '@bufbuild/protobuf/wire'

/** Words, places, sites, items and materials are shorter; case and request ids, which are random, are longer. */
const LONGEST = 24
/** More than the places, sites and items of a city that are in traffic at one time; a power of two. */
const SLOTS = 4096
const PLAIN = 0x80

/**
 * Reads the same words again and again without making them anew: an event names its sites, places and materials by ids that thousands
 * before it named. A word met before is found by its bytes; states kept in memory then share it too.
 */
export class WordReader extends BinaryReader {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    // What is read of a Buffer is one too, and shows its hash without another around it.
    const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    super(buffer)
    this.#bytes = buffer
  }

  override string(strict?: boolean): string {
    const at = this.pos
    const length = this.uint32()
    if (length <= LONGEST && this.pos + length <= this.len) {
      const word = wordAt(this.#bytes, this.pos, length)
      if (word !== null) {
        this.pos += length
        return word
      }
    }
    this.pos = at
    return super.string(strict)
  }
}

const words: string[] = Array.from({ length: SLOTS }, () => '')

/** The word these bytes spell; null when they are more than plain ASCII. */
function wordAt(bytes: Uint8Array, start: number, length: number): string | null {
  const slot = slotOf(bytes, start, length)
  if (slot === null) return null
  const known = words[slot] as string
  if (spells(known, bytes, start, length)) return known
  const word = String.fromCharCode(...bytes.subarray(start, start + length))
  words[slot] = word
  return word
}

/** By FNV-1a; which word has the slot is compared afterwards. */
function slotOf(bytes: Uint8Array, start: number, length: number): number | null {
  let hash = 0x811c9dc5
  for (let at = start; at < start + length; at += 1) {
    const byte = bytes[at] as number
    if (byte >= PLAIN) return null
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash ^ (hash >>> 16)) & (SLOTS - 1)
}

function spells(word: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (word.length !== length) return false
  for (let index = 0; index < length; index += 1) if (word.charCodeAt(index) !== bytes[start + index]) return false
  return true
}
