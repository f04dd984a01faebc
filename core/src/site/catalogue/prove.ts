import type { ListId } from '../../domain/catalogue/list.js'
import type { SiteId } from '../../domain/values.js'
import { encodeProof, type Proof } from '../../wire/catalogue/proof.js'
import { sourceOf } from './audience.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'

/** Says to the parent, and to where the list came from, what this site holds of it: the digest reckoned over its own rows. */
export function prove(site: Site, list: ListId): void {
  const proof = proofOf(site, list)
  if (proof !== null) tell(site, proof)
}

/** The list does not chain here: the neighbour it comes from is to send all of it. */
export function wantSnapshot(site: Site, list: ListId): void {
  tell(site, { ...proofOrNothing(site, list), wantsSnapshot: true })
}

/** The same to one neighbour, which gives back what this site published and lost. */
export function askForList(site: Site, list: ListId, peer: SiteId): void {
  writeLetter(site, peer, 'bulk', 'list-proof', list, encodeProof({ ...proofOrNothing(site, list), wantsSnapshot: true }))
}

function proofOrNothing(site: Site, list: ListId): Proof {
  const nothing = { list, site: site.id, number: 0, held: 0, digest: null, missing: 0, repaired: 0, wantsSnapshot: false }
  return proofOf(site, list) ?? { ...nothing, atMs: site.nowRawMs() }
}

function tell(site: Site, proof: Proof): void {
  const source = sourceOf(site, proof.list)
  const payload = encodeProof(proof)
  for (const peer of new Set([site.parent, source])) {
    if (peer !== null && site.store.lanes.exists(peer)) writeLetter(site, peer, 'bulk', 'list-proof', proof.list, payload)
  }
}

function proofOf(site: Site, list: ListId): Proof | null {
  const head = site.store.lists.head(list)
  if (head === null) return null
  const missing = site.store.contents.lackingOf(list).length
  const reckoned = site.store.lists.digestOf(list)
  return {
    list,
    site: site.id,
    number: head.number,
    digest: missing === 0 && reckoned === head.digest ? reckoned : null,
    held: missing === 0 ? head.number : Math.min(head.held, head.number - 1),
    missing,
    repaired: head.repaired,
    wantsSnapshot: false,
    atMs: site.nowRawMs(),
  }
}
