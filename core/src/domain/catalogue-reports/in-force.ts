import type { ItemVersion } from '../item.js'
import type { ItemId } from '../values.js'
import type { EntryState } from '../catalogue/list.js'

/** A version with what its list says of it today. */
export interface InForce {
  readonly item: ItemVersion
  readonly state: EntryState
}

/** A line about an item. */
export interface ItemNamed {
  readonly item: ItemId
  readonly name: string
}

/** The item's id and name, as lines of reports begin. */
export function itemNamed({ item }: InForce): ItemNamed {
  return { item: item.id, name: item.name }
}
