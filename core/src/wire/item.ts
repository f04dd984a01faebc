import { knownFields } from './guide/known-fields.js'
import { Fault } from '../domain/fault.js'
import type { ItemDraft, ItemVersion } from '../domain/item.js'
import { sha256Hex } from './hash.js'
import { ITEM_DRAFT, shapeItem } from './item-shape.js'
import { canonicalJson } from './parts/canonical-json.js'
import * as check from './parts/checks.js'

/** The longest guides have some hundred materials and a form; a frame must hold one with room to spare. */
export const MAX_ITEM_BYTES = 256 * 1024

/** Canonical JSON of a version without its digest: the bytes that travel, that are stored, and that the digest covers. */
export function encodeItem(item: ItemDraft | ItemVersion): Uint8Array {
  const { digest: _, ...draft } = item as ItemVersion
  const bytes = Buffer.from(canonicalJson(draft))
  if (bytes.byteLength > MAX_ITEM_BYTES) throw new Fault('input/too-large', `item ${item.id}: ${bytes.byteLength} bytes`)
  return bytes
}

/** The version a draft becomes. */
export function withDigest(draft: ItemDraft): ItemVersion {
  return { ...draft, digest: sha256Hex(encodeItem(draft)) }
}

/**
 * Reads a version from anywhere; throws a Fault `input/invalid` or `input/too-large` and nothing else.
 * Fields of a later version are passed over here and stay in the bytes.
 */
export function decodeItem(bytes: Uint8Array): ItemVersion {
  if (bytes.byteLength > MAX_ITEM_BYTES) throw new Fault('input/too-large', `${bytes.byteLength} bytes`)
  return check.decoding('input/invalid', () => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (canonicalJson(value) !== text) check.unfit('item is not canonical JSON')
    const shaped = shapeItem(knownFields(ITEM_DRAFT, value))
    if (shaped.kind === 'broken') return check.unfit(shaped.details.slice(0, 3).join('; '))
    return { ...shaped.item, digest: sha256Hex(bytes) }
  })
}
