import { partsOfList } from '../../domain/catalogue/list.js'
import { Fault } from '../../domain/fault.js'
import type { Hash, SiteId } from '../../domain/values.js'
import {
  decodeAsk,
  decodePack,
  encodePack,
  PACK_BYTES,
  packContent,
  type PackedContent,
  unpackContent,
  type Want,
} from '../../wire/catalogue/content.js'
import { sha256 } from '../../wire/hash.js'
import { decodeItem } from '../../wire/item.js'
import { type Applied, applied, parked } from './applied.js'
import { mayBeChild } from '../links/linked-children.js'
import { writeEntry } from '../log/forward.js'
import type { Site } from '../site.js'
import { checkContent } from '../catalogue/check.js'
import { askForMissing, askNextChild, namedContents, wantContent } from '../catalogue/fetch.js'
import { settleHeld, showItems } from '../catalogue/take-edition.js'

/** As many contents as one neighbour may wait for here: lists are passed on whole, so only what cases name is ever asked for in vain. */
const MAX_REMEMBERED = 1024

/** Answers a neighbour's ask; what is not here is fetched, and sent when it has come. Inside a transaction. */
export function applyAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (from !== site.parent && !mayBeChild(site, from))
    return parked('event/wrong-side', 'an ask for contents not from a neighbour')
  const wants = decodeAsk(payload)
  const name = sha256(payload)
  const made = site.store.parcels.named(name)
  const rows = made.length > 0 ? made : answer(site, from, wants, name)
  for (const row of rows) writeEntry(site, from, 'bulk', 'content-pack', row)
  askForMissing(site)
  return applied
}

function answer(site: Site, from: SiteId, wants: readonly Want[], name: Uint8Array): number[] {
  const here = wants.filter(({ digest }) => site.store.contents.has(digest))
  const lacking = wants.filter((want) => !here.includes(want)).map(({ digest }) => digest)
  for (const digest of lacking) remember(site, from, digest)
  const packs = packsOf(site, here).map((contents) => encodePack({ contents, lacking: [] }))
  if (lacking.length > 0) packs.push(encodePack({ contents: [], lacking }))
  return site.store.parcels.put(lacking.length > 0 ? null : name, packs, site.nowRawMs())
}

function remember(site: Site, from: SiteId, digest: Hash): void {
  if (site.store.contentWants.rememberedFor(from) >= MAX_REMEMBERED) return
  site.store.contentWants.remember(digest, from, site.nowRawMs())
  wantContent(site, digest)
}

/** Contents in the order asked for, as many together as a pack may hold. */
function packsOf(site: Site, wants: readonly Want[]): PackedContent[][] {
  const packs: PackedContent[][] = []
  let left = 0
  for (const want of wants) {
    const packed = pack(site, want)
    if (packed.sizeBytes > left || packs.length === 0) {
      packs.push([])
      left = PACK_BYTES
    }
    left -= packed.sizeBytes
    packs.at(-1)?.push(packed)
  }
  return packs
}

function pack(site: Site, { digest, have }: Want): PackedContent {
  const content = site.store.contents.bytesOf(digest)
  if (content === null) throw new Error(`no content ${digest}`)
  const base = have === null ? null : site.store.contents.bytesOf(have)
  return packContent(digest, content, base === null || have === null ? null : { digest: have, content: base })
}

/** Takes in contents that were asked for; their digests prove them. Inside a transaction. */
export function applyPack(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { contents, lacking } = decodePack(payload)
  const lists = new Set<string>()
  let unfit: Hash | null = null
  for (const packed of contents) {
    // Asked of somebody else, or not at all: not worth the inflating.
    if (site.store.contentWants.get(packed.digest)?.peer !== from) continue
    if (takeContent(site, packed)) for (const { entry } of namedContents(site, packed.digest)) lists.add(entry.list)
    else unfit = packed.digest
  }
  for (const list of lists) settleHeld(site, list)
  askNextChild(site, from, lacking)
  return unfit === null ? applied : parked('catalogue/damaged', unfit)
}

function takeContent(site: Site, packed: PackedContent): boolean {
  const { digest, base } = packed
  const content = unpackContent(packed, base === null ? null : site.store.contents.bytesOf(base))
  if (content === null || !keepContent(site, digest, content)) {
    // Asked for anew after a while, so that a broken neighbour is not asked in a circle.
    site.store.contentWants.failed(digest, site.nowRawMs())
    return false
  }
  site.store.contentWants.settle(digest)
  for (const peer of site.store.contentWants.takeAskers(digest)) sendContent(site, peer, digest, content)
  for (const { key, entry } of namedContents(site, digest)) showItems(site, entry.list, [key])
  site.markRetry('item/waiting-for')
  site.markItemArrived()
  return true
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
