import { type ListId, partsOfList } from '../../domain/catalogue/list.js'
import type { SiteId } from '../../domain/values.js'
import type { StoredEdition } from '../../store/catalogue/lists.js'
import { decodeSigned } from '../../wire/catalogue/signing.js'
import { encodeSnapshot } from '../../wire/catalogue/snapshot.js'
import { sha256 } from '../../wire/hash.js'
import { writeEntry, writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'
import { audienceOf, belongsTo, sourceOf } from './audience.js'
import { askForMissing } from '../contents/fetch.js'
import { prove } from './prove.js'

/** Gives every neighbour that is to have the list what it was not given yet, once all of it is here. */
export function passOn(site: Site, list: ListId): void {
  for (const peer of audienceOf(site, list)) giveList(site, peer, list)
}

/** A neighbour's first contact: the lists it is to have, and the stops in force; lists still on their way follow. */
export function giveLists(site: Site, peer: SiteId): void {
  site.store.parcels.unsend(peer)
  site.store.contentWants.forgetPeer(peer)
  site.store.parcels.dropAside(peer)
  askForMissing(site)
  for (const { list } of site.store.lists.heads()) {
    if (peer === site.parent || sourceOf(site, list) === peer) prove(site, list)
    if (sourceOf(site, list) !== peer && belongsTo(site.roster, list, peer)) giveList(site, peer, list)
  }
  for (const { list, payload } of site.store.holdings.stopLetters()) {
    if (sourceOf(site, list) !== peer && belongsTo(site.roster, list, peer))
      writeLetter(site, peer, 'case', 'item-stop', list, payload)
  }
}

/** The neighbour says its copy does not fit: it gets the whole list. */
export function giveWholeList(site: Site, peer: SiteId, list: ListId): void {
  site.store.parcels.unsend(peer, list)
  // A publisher that lost its own list gets it back from whoever holds it.
  const mayHave = sourceOf(site, list) !== peer || partsOfList(list)?.publisher === peer
  if (mayHave && belongsTo(site.roster, list, peer)) giveList(site, peer, list)
}

function giveList(site: Site, peer: SiteId, list: ListId): void {
  const head = site.store.lists.head(list)
  if (head === null || head.held < head.number || site.store.contentWants.missingOf(list) > 0) return
  const sent = site.store.parcels.sentTo(peer, list)
  if (sent === head.number) return
  const editions = sent === null ? [] : site.store.lists.editionsAfter(list, sent)
  const chained = sent !== null && editions.length === head.number - sent
  if (chained) for (const { row } of editions) writeEntry(site, peer, 'bulk', 'catalogue-edition', row)
  else for (const row of snapshotRows(site, list)) writeEntry(site, peer, 'bulk', 'list-snapshot', row)
  site.store.parcels.send(peer, list, head.number)
}

/** Made once for each edition, however many neighbours get it. */
function snapshotRows(site: Site, list: ListId): number[] {
  const newest = newestEdition(site, list)
  const name = sha256(Buffer.from(`snapshot\n${list}\n${newest.number}`))
  const made = site.store.parcels.named(name)
  if (made.length > 0) return made
  const parts = encodeSnapshot(list, newest.number, site.store.lists.entries(list), decodeSigned(newest.payload))
  return site.store.parcels.put(name, parts, site.nowRawMs())
}

function newestEdition(site: Site, list: ListId): StoredEdition {
  const head = site.store.lists.head(list)
  const newest = head === null ? undefined : site.store.lists.editionsAfter(list, head.number - 1).at(-1)
  if (newest === undefined) throw new Error(`no edition of ${list}`)
  return newest
}
