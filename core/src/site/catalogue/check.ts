import { type ListEntry, type ListId, type ListKind, partsOfList } from '../../domain/catalogue/list.js'
import { type Refusal, refused } from '../../domain/decider.js'
import { Fault } from '../../domain/fault.js'
import type { Roster } from '../../domain/roster.js'
import { currentSite } from '../../domain/roster-view.js'
import type { ItemId, SiteId } from '../../domain/values.js'
import { isItemList } from '../../store/catalogue/show-item.js'
import { checkSignature, type Signed } from '../../wire/catalogue/signing.js'
import { decodeItem } from '../../wire/item.js'
import { canonicalJson } from '../../wire/parts/canonical-json.js'
import { type ParkedOutcome, parked } from '../inbound/applied.js'
import type { Site } from '../site.js'
import { belongsTo, publishesFor, sourceOf } from './audience.js'

/**
 * Why what a publisher is said to have signed may not be believed when it comes from that neighbour; null when it may. `isBack`: this
 * site's own list comes back to it, from whoever holds it; its own keys, earlier ones too, prove it.
 */
export function checkPublisher(site: Site, from: SiteId, list: ListId, signed: Signed, isBack = false): ParkedOutcome | null {
  const publisher = partsOfList(list)?.publisher ?? ''
  const known = currentSite(site.roster, publisher)
  const side = publisher === site.id && isBack ? null : wrongSide(site, from, list)
  if (known === null || side !== null) return side ?? parked('roster/behind', publisher)
  if (known.tier === 'edge' || !belongsTo(site.roster, list, site.id)) return parked('catalogue/wrong-list', list)
  switch (checkSignature(known.publishingKeys, signed)) {
    case 'unknown-key':
      return parked('roster/behind', `key ${signed.keyId} of ${publisher}`)
    case 'forged':
      return parked('catalogue/forged', list)
    default:
      return null
  }
}

/** Lists come from where their publisher lies; while the roster says of neither where it is, what it says later decides. */
export function wrongSide(site: Site, from: SiteId, list: ListId): ParkedOutcome | null {
  const { publisher = '' } = partsOfList(list) ?? {}
  if (publisher === site.id) return parked('event/wrong-side', list)
  const source = sourceOf(site, list)
  if (source === null) return parked('roster/behind', list)
  return source === from ? null : parked('event/wrong-side', list)
}

/** The item stands in a list of another publisher, or in another of the same that did not let it go. */
export function ownedElsewhere(site: Site, list: ListId, key: ItemId): boolean {
  return othersOf(site, list, key).length > 0
}

/** As `ownedElsewhere` for what comes in: two lists of one publisher may come in another order than they were made. */
export function ownedByOther(site: Site, list: ListId, { key }: ListEntry): boolean {
  const publisher = partsOfList(list)?.publisher
  return othersOf(site, list, key).some((entry) => partsOfList(entry.list)?.publisher !== publisher)
}

function othersOf(site: Site, list: ListId, key: ItemId) {
  if (!isItemList(list)) return []
  return site.store.lists
    .ofKey(key)
    .filter((entry) => entry.list !== list && isItemList(entry.list) && entry.state !== 'cancelled')
}

/** What an entry says of its content, and who published it. */
export interface ContentClaim {
  readonly kind: ListKind
  readonly publisher: SiteId
  readonly key: ItemId
  readonly version: number
}

/** Why these bytes may not stand for that entry; null when they may. */
export function checkContent(roster: Roster, claim: ContentClaim, bytes: Uint8Array): Refusal | null {
  const { kind, publisher, key, version } = claim
  if (kind === 'base' || kind === 'claims') return isCanonical(bytes) ? null : refused('catalogue/broken', key)
  try {
    const item = decodeItem(bytes)
    if (item.id !== key || item.version !== version) return refused('catalogue/broken', `${key} v${version}`)
    return publishesFor(roster, publisher, item.organ) ? null : refused('catalogue/wrong-list', `${key}: ${item.organ}`)
  } catch (error) {
    if (error instanceof Fault) return refused('catalogue/broken', `${key}: ${error.detail}`)
    throw error
  }
}

function isCanonical(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return canonicalJson(JSON.parse(text)) === text
  } catch {
    return false
  }
}
