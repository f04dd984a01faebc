import type { FaultCode } from '../../domain/fault.js'
import type { Parked } from '../../store/inbox.js'
import type { Site } from '../site.js'
import { tryParked } from './apply.js'

/** Tries parked messages again: all of one reason after what they waited for came, or all at a new version or on demand. */
export function retryParked(site: Site, code: FaultCode | null): number {
  let settled = 0
  for (const parked of site.store.inbox.parked(code)) if (retryOne(site, parked)) settled += 1
  return settled
}

/** Tries one of them again and says whether it is settled; null when nothing is parked under that id. */
export function retryParkedById(site: Site, id: number): boolean | null {
  const parked = site.store.inbox.parkedAt(id)
  return parked === null ? null : retryOne(site, parked)
}

function retryOne(site: Site, parked: Parked): boolean {
  const outcome = tryParked(site, parked)
  const settled = outcome.kind !== 'parked'
  if (settled) site.store.inbox.unpark(parked.id)
  else site.store.inbox.triedAgain(parked.id, outcome.code, outcome.detail)
  return settled
}
