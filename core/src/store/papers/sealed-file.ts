import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'
import { HASH_BYTES } from '../../wire/hash.js'
import { KEY_ID_BYTES, type KeyId, SEAL_ALGORITHM } from '../secrets/key-ring.js'
import { NONCE_BYTES, type Secrets, TAG_BYTES } from '../secrets/secrets.js'

/**
 * How a paper's file lies on the disk: a head with algorithm and key, then segments, each sealed by itself, so that a piece
 * of fifty megabytes is read without the rest. A segment is bound to its paper, its place, and to being the last or not.
 */
export const SEGMENT_BYTES = 64 * 1024
const MAGIC = `LDSEAL1\n${SEAL_ALGORITHM}\n`
export const HEAD_BYTES = MAGIC.length + 2 * KEY_ID_BYTES + 1
const SEAL_BYTES = NONCE_BYTES + TAG_BYTES
/** A whole segment on the disk. */
export const STEP_BYTES = SEGMENT_BYTES + SEAL_BYTES

/** A file of so many bytes, seen by whoever opens it; never less than 0. */
export function openedSize(sealedBytes: number): number {
  const body = sealedBytes - HEAD_BYTES
  if (body <= 0) return 0
  return body - Math.ceil(body / STEP_BYTES) * SEAL_BYTES
}

export function headOf(key: KeyId): Buffer {
  return Buffer.from(`${MAGIC}${key}\n`)
}

/** By which key a file is sealed, from its first bytes; null for a file that is not sealed. */
export function keyOfFile(head: Uint8Array): KeyId | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES)).toString('latin1')
  if (text.length < HEAD_BYTES || !text.startsWith(MAGIC)) return null
  return text.slice(MAGIC.length, HEAD_BYTES - 1)
}

/** A whole file, sealed by the key that writes now. */
export function sealFile(secrets: Secrets, hash: Hash, plain: Uint8Array): Buffer {
  const key = secrets.activeId
  const parts: Uint8Array[] = [headOf(key)]
  for (let at = 0, index = 0; at < plain.byteLength; at += SEGMENT_BYTES, index += 1) {
    const isLast = at + SEGMENT_BYTES >= plain.byteLength
    parts.push(...sealSegment(secrets, key, { hash, index, isLast }, plain.subarray(at, at + SEGMENT_BYTES)))
  }
  return Buffer.concat(parts)
}

/** Which segment of which paper. */
export interface Segment {
  readonly hash: Hash
  readonly index: number
  readonly isLast: boolean
}

export function sealSegment(secrets: Secrets, key: KeyId, segment: Segment, plain: Uint8Array): Buffer[] {
  return secrets.sealPiece(key, bound(segment), plain)
}

export function openSegment(secrets: Secrets, key: KeyId, segment: Segment, sealed: Buffer): Buffer {
  return secrets.openPiece(key, `paper ${segment.hash}`, bound(segment), sealed)
}

/** Where a sealed file can be read from. */
export interface SealedSource {
  readonly sizeBytes: number
  readonly read: (offset: number, length: number) => Buffer
}

/** Bytes of the opened file; shorter at its end. Throws `store/damaged`. */
export function openRange(
  secrets: Secrets,
  hash: Hash,
  { sizeBytes, read }: SealedSource,
  offset: number,
  length: number,
): Buffer {
  const key = keyOfFile(read(0, HEAD_BYTES))
  if (key === null) throw new Fault('store/damaged', `paper ${hash}`)
  const end = Math.min(offset + length, openedSize(sizeBytes))
  const lastIndex = Math.ceil((sizeBytes - HEAD_BYTES) / STEP_BYTES) - 1
  const pieces: Buffer[] = []
  for (let index = Math.floor(offset / SEGMENT_BYTES); index * SEGMENT_BYTES < end; index += 1) {
    const sealed = read(HEAD_BYTES + index * STEP_BYTES, STEP_BYTES)
    const plain = openSegment(secrets, key, { hash, index, isLast: index === lastIndex }, sealed)
    const from = index * SEGMENT_BYTES
    pieces.push(plain.subarray(Math.max(0, offset - from), Math.max(0, end - from)))
  }
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)
}

/** A file in memory as a source. */
export function sealedBytes(file: Buffer): SealedSource {
  return { sizeBytes: file.length, read: (offset, length) => file.subarray(offset, offset + length) }
}

function bound({ hash, index, isLast }: Segment): Buffer {
  const aad = Buffer.allocUnsafe(HASH_BYTES + 5)
  aad.write(hash, 'hex')
  aad.writeUInt32BE(index, HASH_BYTES)
  aad[aad.length - 1] = isLast ? 1 : 0
  return aad
}
