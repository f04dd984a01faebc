import { afterEach, beforeEach } from 'vitest'
import type { ListEntry } from '../domain/catalogue/list.js'
import { MONDAY_MS } from '../domain/case/world.testing.js'
import type { ItemDraft, ItemVersion } from '../domain/item.js'
import { ManualClock } from '../runtime/manual-clock.js'
import { encodeEdition, listDigest } from '../wire/catalogue/edition.js'
import { encodeSigned, type Signed, signBytes } from '../wire/catalogue/signing.js'
import { kindNumber, type MessageKind } from '../wire/frame.js'
import { ZERO_HASH } from '../wire/hash.js'
import { encodeItem, withDigest } from '../wire/item.js'
import { type PublishChange, publishEdition } from './catalogue/publish.js'
import { publishItems } from './catalogue/publish-items.js'
import { type Counter, demoItems, openCounter } from './counter.testing.js'
import { applyMessage } from './inbound/apply.js'
import { carry, join } from './lines.testing.js'
import { signerFor } from './lists.testing.js'
import { settlePending } from './pending.js'

export const permit = demoItems.find(({ id }) => id === 'permit') as ItemDraft

/** The item that tests change, under a version's number. */
export function version(number: number, changes: Partial<ItemDraft> = {}): ItemVersion {
  return withDigest({ ...permit, version: number, name: `宅基地审批 ${number}`, ...changes })
}

/** A county and a village below it, both without items, made anew for each test of a file. */
export class CountyAndVillage {
  clock = new ManualClock(MONDAY_MS)
  county!: Counter
  village!: Counter

  open(): void {
    this.clock = new ManualClock(MONDAY_MS)
    this.county = openCounter('a', { items: [], clock: this.clock })
    this.village = openCounter('a-village', { items: [], clock: this.clock })
  }

  readonly publish = (...items: readonly ItemVersion[]) =>
    this.county.site.transact(() => publishItems(this.county.site, items, 'a-clerk'))
  readonly edit = (changes: Partial<PublishChange>) =>
    this.county.site.transact(() =>
      publishEdition(this.county.site, { kind: 'items', changes: [changeOf(changes)], by: 'a-clerk' }),
    )
  /** Their first contact, and all that it brings. */
  readonly meet = () => {
    join(this.village.site, this.county.site)
    this.pass()
  }
  /** Hands over all that is written. */
  readonly pass = () => carry([this.village.site, this.county.site])
  readonly head = (of: Counter = this.village) => of.store.lists.head('items.a')
  /** One message from a neighbour, taken in as a batch is. */
  readonly say = (kind: MessageKind, payload: Uint8Array, from = 'a', to: Counter = this.village) =>
    to.site.transact(() => {
      const outcome = applyMessage(to.site, from, { kind, kindNumber: kindNumber(kind), payload })
      settlePending(to.site)
      return outcome
    })
}

/** Opens them before each test of the file that calls this, and closes them after it. */
export function countyAndVillage(): CountyAndVillage {
  const world = new CountyAndVillage()
  beforeEach(() => world.open())
  afterEach(() => {
    for (const { store } of [world.county, world.village]) store.close()
  })
  return world
}

export function changeOf(changes: Partial<PublishChange>): PublishChange {
  return { key: 'permit', version: 1, content: null, state: 'published', from: '2026-03-02', ...changes }
}

export function entryOf(item: ItemVersion, changes: Partial<ListEntry> = {}): ListEntry {
  const { id: key, version: number, digest } = item
  const sizeBytes = encodeItem(item).byteLength
  return { key, version: number, digest, sizeBytes, state: 'published', from: '2026-03-01', before: null, ...changes }
}

/** An edition of the county's list as `signer` would sign it. */
export function signed(entries: readonly ListEntry[], changes: object = {}, signer = 'a'): Signed {
  const edition = {
    list: 'items.a',
    number: 1,
    previousHash: ZERO_HASH,
    atMs: 1,
    by: 'x',
    changes: entries,
    listDigest: listDigest(entries),
    ...changes,
  }
  return signBytes(signerFor(signer), encodeEdition(edition))
}

/** As `signed`, as lanes carry it. */
export function signedEdition(entries: readonly ListEntry[], changes: object = {}, signer = 'a'): Uint8Array {
  return encodeSigned(signed(entries, changes, signer))
}
