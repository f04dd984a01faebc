import { type EntryState, listId } from '../../domain/catalogue/list.js'
import type { BaseEntry } from '../../domain/catalogue/base.js'
import { baseOf } from '../../domain/catalogue-work/work.testing.js'
import { encodeEdition, listDigest } from '../../wire/catalogue/edition.js'
import { encodeSigned, signBytes } from '../../wire/catalogue/signing.js'
import { type BaseInput, encodeBaseEntry } from '../../wire/guide/base-shape.js'
import { sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import { entriesAfter, takeEdition } from '../catalogue/take-edition.js'
import { signerFor } from '../lists.testing.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'

/** An entry as it is imported, that the tests' permit could have been claimed from. */
export function inputOf(changes: Partial<BaseEntry> = {}): BaseInput {
  const {
    digest: _digest,
    version: _version,
    ...input
  } = baseOf({
    id: 'b-1',
    name: '宅基地审批',
    department: 'a-bureau',
    legal: { amount: 20, unit: 'working-day' },
    materials: [
      { name: '权属证明', basis: null },
      { name: '照片', basis: null },
    ],
    legalBasis: [],
    conditions: [],
    ...changes,
  })
  return input
}

/** The city's base list with these entries, come to this site whole. */
export function giveBase(site: Site, version: number, ...inputs: readonly BaseInput[]): void {
  giveEntries(site, version, 'published', inputs)
}

/** These entries are no more in the city's base list. */
export function withdrawBase(site: Site, version: number, ...inputs: readonly BaseInput[]): void {
  giveEntries(site, version, 'cancelled', inputs)
}

function giveEntries(site: Site, version: number, stated: EntryState, inputs: readonly BaseInput[]): void {
  const list = listId('base', 'city')
  site.transact(() => {
    const changes = inputs.map((input) => {
      const bytes = encodeBaseEntry({ ...input, version })
      const digest = sha256Hex(bytes)
      site.store.contents.put({ kind: 'base', key: input.id, version }, digest, bytes, site.nowRawMs())
      const state = { state: stated, from: input.effectiveFrom, before: null }
      return { key: input.id, version, digest, sizeBytes: bytes.byteLength, ...state }
    })
    const head = site.store.lists.head(list)
    const edition = {
      list,
      number: (head?.number ?? 0) + 1,
      previousHash: head?.hash ?? ZERO_HASH,
      atMs: site.nowRawMs(),
      by: 'city-clerk',
      changes,
      listDigest: listDigest(entriesAfter(site, list, changes)),
    }
    const bytes = encodeEdition(edition)
    takeEdition(site, edition, bytes, encodeSigned(signBytes(signerFor('city'), bytes)))
    settlePending(site)
  })
}
