import { brotliCompressSync, constants } from 'node:zlib'
import type { ItemDraft, ItemVersion } from '@liandong/core/domain/item.js'
import { encodeItem, withDigest } from '@liandong/core/wire/item.js'
import { changed, plausibleItems } from '../../tools/plausible-city/plausible-city.js'
import { ORGAN } from '../ours/world.js'
import { EDITIONS, SHARE } from './sizes.js'

/** What a county has published, and what each edition measured changes of it. */
export interface Revisions {
  readonly items: readonly ItemVersion[]
  readonly changes: readonly (readonly ItemVersion[])[]
}

/** Both dates are past, so that every change is in force at once. */
const FIRST_DAY = '2026-01-01'
const CHANGE_DAY = '2026-02-01'

/** The same items and the same changes on every side and in every run. */
export function revisionsOf(count: number): Revisions {
  const items = plausibleItems({ seed: 1, county: 'bench', count, effectiveFrom: FIRST_DAY, organOf: () => ORGAN })
  const changes: (readonly ItemDraft[])[] = []
  let current = items
  for (let edition = 0; edition < EDITIONS; edition += 1) {
    const change = changed(current, edition + 1, SHARE, CHANGE_DAY)
    changes.push(change)
    const byId = new Map(change.map((item) => [item.id, item]))
    current = current.map((item) => byId.get(item.id) ?? item)
  }
  return { items: items.map(withDigest), changes: changes.map((change) => change.map(withDigest)) }
}

/** The new contents of one edition one after the other, as whoever has to bring them at all would: brotli at its best, in one stream. */
export function compressed(items: readonly ItemVersion[]): Buffer {
  const contents = Buffer.concat(items.map((item) => encodeItem(item)))
  return brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS } })
}

/** Bytes that one site cannot do without: the mean over the editions measured. */
export function compressedBytes({ changes }: Revisions): number {
  return changes.reduce((sum, change) => sum + compressed(change).byteLength, 0) / changes.length
}
