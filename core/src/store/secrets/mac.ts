import { sha256 } from '../../wire/hash.js'

/** A block of SHA-256, and the two bytes of RFC 2104. */
const BLOCK_BYTES = 64
const [INNER, OUTER] = [0x36, 0x5c]

/** A key of HMAC-SHA-256 as its two hashes begin. */
export interface MacKey {
  readonly inner: Buffer
  readonly outer: Buffer
}

export function macKey(key: Uint8Array): MacKey {
  const block = Buffer.alloc(BLOCK_BYTES)
  block.set(key)
  return { inner: block.map((byte) => byte ^ INNER) as Buffer, outer: block.map((byte) => byte ^ OUTER) as Buffer }
}

/** HMAC-SHA-256 of a short message by two hashes at once: Node's own takes five times as long to set up. */
export function mac({ inner, outer }: MacKey, message: Uint8Array): Buffer {
  return sha256(Buffer.concat([outer, sha256(Buffer.concat([inner, message]))]))
}
