import type { BAG_FOUND, BAG_HANDED, BAGS } from '@liandong/core/http/counter/bags.js'
import type { Static } from 'typebox'

/** What the program answers about bags, as its own schemas say. */
export type Bags = Static<typeof BAGS>
export type BagFound = Static<typeof BAG_FOUND>
export type Bag = BagFound['bag']
export type BagLine = Bag['lines'][number]
export type BagHanded = Static<typeof BAG_HANDED>

export function keyOf({ caseId, material }: Pick<BagLine, 'caseId' | 'material'>): string {
  return `${caseId} ${material}`
}
