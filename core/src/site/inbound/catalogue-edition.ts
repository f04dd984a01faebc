import { type Edition, type ListEntry, partsOfList } from '../../domain/catalogue/list.js'
import type { SiteId } from '../../domain/values.js'
import { decodeEdition } from '../../wire/catalogue/edition.js'
import { decodeSigned, encodeSigned, type Signed } from '../../wire/catalogue/signing.js'
import { decodeSnapshotPart } from '../../wire/catalogue/snapshot.js'
import { sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import { type Applied, applied, type ParkedOutcome, parked } from './applied.js'
import type { Site } from '../site.js'
import { mayBeChild } from '../links/linked-children.js'
import { checkPublisher, ownedByOther, wrongSide } from '../catalogue/check.js'
import { wantSnapshot } from '../catalogue/prove.js'
import { digestFits, entriesAfter, settleList, takeEdition } from '../catalogue/take-edition.js'

/** Takes in the next edition of a list from the side where its publisher lies. Inside a transaction. */
export function applyEdition(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const signed = decodeSigned(payload)
  const edition = decodeEdition(signed.bytes)
  const refusal = checkPublisher(site, from, edition.list, signed) ?? checkEntries(site, edition, edition.changes)
  if (refusal !== null) return refusal
  const head = site.store.lists.head(edition.list)
  if (edition.number <= (head?.number ?? 0)) return known(site, edition, signed)
  if (edition.number === (head?.number ?? 0) + 1) {
    if (edition.previousHash !== (head?.hash ?? ZERO_HASH)) return forked(edition)
    if (digestFits(entriesAfter(site, edition.list, edition.changes), edition.listDigest)) {
      takeEdition(site, edition, signed.bytes, payload)
      return applied
    }
  }
  wantSnapshot(site, edition.list)
  return applied
}

/** Takes in a part of a whole list; with the last one it replaces what is here. Inside a transaction. */
export function applySnapshot(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { list, number, part, parts, edition: signed } = decodeSnapshotPart(payload)
  const here = site.store.lists.head(list)?.number ?? 0
  const isBack = partsOfList(list)?.publisher === site.id && (from === site.parent || mayBeChild(site, from))
  if (number < here || (isBack && number === here)) return applied
  if (signed === null) {
    // Nothing is believed of it before the last part, but only the publisher's side may fill the table.
    const refusal = isBack ? null : wrongSide(site, from, list)
    if (refusal !== null) return refusal
    site.store.parcels.stage(list, number, part, payload)
    return applied
  }
  const edition = decodeEdition(signed.bytes)
  if (edition.list !== list || edition.number !== number) return parked('input/invalid', 'snapshot.edition')
  const refusal = checkPublisher(site, from, list, signed, isBack)
  if (refusal !== null) return refusal
  const entries = [...site.store.parcels.staged(list, number), payload].flatMap((staged) => decodeSnapshotPart(staged).entries)
  site.store.parcels.unstage(list, number)
  return takeSnapshot(site, edition, signed, entries, parts)
}

function takeSnapshot(site: Site, edition: Edition, signed: Signed, entries: readonly ListEntry[], parts: number): Applied {
  const { list, number } = edition
  const refusal = checkEntries(site, edition, entries)
  if (refusal !== null) return refusal
  if (number === site.store.lists.head(list)?.number) {
    const same = known(site, edition, signed)
    if (same.kind !== 'applied') return same
  }
  if (!digestFits(entries, edition.listDigest)) return parked('catalogue/forged', `${list} ${number} in ${parts} parts`)
  const before = new Map(site.store.lists.entries(list).map((entry) => [entry.key, entry]))
  const changed = entries.filter((entry) => {
    const old = before.get(entry.key)
    before.delete(entry.key)
    return old === undefined || !sameEntry(old, entry)
  })
  for (const entry of changed) site.store.lists.putEntry(list, number, entry)
  for (const key of before.keys()) site.store.lists.dropEntry(list, key)
  site.store.lists.reckoned(list, edition.listDigest)
  const head = { number, hash: sha256Hex(signed.bytes), digest: edition.listDigest }
  site.store.lists.advance(list, head, encodeSigned(signed), site.nowRawMs())
  settleList(site, list, [...changed.map(({ key }) => key), ...before.keys()])
  return applied
}

function sameEntry(one: ListEntry, other: ListEntry): boolean {
  return (
    one.version === other.version &&
    one.digest === other.digest &&
    one.state === other.state &&
    one.from === other.from &&
    one.before?.digest === other.before?.digest
  )
}

function checkEntries(site: Site, { list }: Edition, entries: readonly ListEntry[]): ParkedOutcome | null {
  const taken = entries.find((entry) => ownedByOther(site, list, entry))
  return taken === undefined ? null : parked('catalogue/wrong-list', `${list}: ${taken.key}`)
}

/** A number that is here already: the same edition, or one that must never have been. */
function known(site: Site, edition: Edition, signed: Signed): Applied {
  const hash = site.store.lists.hashAt(edition.list, edition.number)
  return hash === null || hash === sha256Hex(signed.bytes) ? applied : forked(edition)
}

function forked({ list, number }: Edition): ParkedOutcome {
  return parked('catalogue/forked', `${list} ${number}`)
}
