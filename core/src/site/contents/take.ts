import { partsOfList } from '../../domain/catalogue/list.js'
import { Fault } from '../../domain/fault.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { decodePack, encodePack, packContent, type PackedContent, unpackContent } from '../../wire/catalogue/content.js'
import { decodeListPack, type PackedPlace, Unpacking } from '../../wire/catalogue/list-pack.js'
import { sha256Hex } from '../../wire/hash.js'
import { decodeItem } from '../../wire/item.js'
import { checkContent } from '../catalogue/check.js'
import { askNext, namedContents } from './fetch.js'
import { settleHeld, showItems } from '../catalogue/take-edition.js'
import { writeEntry } from '../log/forward.js'
import type { Site } from '../site.js'
import { type Applied, applied, parked } from '../inbound/applied.js'

/** Takes in contents that were asked for by digest. Inside a transaction. */
export function applyPack(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { contents, lacking } = decodePack(payload)
  const taken = new Taken(site, from)
  for (const packed of contents) {
    // Not wanted: not worth the inflating.
    if (site.store.contentWants.get(packed.digest) !== null) taken.take(packed.digest, inflated(site, packed))
  }
  const outcome = taken.settle()
  askNext(site, from, lacking)
  return outcome
}

function inflated(site: Site, packed: PackedContent): Uint8Array | null {
  return unpackContent(packed, packed.base === null ? null : site.store.contents.bytesOf(packed.base))
}

/** Takes in contents that were asked for by their places; the digests of the entries prove them. Inside a transaction. */
export function applyListPack(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { list, number, contents, passed } = decodeListPack(payload)
  const asked = site.store.contentWants.placed(from, list, number)
  if (passed) {
    // Of an edition that is here by now there are places to ask for; else digests say it.
    const way = (site.store.lists.head(list)?.number ?? 0) > number ? 'place' : 'digest'
    for (const digest of asked.values()) site.store.contentWants.free(digest, way)
    if (asked.size > 0) site.markAsksDue()
    return applied
  }
  const [taken, unpacking] = [new Taken(site, from), new Unpacking()]
  if (!contents.some(({ place }) => asked.has(place))) return applied
  for (const packed of contents) {
    const digest = asked.get(packed.place) ?? null
    const base = digest === null ? null : baseOf(site, digest, packed)
    // Overtaken meanwhile: only what others are told by is still of use.
    if (digest === null && packed.base > 0) continue
    const content = packed.base > 0 && base === null ? null : unpacking.next(packed, base)
    if (digest !== null) taken.take(digest, content !== null && sha256Hex(content) === digest ? content : null)
  }
  return taken.settle()
}

function baseOf(site: Site, digest: Hash, { base }: PackedPlace): Uint8Array | null {
  const [named = null] = base === 0 ? [] : namedContents(site, digest)
  return named === null ? null : site.store.contents.bytesOfVersion({ ...named, version: named.version - base })
}

/** Contents of one message: kept one by one, followed up together. */
class Taken {
  readonly #site: Site
  readonly #from: SiteId
  readonly #lists = new Set<string>()
  #unfit: Hash | null = null

  constructor(site: Site, from: SiteId) {
    this.#site = site
    this.#from = from
  }

  /** `content` is null where the bytes did not give what the digest names. */
  take(digest: Hash, content: Uint8Array | null): void {
    const { contentWants } = this.#site.store
    if (content !== null && keepContent(this.#site, digest, content)) {
      followUp(this.#site, digest, content)
      for (const { entry } of namedContents(this.#site, digest)) this.#lists.add(entry.list)
      return
    }
    // Asked for anew after a while, so that a broken neighbour is not asked in a circle; who was not asked delays nobody.
    if (contentWants.get(digest)?.peer === this.#from) contentWants.failed(digest, this.#site.nowRawMs())
    this.#unfit = digest
  }

  settle(): Applied {
    for (const list of this.#lists) settleHeld(this.#site, list)
    return this.#unfit === null ? applied : parked('catalogue/damaged', this.#unfit)
  }
}

function followUp(site: Site, digest: Hash, content: Uint8Array): void {
  site.store.contentWants.settle(digest)
  for (const peer of site.store.contentWants.takeAskers(digest)) sendContent(site, peer, digest, content)
  for (const { key, entry } of namedContents(site, digest)) showItems(site, entry.list, [key])
  site.markRetry('item/waiting-for')
  site.markItemArrived()
}

/** What no entry names was named by a case, which only ever names items. */
function keepContent(site: Site, digest: Hash, content: Uint8Array): boolean {
  const named = namedContents(site, digest)
  const fitting = named.find(({ key, version, entry }) => {
    const parts = partsOfList(entry.list)
    return parts !== null && checkContent(site.roster, { ...parts, key, version }, content) === null
  })
  if (fitting !== undefined) site.store.contents.put(fitting, digest, content, site.nowRawMs())
  else if (named.length === 0) return keepItem(site, content)
  else return false
  return true
}

function keepItem(site: Site, content: Uint8Array): boolean {
  try {
    site.store.items.put(decodeItem(content), site.nowRawMs(), content)
    return true
  } catch (error) {
    if (error instanceof Fault && error.code.startsWith('input/')) return false
    throw error
  }
}

function sendContent(site: Site, peer: SiteId, digest: Hash, content: Uint8Array): void {
  if (!site.store.lanes.exists(peer)) return
  const payload = encodePack({ contents: [packContent(digest, content, null)], lacking: [] })
  for (const row of site.store.parcels.put(null, [payload], site.nowRawMs())) writeEntry(site, peer, 'bulk', 'content-pack', row)
}
