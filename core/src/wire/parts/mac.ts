import { hash } from 'node:crypto'

/** A block of SHA-256, and the two bytes of RFC 2104. */
const BLOCK_BYTES = 64
const [INNER, OUTER] = [0x36, 0x5c]
const HASH_BYTES = 32

/** A key of HMAC-SHA-256 as its two hashes begin. */
export interface MacKey {
  readonly inner: Buffer
  readonly outer: Buffer
}

export function macKey(key: Uint8Array): MacKey {
  const block = Buffer.alloc(BLOCK_BYTES)
  block.set(key.byteLength > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key)
  return { inner: block.map((byte) => byte ^ INNER) as Buffer, outer: block.map((byte) => byte ^ OUTER) as Buffer }
}

/** HMAC-SHA-256 of a short message by two hashes at once: Node's own takes five times as long to set up. */
export function mac({ inner, outer }: MacKey, message: Uint8Array | string): Buffer {
  const size = typeof message === 'string' ? Buffer.byteLength(message) : message.byteLength
  const whole = Buffer.allocUnsafe(BLOCK_BYTES + size)
  whole.set(inner)
  if (typeof message === 'string') whole.write(message, BLOCK_BYTES)
  else whole.set(message, BLOCK_BYTES)
  const last = Buffer.allocUnsafe(BLOCK_BYTES + HASH_BYTES)
  last.set(outer)
  last.set(hash('sha256', whole, 'buffer'), BLOCK_BYTES)
  return hash('sha256', last, 'buffer')
}

const known = new WeakMap<Uint8Array, MacKey>()

/** The same under a key that stays as it is for as long as it is kept. */
export function macUnder(key: Uint8Array, message: Uint8Array | string): Buffer {
  let made = known.get(key)
  if (made === undefined) known.set(key, (made = macKey(key)))
  return mac(made, message)
}
