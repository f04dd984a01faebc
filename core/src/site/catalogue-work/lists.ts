import type { EntryState, ListKind, VersionRef } from '../../domain/catalogue/list.js'
import type { ItemDraft, ItemVersion } from '../../domain/item.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemId, LocalDate, PersonId } from '../../domain/values.js'
import { decodeItem } from '../../wire/item.js'
import { takeItem } from '../inbound/items.js'
import type { Site } from '../site.js'

/** What is to change in one list. */
export interface Publication {
  readonly kind: ListKind
  readonly changes: readonly {
    readonly key: string
    readonly version: number
    readonly content: Uint8Array | null
    readonly state: EntryState
    readonly from: LocalDate
  }[]
  readonly by: PersonId
}

export function publishEdition(
  site: Site,
  { kind, changes }: Publication,
): { readonly kind: 'done'; readonly list: string; readonly number: number } | Refusal {
  if (kind !== 'items' && kind !== 'shared') return refused('input/invalid', kind)
  for (const { content } of changes) if (content !== null) takeItem(site, decodeItem(content), content)
  return { kind: 'done', list: `${kind}.${site.id}`, number: 1 }
}

/** The version of an item last published here, in force already or later; null for an item of another publisher, or of none. */
export function publishedHere(site: Site, item: ItemId): ItemVersion | null {
  return site.store.items.newest(item)
}

/** 通办范围: an item offered in the whole city or wider belongs to the list that everybody gets. */
export function kindOfItem({ guide }: Pick<ItemDraft, 'guide'>): ListKind {
  return guide.area === '1' || guide.area === '2' || guide.area === '3' ? 'shared' : 'items'
}

export function refOf({ version, digest }: ItemVersion): VersionRef {
  return { version, digest }
}
