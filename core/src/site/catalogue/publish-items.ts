import { type ListKind, listId } from '../../domain/catalogue/list.js'
import { Fault } from '../../domain/fault.js'
import type { ItemVersion } from '../../domain/item.js'
import type { PersonId } from '../../domain/values.js'
import { encodeItem } from '../../wire/item.js'
import type { Site } from '../site.js'
import { isRecovering } from './recover.js'
import { ownSigner, type PublishChange, type Published, publishEdition } from './publish.js'

/** 通办范围: an item offered in the whole city or wider belongs to the list that everybody gets. */
export function kindOfItem({ guide }: Pick<ItemVersion, 'guide'>): 'items' | 'shared' {
  return guide.area === '1' || guide.area === '2' || guide.area === '3' ? 'shared' : 'items'
}

/** Publishes item versions as they are, each in the list its guide says. Inside a transaction. */
export function publishItems(site: Site, items: readonly ItemVersion[], by: PersonId): Published[] {
  const kinds: readonly ListKind[] = ['items', 'shared']
  return kinds.flatMap((kind) => {
    const changes = items.filter((item) => kindOfItem(item) === kind).map(asChange)
    return changes.length === 0 ? [] : [publishEdition(site, { kind, changes, by })]
  })
}

/** A new gateway's own lists; one that has published already, or has no roster yet to be known by, publishes nothing. */
export function publishFirst(site: Site, items: readonly ItemVersion[], by: PersonId): 'published' | 'there' | 'waiting' {
  if (ownSigner(site) === null || isRecovering(site)) return 'waiting'
  const own = (['items', 'shared'] as const).map((kind) => site.store.lists.head(listId(kind, site.id)))
  if (items.length === 0 || own.some((head) => head !== null)) return 'there'
  const refusal = publishItems(site, items, by).find(({ kind }) => kind === 'refused')
  if (refusal?.kind === 'refused') throw new Fault(refusal.code, refusal.detail)
  return 'published'
}

function asChange(item: ItemVersion): PublishChange {
  return { key: item.id, version: item.version, content: encodeItem(item), state: 'published', from: item.effectiveFrom }
}
