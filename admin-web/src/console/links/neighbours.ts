import type { Age, Link, OutgoingLane, SiteLine, Start } from '../../parts/shapes.js'

/** A site next to this one, with its link and what waits for it. */
export interface Neighbour {
  readonly id: string
  readonly name: string
  readonly isAbove: boolean
  /** null where it never connected since this program started. */
  readonly link: Link | null
  readonly waitingCount: number
  readonly oldest: Age | null
}

/** The parent first, then those below by name; also such that have no link yet. */
export function neighbours(
  here: Start['site'],
  sites: readonly SiteLine[],
  links: readonly Link[],
  lanes: readonly OutgoingLane[],
): Neighbour[] {
  const near = sites.filter(({ id, parent, life }) => id === here.parent?.id || (parent === here.id && life !== 'retired'))
  const named = new Map(
    [...near, ...links.map(({ peer }) => peer), ...lanes.map(({ peer }) => peer)].map((it) => [it.id, it.name]),
  )
  return [...named]
    .map(([id, name]) => ({
      id,
      name,
      isAbove: id === here.parent?.id,
      link: links.find(({ peer }) => peer.id === id) ?? null,
      ...waitingFor(lanes.filter(({ peer }) => peer.id === id)),
    }))
    .sort((a, b) => Number(b.isAbove) - Number(a.isAbove) || a.name.localeCompare(b.name, 'zh'))
}

function waitingFor(lanes: readonly OutgoingLane[]): Pick<Neighbour, 'waitingCount' | 'oldest'> {
  const ages = lanes.flatMap(({ oldest }) => (oldest === null ? [] : [oldest]))
  return {
    waitingCount: lanes.reduce((sum, { written, acknowledged }) => sum + written - acknowledged, 0),
    oldest: ages.sort((a, b) => b.openMinutes - a.openMinutes)[0] ?? null,
  }
}
