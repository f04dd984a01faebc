import { listId, partsOfList } from '../../domain/catalogue/list.js'
import type { BaseEntry, Claim } from '../../domain/catalogue/base.js'
import { Fault } from '../../domain/fault.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { decodeBaseEntry, decodeClaim } from '../../wire/guide/base-shape.js'
import type { Site } from '../site.js'

/** A line of the base list with what it says; `cancelled` entries wait for whoever took them up to cancel theirs. */
export interface ListedBase {
  readonly entry: BaseEntry
  readonly cancelled: boolean
}

/** The base list here: the city's own, or the copy of it. */
export function baseList(site: Site): readonly ListedBase[] {
  const list = site.store.lists.heads().find(({ list: id }) => partsOfList(id)?.kind === 'base')?.list
  if (list === undefined) return []
  return site.store.lists.entries(list).flatMap(({ digest, state }) => {
    const entry = baseContent(site, digest)
    return entry === null ? [] : [{ entry, cancelled: state === 'cancelled' }]
  })
}

/** The newest version of one entry; null when the base list has none, or its content is on its way. */
export function baseEntry(site: Site, id: string): ListedBase | null {
  const found = site.store.lists.ofKey(id).find(({ list }) => partsOfList(list)?.kind === 'base')
  const entry = found === undefined ? null : baseContent(site, found.digest)
  return found === undefined || entry === null ? null : { entry, cancelled: found.state === 'cancelled' }
}

/** An older version; null when it was never here. */
export function baseVersion(site: Site, id: string, version: number): BaseEntry | null {
  const newest = site.store.contents.olderThan({ kind: 'base', key: id, version: version + 1 })
  return newest?.version === version ? baseContent(site, newest.digest) : null
}

/** A claim with the gateway whose organ answers. */
export interface KnownClaim {
  readonly gateway: SiteId
  readonly claim: Claim
}

/** This gateway's own claims and those published below. */
export function allClaims(site: Site): readonly KnownClaim[] {
  const own = site.store.catalogueWork.claims.all().map((claim) => ({ gateway: site.id, claim }))
  return [...own, ...claimsFromBelow(site)]
}

/** What this gateway's own claims list says. */
export function ownToldClaims(site: Site): readonly Claim[] {
  return site.store.lists.entries(listId('claims', site.id)).flatMap(({ digest }) => readable(site, digest, decodeClaim) ?? [])
}

/** Claims that gateways below have published, with who published them. */
export function claimsFromBelow(site: Site): readonly KnownClaim[] {
  const own = listId('claims', site.id)
  return site.store.lists.heads().flatMap(({ list }) => {
    const parts = partsOfList(list)
    if (parts?.kind !== 'claims' || list === own) return []
    return site.store.lists.entries(list).flatMap(({ digest }) => {
      const claim = readable(site, digest, decodeClaim)
      return claim === null ? [] : [{ gateway: parts.publisher, claim }]
    })
  })
}

function baseContent(site: Site, digest: Hash): BaseEntry | null {
  return readable(site, digest, decodeBaseEntry)
}

/** What a later version of the program wrote in another shape is passed over here, and passed on as it is. */
function readable<T>(site: Site, digest: Hash, decode: (bytes: Uint8Array) => T): T | null {
  const bytes = site.store.contents.bytesOf(digest)
  if (bytes === null) return null
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}
