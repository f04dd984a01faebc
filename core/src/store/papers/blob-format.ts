import { Fault } from '../../domain/fault.js'

/** 50 MiB: a scanned dossier in good quality; larger ones are split by whoever scans. */
export const MAX_CONTENT_BYTES = 50 * 1024 * 1024
const MAGIC = 'LDBLOB1\n'
/** Content in the clear, named by SHA-256. */
export const BLOB_SCHEME = 'plain+sha256'
export const SALT_BYTES = 16
const MAX_MEDIA_TYPE_BYTES = 255
const HEAD = Buffer.from(`${MAGIC}${BLOB_SCHEME}\n`)
/** The largest file a paper can be. */
export const MAX_BLOB_BYTES = HEAD.length + SALT_BYTES + 2 + MAX_MEDIA_TYPE_BYTES + MAX_CONTENT_BYTES
/**
 * A file up to so large is committed in the database before it is moved to the folder: an applicant, a form, a receipt. For
 * a larger one, writing it twice costs more than a commit of its own, and it would crowd what commits beside it.
 */
export const SMALL_BLOB_BYTES = 64 * 1024

const mediaTypePattern = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*(;\s?[\x20-\x7e]+)?$/i

export interface Blob {
  readonly mediaType: string
  readonly content: Buffer
}

/** A paper's file: the random salt makes equal contents unlike, so a name tells nothing of what it names. */
export function composeBlob({ content, mediaType }: { content: Uint8Array; mediaType: string }, salt: Uint8Array): Buffer {
  if (content.byteLength === 0) throw new Fault('paper/empty')
  if (content.byteLength > MAX_CONTENT_BYTES) throw new Fault('paper/too-large', `${content.byteLength} bytes`)
  if (mediaType.length > MAX_MEDIA_TYPE_BYTES || !mediaTypePattern.test(mediaType)) throw new Fault('input/invalid', 'media type')
  if (salt.byteLength !== SALT_BYTES) throw new Error(`a salt has ${SALT_BYTES} bytes`)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(mediaType.length)
  return Buffer.concat([HEAD, salt, length, Buffer.from(mediaType, 'latin1'), content])
}

/** Reads a paper's file; its author may have put anything behind the right hash. */
export function parseBlob(file: Buffer): Blob {
  const lengthAt = HEAD.length + SALT_BYTES
  if (file.length < lengthAt + 2 || !file.subarray(0, HEAD.length).equals(HEAD)) throw new Fault('input/invalid', 'no paper file')
  const contentAt = lengthAt + 2 + file.readUInt16BE(lengthAt)
  const mediaType = file.toString('latin1', lengthAt + 2, contentAt)
  if (contentAt >= file.length || !mediaTypePattern.test(mediaType)) throw new Fault('input/invalid', 'no paper file')
  return { mediaType, content: file.subarray(contentAt) }
}
