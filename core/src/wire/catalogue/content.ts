import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Hash } from '../../domain/values.js'
import { ContentAsk, ContentPack } from '../gen/liandong/catalogue/v1/catalogue.js'
import { hashBytes, sha256Hex } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'
import { MAX_CONTENT_BYTES } from './entry.js'

/**
 * Contents told in one message; the same bound holds for what one pack may grow to. Some 20 KiB on the line: a message is never
 * split, and what a case waits for stands behind the few that are on their way.
 */
export const PACK_BYTES = 64 * 1024
/** Items of a few hundred bytes fill a pack by the thousand. */
export const MAX_WANTS = 1024
/** Deflate looks no further back (RFC 1951). */
export const DICTIONARY_BYTES = 32 * 1024

/** A content that is missing, and one of the same key that is here. */
export interface Want {
  readonly digest: Hash
  readonly have: Hash | null
}

/** One content of a pack, still deflated. */
export interface PackedContent {
  readonly digest: Hash
  readonly base: Hash | null
  readonly sizeBytes: number
  readonly deflated: Uint8Array
}

export interface Pack {
  readonly contents: readonly PackedContent[]
  readonly lacking: readonly Hash[]
}

export function encodeAsk(wants: readonly Want[]): Uint8Array {
  return encodeWhole(ContentAsk, {
    wants: wants.map(({ digest, have }) => ({ digest: hashBytes(digest), have: have === null ? NONE : hashBytes(have) })),
  })
}

/** Reads an ask from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeAsk(payload: Uint8Array): Want[] {
  return check.decoding('input/invalid', () => {
    const { wants } = check.decodeWhole(ContentAsk, payload)
    if (wants.length === 0 || wants.length > MAX_WANTS) check.unfit('ask.wants')
    return wants.map(({ digest, have }) => ({
      digest: check.hash(digest, 'ask.digest'),
      have: check.optionalHash(have, 'ask.have'),
    }))
  })
}

/** A content told with the help of another, or of none. */
export function packContent(
  digest: Hash,
  content: Uint8Array,
  base: { readonly digest: Hash; readonly content: Uint8Array } | null,
): PackedContent {
  const dictionary = base === null ? {} : { dictionary: endOf(base.content) }
  const deflated = deflateRawSync(content, { level: 9, ...dictionary })
  return { digest, base: base?.digest ?? null, sizeBytes: content.byteLength, deflated }
}

/** The content itself; null when the bytes do not give what the digest names. */
export function unpackContent(packed: PackedContent, base: Uint8Array | null): Uint8Array | null {
  const dictionary = base === null ? {} : { dictionary: endOf(base) }
  try {
    const content = inflateRawSync(packed.deflated, { maxOutputLength: packed.sizeBytes, ...dictionary })
    return sha256Hex(content) === packed.digest ? content : null
  } catch {
    return null
  }
}

export function encodePack({ contents, lacking }: Pack): Uint8Array {
  return encodeWhole(ContentPack, {
    contents: contents.map(({ digest, base, sizeBytes, deflated }) => ({
      digest: hashBytes(digest),
      base: base === null ? NONE : hashBytes(base),
      sizeBytes,
      deflated: deflated,
    })),
    lacking: lacking.map(hashBytes),
  })
}

/** Reads a pack from anywhere, nothing inflated yet; throws a Fault `input/invalid` and nothing else. */
export function decodePack(payload: Uint8Array): Pack {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(ContentPack, payload)
    if (message.contents.length + message.lacking.length > MAX_WANTS) check.unfit('pack.contents')
    const contents = message.contents.map(({ digest, base, sizeBytes, deflated }) => ({
      digest: check.hash(digest, 'pack.digest'),
      base: check.optionalHash(base, 'pack.base'),
      sizeBytes: sizeBytes >= 1 && sizeBytes <= MAX_CONTENT_BYTES ? sizeBytes : check.unfit('pack.size_bytes'),
      deflated,
    }))
    const total = contents.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    if (contents.length > 1 && total > PACK_BYTES) check.unfit('pack.size_bytes')
    return { contents, lacking: message.lacking.map((digest) => check.hash(digest, 'pack.lacking')) }
  })
}

const NONE = Buffer.alloc(0)

/** What deflate can look back to of a dictionary. */
export function endOf(content: Uint8Array): Uint8Array {
  return content.subarray(Math.max(0, content.byteLength - DICTIONARY_BYTES))
}
