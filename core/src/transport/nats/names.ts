import type { SiteId } from '../../domain/values.js'
import type { FrameHead } from '../../wire/bus-frame.js'
import { isPlainSiteId } from '../../wire/site-identity.js'

/** From a county to the city, or back. */
export type BusDirection = 'up' | 'down'

/** The one consumer of each stream, made by the city. */
export const consumerName = 'reader'

export function streamName(direction: BusDirection, county: SiteId): string {
  return `${direction}_${plain(county)}`
}

/** Whether a stream carries a link; others on the same bus are somebody else's. */
export function isLinkStream(name: string): boolean {
  return /^(up|down)_/.test(name)
}

/** All subjects of a stream. */
export function streamSubjects(direction: BusDirection, county: SiteId): string {
  return `liandong.${direction}.${plain(county)}.>`
}

/** The subject of one session of one link; `new` stands for the link id that a first Hello does not have. */
export function sessionSubject(direction: BusDirection, county: SiteId, { linkId, session }: Omit<FrameHead, 'isHello'>): string {
  const link = isPlainSiteId(linkId) ? linkId : 'new'
  return `liandong.${direction}.${plain(county)}.${link}.${session}`
}

/** The session a subject names; null when it names none. */
export function sessionOf(subject: string): number | null {
  const last = subject.slice(subject.lastIndexOf('.') + 1)
  return /^[1-9]\d{0,15}$/.test(last) ? Number(last) : null
}

/** Where the broker sends a site what it asked for; a user may hear its own only. */
export function inboxPrefix(site: SiteId): string {
  return `_INBOX_${plain(site)}`
}

function plain(site: SiteId): SiteId {
  if (!isPlainSiteId(site)) throw new Error(`a site id that cannot stand in a subject: ${site}`)
  return site
}
