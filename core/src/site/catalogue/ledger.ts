import { type ListId, type ListKind, partsOfList } from '../../domain/catalogue/list.js'
import { currentSite, newest } from '../../domain/roster-view.js'
import { liesBehind, sitesAbove } from '../../domain/tree.js'
import type { Hash, ItemId, SiteId } from '../../domain/values.js'
import { decodeProof, type Proof } from '../../wire/catalogue/proof.js'
import { type Applied, applied, parked } from '../inbound/applied.js'
import { asOf, isStale } from '../intake/item-standing.js'
import { mayBeChild } from '../links/linked-children.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'
import { belongsTo } from './audience.js'
import { giveWholeList } from './pass-on.js'
import { recallOwnLists } from './recover.js'

/** What one site below holds of one list. */
export interface LedgerLine {
  readonly site: SiteId
  readonly list: ListId
  /** The edition it last proved; 0 for none. */
  readonly held: number
  /** Since when it holds that edition. */
  readonly sinceMs: number | null
  /** When it last said what it holds. */
  readonly saidMs: number | null
  /** The newest edition here. */
  readonly newest: number
  /** Keys that changed after what it holds, or as many as it says it lacks. */
  readonly missing: number
  readonly repaired: number
  /** Since when a newer edition than it holds is here; null when it holds the newest. */
  readonly behindSinceMs: number | null
  /** The newest edition for whose lateness an alarm was raised. */
  readonly alarmed: number
}

/** The ledger (台账): every enrolled site below with every list it is to have; one that was cut off is to have none. */
export function ledgerLines(site: Site): LedgerLine[] {
  const heads = site.store.lists.heads()
  const below = newest(site.roster.sites).filter(
    ({ id, life, trust }) =>
      life === 'enrolled' && (trust?.revokedMs ?? null) === null && sitesAbove(site.roster, id).includes(site.id),
  )
  return below.flatMap(({ id }) =>
    heads.filter(({ list }) => belongsTo(site.roster, list, id)).map(({ list, number }) => lineOf(site, id, list, number)),
  )
}

/** Keys that changed since the edition a site last proved. */
export function missingKeys(site: Site, { list, held }: Pick<LedgerLine, 'list' | 'held'>, limit: number): ItemId[] {
  return site.store.lists
    .changedSince(list, held)
    .slice(0, limit)
    .map(({ key }) => key)
}

function lineOf(site: Site, about: SiteId, list: ListId, number: number): LedgerLine {
  const holding = site.store.holdings.get(about, list)
  const proven = holding !== null && holding.digest !== null && holding.number >= number
  const held = holding?.held ?? 0
  return {
    site: about,
    list,
    held,
    sinceMs: holding?.sinceMs ?? null,
    saidMs: holding?.atMs ?? null,
    newest: number,
    missing: proven ? 0 : Math.max(holding?.missing ?? 0, site.store.lists.countChangedSince(list, held)),
    repaired: holding?.repaired ?? 0,
    behindSinceMs: proven ? null : site.store.lists.cameAt(list, held + 1),
    alarmed: holding?.alarmed ?? 0,
  }
}

/** A list as this site knows it. */
export interface ListLine {
  readonly list: ListId
  readonly kind: ListKind
  readonly publisher: SiteId
  /** Of the newest edition here. */
  readonly number: number
  readonly digest: Hash
  readonly sinceMs: number
  /** Every content of that edition is here. */
  readonly held: boolean
  readonly missing: number
  readonly repaired: number
  /** When its neighbour's newest word on it was heard; null for never. */
  readonly asOfMs: number | null
  readonly stale: boolean
}

/** Every list here. */
export function listLines(site: Site): ListLine[] {
  return site.store.lists.heads().flatMap(({ list, number, digest, sinceMs, held, repaired }) => {
    const parts = partsOfList(list)
    if (parts === null) return []
    const missing = site.store.contents.lackingOf(list).length
    const said = { asOfMs: asOf(site, list), stale: isStale(site, list) }
    return [{ list, ...parts, number, digest, sinceMs, held: held === number && missing === 0, missing, repaired, ...said }]
  })
}

/** Enters in the ledger what a site says it holds, and passes it up. Inside a transaction. */
export function applyProof(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const proof = decodeProof(payload)
  if (!mayTell(site, from, proof)) return parked('event/wrong-side', `${proof.site} of ${proof.list}`)
  const { list, number, digest, wantsSnapshot } = proof
  const publisher = currentSite(site.roster, partsOfList(list)?.publisher ?? '')
  if (publisher === null || currentSite(site.roster, proof.site) === null) return parked('roster/behind', list)
  if (!belongsTo(site.roster, list, proof.site)) return parked('catalogue/wrong-list', list)
  const expected = site.store.lists.digestAt(list, number)
  if (digest !== null && expected !== null && digest !== expected)
    return parked('catalogue/forked', `${list} ${number} at ${proof.site}`)
  if (wantsSnapshot && proof.site === from) giveWholeList(site, from, list)
  site.store.holdings.put(proof)
  if (partsOfList(list)?.publisher === site.id) recallOwnLists(site)
  const { parent } = site
  if (parent !== null && from !== parent && !wantsSnapshot && site.store.lanes.exists(parent))
    writeLetter(site, parent, 'bulk', 'list-proof', list, payload)
  return applied
}

/** The parent speaks for itself, a child for itself and for those below it. */
function mayTell(site: Site, from: SiteId, { site: about }: Proof): boolean {
  if (from === site.parent) return about === from
  if (!mayBeChild(site, from)) return false
  return about === from || liesBehind(site.roster, site.id, from, about)
}
