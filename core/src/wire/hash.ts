import { hash, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto'
import type { Hash } from '../domain/values.js'
import { macUnder } from './parts/mac.js'

/** Names beside every digest and seal, so that a later scheme can stand next to this one. */
export const HASH_SCHEME = 'sha256'
export const SEAL_SCHEME = 'hmac-sha256'

export const HASH_BYTES = 32

/** Stands before the first event of a case and before the first message of a lane. */
export const ZERO_HASH: Hash = '0'.repeat(2 * HASH_BYTES)

export function sha256(bytes: Uint8Array): Buffer {
  return hash(HASH_SCHEME, bytes, 'buffer')
}

export function sha256Hex(bytes: Uint8Array | string): Hash {
  return hash(HASH_SCHEME, bytes, 'hex')
}

/** A hash as it is stored and sent; its words in the domain are hexadecimal. */
export function hashBytes(hex: Hash): Buffer {
  return Buffer.from(hex, 'hex')
}

export function hashHex(bytes: Uint8Array): Hash {
  const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.toString('hex')
}

/** Running digest of a lane: d(n) = SHA-256(d(n−1) ‖ kind byte ‖ SHA-256(payload)). */
export function nextDigest(previous: Hash, kindNumber: number, payload: Uint8Array): Hash {
  return hashHex(nextDigestOf(hashBytes(previous), kindNumber, sha256(payload)))
}

/** As `nextDigest`, in bytes, where the payload's SHA-256 is known already. */
export function nextDigestOf(previous: Uint8Array, kindNumber: number, payloadHash: Uint8Array): Buffer {
  const step = Buffer.allocUnsafe(2 * HASH_BYTES + 1)
  step.set(previous, 0)
  step[HASH_BYTES] = kindNumber
  step.set(payloadHash, HASH_BYTES + 1)
  return sha256(step)
}

/** The author's seal over the hash of what it wrote, under a key only its site has. */
export function makeSeal(key: Uint8Array, hex: Hash): Buffer {
  return macUnder(key, hashBytes(hex))
}

export function checkSeal(key: Uint8Array, hex: Hash, seal: Uint8Array): boolean {
  return sameBytes(makeSeal(key, hex), seal)
}

/** Compares without telling by its time how much was equal. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}

/** Random bytes drawn at once: sixteen cost as much as some thousand. */
const drawn = Buffer.alloc(4096)
let used = drawn.length

/** Random bytes nobody else is given, from what was drawn before. */
export function randomBytesOf(count: number): Buffer {
  if (count > drawn.length) return randomBytes(count)
  if (used + count > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const given = Buffer.from(drawn.subarray(used, used + count))
  drawn.fill(0, used, used + count)
  used += count
  return given
}

/** A random id: 32 lower-case hexadecimal digits unless another length is asked for. */
export function randomHex(byteCount = 16): string {
  return randomBytesOf(byteCount).toString('hex')
}
