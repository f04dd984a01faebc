import type { FaultCode } from '../../domain/fault.js'
import type { Site } from '../site.js'
import { tryParked } from './apply.js'

/** Tries parked messages again: all of one reason after what they waited for came, or all at a new version or on demand. */
export function retryParked(site: Site, code: FaultCode | null): number {
  let settled = 0
  for (const parked of site.store.inbox.parked(code)) {
    const outcome = tryParked(site, parked)
    if (outcome.kind === 'parked') site.store.inbox.triedAgain(parked.id, outcome.code, outcome.detail)
    else site.store.inbox.unpark(parked.id)
    if (outcome.kind !== 'parked') settled += 1
  }
  return settled
}
