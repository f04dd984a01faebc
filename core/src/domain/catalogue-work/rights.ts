import { refused, type Refusal } from '../decider.js'
import { may } from '../rights/may.js'
import { rightsOf } from '../rights/rights.js'
import { nothingNamed } from '../rights/target.js'
import type { Roster } from '../roster.js'
import { currentSite, placesHostedBy } from '../roster-view.js'
import type { OrganId, SiteId } from '../values.js'
import type { Worker } from './work.js'

/** 编写, 部门审核, 合法性审核, 发布. */
export type WorkRight = 'write' | 'check' | 'review' | 'publish'

/**
 * By the table of rights: an editor of an organ writes and checks that organ's items; one of the gateway's own hall reviews legally and
 * publishes, and writes and checks what belongs to several organs or to none.
 */
export function workRefusal(
  roster: Roster,
  gateway: SiteId,
  who: Worker,
  right: WorkRight,
  organ: OrganId | null,
): Refusal | null {
  const halls = placesHostedBy(roster, gateway).filter(({ kind }) => kind === 'hall')
  const target = { ...nothingNamed, organs: organ === null ? [] : [organ], places: halls.map(({ id }) => id) }
  const rights = rightsOf(roster, who.person, currentSite(roster, gateway)?.tier ?? 'edge')
  return may(rights, `work.${right}`, target) ? null : refused('work/denied', `${right} ${organ ?? ''}`.trim())
}
