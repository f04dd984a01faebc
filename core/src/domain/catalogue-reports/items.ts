import type { ItemVersion, Step } from '../item.js'
import type { ItemId, OrganId } from '../values.js'
import { type InForce, type ItemNamed, itemNamed } from './in-force.js'

/** An item the applicant cannot have decided in the hall. */
export interface OutsideHall extends ItemNamed {
  readonly organ: OrganId | null
  /** 进驻大厅. */
  readonly inCentre: boolean
  readonly handledAt: ItemVersion['guide']['handledAt']
  readonly systems: readonly string[]
}

/** Items decided outside the hall: not entered there (两集中两到位), or in another system. A village's own are at home. */
export function decidedOutsideHall(inForce: readonly InForce[]): OutsideHall[] {
  return inForce.flatMap((one) => {
    const { level, organ, steps, guide } = one.item
    const { inCentre, handledAt } = guide
    const systems = [...new Set([...guide.externalSystems, ...steps.flatMap(({ externalSystem }) => externalSystem ?? [])])]
    const isOutside = level !== 'village' && (!inCentre || handledAt !== 'here' || systems.length > 0)
    return isOutside ? [{ ...itemNamed(one), organ, inCentre, handledAt, systems }] : []
  })
}

/** What the organ does by itself; surveys, tests, expert reviews and what villages do are not counted, nor printing. */
const INTERNAL: readonly Step['kind'][] = ['accept', 'examine', 'review', 'decide']
/** 即办件 3 个流程现场审批, 其他除勘察、检测、评审外不超过 4 个内部审批环节 (徐州市 2014). */
const MOST: Readonly<Record<ItemVersion['handling'], number>> = { instant: 3, promised: 4 }

/** An item with more internal steps than the aim. */
export interface TooManySteps extends ItemNamed {
  readonly handling: ItemVersion['handling']
  readonly internal: number
  readonly most: number
  readonly steps: readonly string[]
}

/** Items whose internal steps exceed the aim: to be looked at, not refused. */
export function tooManySteps(inForce: readonly InForce[]): TooManySteps[] {
  return inForce.flatMap((one) => {
    const { handling, steps } = one.item
    const internal = steps.filter(({ kind }) => INTERNAL.includes(kind))
    const most = MOST[handling]
    if (internal.length <= most) return []
    return [{ ...itemNamed(one), handling, internal: internal.length, most, steps: internal.map(({ name }) => name) }]
  })
}

/** How often an item was asked for. */
export interface ItemCases extends ItemNamed {
  readonly cases: number
}

/** Cases of each item in force, fewest first, so that those nobody asks for stand on top. */
export function casesOfItems(inForce: readonly InForce[], counts: ReadonlyMap<ItemId, number>): ItemCases[] {
  const rows = inForce.map((one) => ({ ...itemNamed(one), cases: counts.get(one.item.id) ?? 0 }))
  return rows.sort((a, b) => a.cases - b.cases || (a.item < b.item ? -1 : 1))
}
