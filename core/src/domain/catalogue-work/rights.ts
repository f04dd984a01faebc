import { refused, type Refusal } from '../decider.js'
import type { Roster } from '../roster.js'
import { currentPerson, currentPlace } from '../roster-view.js'
import type { OrganId, PlaceId, SiteId } from '../values.js'
import type { Worker } from './work.js'

/** 编写, 部门审核, 合法性审核, 发布. */
export type WorkRight = 'write' | 'check' | 'review' | 'publish'

/**
 * Until rights by role exist: a person with a post at an organ writes and checks that organ's items; a person posted at the
 * gateway's own hall reviews legally and publishes, and writes and checks what belongs to several organs or to none.
 */
export function workRefusal(
  roster: Roster,
  gateway: SiteId,
  who: Worker,
  right: WorkRight,
  organ: OrganId | null,
): Refusal | null {
  const posts = currentPerson(roster, who.person)?.posts ?? []
  const isOfOrgan = organ !== null && posts.some((post) => post.organ === organ)
  const isOfHall = posts.some(({ place }) => isHallOf(roster, gateway, place))
  const ofHallAlone = right === 'review' || right === 'publish' || organ === null
  return (ofHallAlone ? isOfHall : isOfOrgan) ? null : refused('work/denied', `${right} ${organ ?? ''}`.trim())
}

function isHallOf(roster: Roster, gateway: SiteId, place: PlaceId): boolean {
  const found = currentPlace(roster, place)
  return found?.kind === 'hall' && found.site === gateway
}
