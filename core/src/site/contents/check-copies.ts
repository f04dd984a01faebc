import type { Hash } from '../../domain/values.js'
import { sha256Hex } from '../../wire/hash.js'
import type { Site } from '../site.js'
import { askForMissing, namedContents } from './fetch.js'
import { prove } from '../catalogue/prove.js'
import { showItems } from '../catalogue/take-edition.js'

/** Contents hashed in one transaction: a few milliseconds. */
const SLICE = 500

/** Hashes the contents after one digest; answers where to go on, or null when all were looked at. Inside a transaction. */
export function checkCopies(site: Site, after: Hash): Hash | null {
  if (after === '') site.store.lists.forget()
  const digests = site.store.contents.after(after, SLICE)
  for (const digest of digests) {
    const bytes = site.store.contents.bytesOf(digest)
    if (bytes !== null && sha256Hex(bytes) !== digest) repair(site, digest)
  }
  return digests.length < SLICE ? null : (digests.at(-1) ?? null)
}

/** A damaged content goes and is asked for again; each list that names it tells so in its next proof. */
export function repair(site: Site, digest: Hash): void {
  const named = namedContents(site, digest)
  const lists = new Set(named.map(({ entry }) => entry.list))
  site.store.contents.erase(digest)
  site.store.contentWants.want(digest, named.length === 0, site.nowRawMs())
  for (const { key, entry } of named) showItems(site, entry.list, [key])
  askForMissing(site)
  for (const list of lists) {
    site.store.lists.countRepair(list)
    prove(site, list)
  }
  site.options.notify.alarm('catalogue/repaired', { reason: digest })
}
