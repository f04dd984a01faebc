import { createHash, createPrivateKey } from 'node:crypto'
import { type ListId, listId, partsOfList } from '../domain/catalogue/list.js'
import type { ItemDraft, ItemVersion } from '../domain/item.js'
import type { RosterFact } from '../domain/roster.js'
import { newest, siteOfOrgan } from '../domain/roster-view.js'
import { gatewayOf } from '../domain/tree.js'
import type { SiteId } from '../domain/values.js'
import { MAX_ENTRIES_TOGETHER } from '../wire/catalogue/entry.js'
import { type Signer, signerOf } from '../wire/catalogue/signing.js'
import { encodeItem, withDigest } from '../wire/item.js'
import { publishTogether } from './catalogue/publish.js'
import { kindOfItem } from './catalogue/publish-items.js'
import type { Site } from './site.js'

/** What stands before the seed of an Ed25519 key in its DER form (RFC 8410). */
const DER_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A gateway's publishing key, the same in every run. */
export function signerFor(site: SiteId): Signer {
  const seed = createHash('sha256').update(`publishing key of ${site}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([DER_HEAD, seed]), format: 'der', type: 'pkcs8' })
  return signerOf(key.export({ type: 'pkcs8', format: 'pem' }).toString())
}

/** The roster's facts with the public halves of all gateways' keys. */
export function withPublishingKeys(facts: readonly RosterFact[]): RosterFact[] {
  return facts.map((fact) =>
    fact.kind === 'site' && fact.site.tier !== 'edge'
      ? { kind: 'site', site: { ...fact.site, publishingKeys: [signerFor(fact.site.id).key] } }
      : fact,
  )
}

/** The item as its gateway publishes it, come to this site whole. Inside a transaction. */
export function giveItem(site: Site, draft: ItemDraft | ItemVersion): void {
  giveItems(site, [draft])
}

/** As `giveItem`, each list's items in one edition. */
export function giveItems(site: Site, drafts: readonly (ItemDraft | ItemVersion)[]): void {
  const items = drafts.map(withDigest)
  const listOf = (item: ItemVersion) => listId(kindOfItem(item), publisherOf(site, item))
  for (const list of new Set(items.map(listOf))) {
    const own = items.filter((item) => listOf(item) === list)
    for (let at = 0; at < own.length; at += MAX_ENTRIES_TOGETHER)
      giveEdition(site, list, own.slice(at, at + MAX_ENTRIES_TOGETHER))
  }
}

function giveEdition(site: Site, list: ListId, items: readonly ItemVersion[]): void {
  const changes = items.map((item) => {
    const { id: key, version, digest, effectiveFrom: from } = item
    const bytes = encodeItem(item)
    site.store.items.put(item, site.nowRawMs(), bytes)
    return { key, version, digest, sizeBytes: bytes.byteLength, state: 'published' as const, from, before: null }
  })
  publishTogether(site, signerFor(partsOfList(list)?.publisher ?? ''), list, changes, 'city-clerk')
}

function publisherOf(site: Site, { organ }: ItemVersion): SiteId {
  const city = newest(site.roster.sites).find(({ tier }) => tier === 'city')?.id ?? site.id
  const at = organ === null ? null : siteOfOrgan(site.roster, organ)
  return (at === null ? null : gatewayOf(site.roster, at)) ?? city
}
