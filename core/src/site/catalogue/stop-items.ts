import { type ListId, listId, type ListKind } from '../../domain/catalogue/list.js'
import { type Refusal, refused } from '../../domain/decider.js'
import type { ItemId, PersonId, SiteId } from '../../domain/values.js'
import { MAX_ENTRIES_TOGETHER } from '../../wire/catalogue/entry.js'
import { decodeSigned, encodeSigned, signBytes } from '../../wire/catalogue/signing.js'
import { decodeStop, encodeStop, type Stop } from '../../wire/catalogue/stop.js'
import { type Applied, applied } from '../inbound/applied.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'
import { audienceOf } from './audience.js'
import { checkPublisher } from './check.js'
import { ownSigner } from './publish.js'
import { isRecovering } from './recover.js'

export interface StopWish {
  readonly kind: ListKind
  readonly keys: readonly ItemId[]
  readonly by: PersonId
}

/**
 * Stops items of an own list everywhere at once, ahead of the edition that will say so; the next edition suspends them
 * unless it says something else of them. Inside a transaction.
 */
export function stopItems(site: Site, { kind, keys, by }: StopWish): { readonly kind: 'done'; readonly list: ListId } | Refusal {
  const [signer, list] = [ownSigner(site), listId(kind, site.id)]
  if (signer === null) return refused('catalogue/no-key', list)
  if (isRecovering(site)) return refused('catalogue/recovering', list)
  if (keys.length === 0 || keys.length > MAX_ENTRIES_TOGETHER) return refused('input/invalid', 'keys')
  const unknown = keys.find((key) => site.store.lists.entry(list, key) === null)
  if (unknown !== undefined) return refused('item/unknown', unknown)
  const untilNumber = (site.store.lists.head(list)?.number ?? 0) + 1
  const stop: Stop = { list, untilNumber, keys, atMs: site.clock.now().estimateMs, by }
  takeStop(site, stop, encodeSigned(signBytes(signer, encodeStop(stop))))
  return { kind: 'done', list }
}

/** Takes in a stop from the side where its publisher lies. Inside a transaction. */
export function applyStop(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const signed = decodeSigned(payload)
  const stop = decodeStop(signed.bytes)
  const refusal = checkPublisher(site, from, stop.list, signed)
  if (refusal !== null) return refusal
  if (stop.untilNumber > (site.store.lists.head(stop.list)?.number ?? 0)) takeStop(site, stop, payload)
  return applied
}

function takeStop(site: Site, { list, untilNumber, keys }: Stop, payload: Uint8Array): void {
  for (const key of keys) site.store.holdings.stop({ list, key, untilNumber, payload })
  for (const peer of audienceOf(site, list)) writeLetter(site, peer, 'case', 'item-stop', list, payload)
}
