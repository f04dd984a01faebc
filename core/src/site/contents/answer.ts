import type { Hash, SiteId } from '../../domain/values.js'
import type { ListedEntry } from '../../store/catalogue/lists.js'
import { decodeAsk, encodePack, PACK_BYTES, packContent, type PackedContent, type Want } from '../../wire/catalogue/content.js'
import { decodeListAsk, encodeListPack, type ListAsk, packPlaces, type PlacedWant } from '../../wire/catalogue/list-pack.js'
import { sha256 } from '../../wire/hash.js'
import { askForMissing, namedBy, wantContent } from './fetch.js'
import { mayBeChild } from '../links/linked-children.js'
import { writeEntry } from '../log/forward.js'
import type { Site } from '../site.js'
import { type Applied, applied, parked } from '../inbound/applied.js'

/** As many contents as one neighbour may wait for here: lists are passed on whole, so only what cases name is ever asked for in vain. */
const MAX_REMEMBERED = 1024

/** Answers a neighbour's ask by digests; what is not here is fetched, and sent when it has come. Inside a transaction. */
export function applyAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (!isNeighbour(site, from)) return parked('event/wrong-side', 'an ask for contents not from a neighbour')
  const wants = decodeAsk(payload)
  const name = sha256(payload)
  const made = site.store.parcels.named(name)
  const rows = made.length > 0 ? made : answer(site, from, wants, name)
  for (const row of rows) writeEntry(site, from, 'bulk', 'content-pack', row)
  askForMissing(site)
  return applied
}

/** Answers a neighbour's ask by places: made once for all that ask alike. Inside a transaction. */
export function applyListAsk(site: Site, from: SiteId, payload: Uint8Array): Applied {
  if (!isNeighbour(site, from)) return parked('event/wrong-side', 'an ask for contents not from a neighbour')
  const ask = decodeListAsk(payload)
  const name = sha256(Buffer.concat([Buffer.from('list-pack\n'), payload]))
  const made = isAt(site, ask) ? site.store.parcels.named(name) : []
  const rows = made.length > 0 ? made : answerPlaces(site, from, ask, name)
  for (const row of rows) writeEntry(site, from, 'bulk', 'list-pack', row)
  return applied
}

/** The pack for an ask by places, with what was asked for and is not here. */
export function packOf(
  site: Site,
  { list, number, wants }: ListAsk,
): { readonly payload: Uint8Array; readonly lacking: readonly Hash[] } {
  if (!isAt(site, { list, number })) return { payload: encodeListPack({ list, number, contents: [], passed: true }), lacking: [] }
  const entries = site.store.lists.entries(list)
  const placed = wants.map((want) => ({ want, ...placedContent(site, entries, want) }))
  const contents = placed.flatMap(({ want, content, baseContent }) =>
    content === null ? [] : [{ ...want, content, baseContent }],
  )
  const lacking = placed.flatMap(({ digest, content }) => (digest !== null && content === null ? [digest] : []))
  return { payload: encodeListPack({ list, number, contents: packPlaces(contents), passed: false }), lacking }
}

function answerPlaces(site: Site, from: SiteId, ask: ListAsk, name: Uint8Array): number[] {
  const { payload, lacking } = packOf(site, ask)
  if (lacking.length > 0) tellLacking(site, from, lacking)
  const lasts = isAt(site, ask) && lacking.length === 0
  return site.store.parcels.put(lasts ? name : null, [payload], site.nowRawMs())
}

/** What was here once and is not any more: damaged, on its way again. */
function tellLacking(site: Site, from: SiteId, lacking: readonly Hash[]): void {
  for (const digest of lacking) remember(site, from, digest)
  const rows = site.store.parcels.put(null, [encodePack({ contents: [], lacking })], site.nowRawMs())
  for (const row of rows) writeEntry(site, from, 'bulk', 'content-pack', row)
}

function isAt(site: Site, { list, number }: Pick<ListAsk, 'list' | 'number'>): boolean {
  return site.store.lists.head(list)?.number === number
}

/** A place that the list has not is no content: whoever named it holds another list. */
function placedContent(site: Site, entries: readonly ListedEntry[], { place, base }: PlacedWant) {
  const entry = entries[Math.floor(place / 2)]
  const digest = (place % 2 === 0 ? entry?.digest : entry?.before?.digest) ?? null
  const named = entry === undefined || digest === null ? null : namedBy(entry, digest)
  if (named === null) return { digest: null, content: null, baseContent: null }
  const baseContent = base === 0 ? null : site.store.contents.bytesOfVersion({ ...named, version: named.version - base })
  return { digest, content: site.store.contents.bytesOf(named.digest), baseContent }
}

function isNeighbour(site: Site, from: SiteId): boolean {
  return from === site.parent || mayBeChild(site, from)
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
