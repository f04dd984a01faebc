import type { InForce } from '../../domain/catalogue-reports/in-force.js'
import { localDateOf } from '../../domain/civil-date.js'
import { standingOfItem } from '../intake/item-standing.js'
import type { Site } from '../site.js'

/** Every item in force here today with its state; one past its planned end (PLANCANCELDATE) is cancelled. */
export function itemsInForce(site: Site): InForce[] {
  const today = localDateOf(site.clock.now().estimateMs)
  const ids = new Set(site.store.items.entries().map(({ id }) => id))
  return [...ids].sort().flatMap((id) => {
    const { item = null, state = 'published' } = standingOfItem(site, id) ?? {}
    if (item === null) return []
    const { planCancel } = item.guide
    return [{ item, state: planCancel !== null && planCancel <= today ? 'cancelled' : state } as const]
  })
}
