import { type SpeedUp, speedUp } from '../../domain/catalogue/speed-up.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemVersion } from '../../domain/item.js'
import type { ItemId, LocalDate, OrganId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import type { Site } from '../site.js'
import { workerOf } from './worker.js'

/** Which versions the record compares: those in force on two days, of one organ or of all. */
export interface SpeedUpQuery {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly organ?: OrganId
}

/** 提速记录 between two days, over items in force on both. */
export function speedUpBetween(site: Site, acting: Acting, { from, to, organ }: SpeedUpQuery): SpeedUp | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  if (from > to) return refused('input/invalid', 'from')
  const ids = [...new Set(site.store.items.entries().map(({ id }) => id))].sort()
  const pairs = ids.flatMap((id) => {
    const [old, next] = [inForceOn(site, id, from), inForceOn(site, id, to)]
    if (old === null || next === null || (organ !== undefined && next.organ !== organ)) return []
    return [{ old, new: next }]
  })
  return speedUp(pairs)
}

function inForceOn(site: Site, id: ItemId, day: LocalDate): ItemVersion | null {
  let item = site.store.items.newest(id)
  while (item !== null && item.effectiveFrom > day) item = site.store.items.byVersion(id, item.version - 1)
  return item
}
