import type { SiteId } from '../../domain/values.js'
import type { MessageKind } from '../ledger.js'
import type { Site } from '../site.js'
import type { ParkedOutcome } from './applied.js'

/** Keeps what broke a rule, with its reason and an alarm; the same event is kept once, however often it comes. */
export function park(site: Site, from: SiteId, kind: MessageKind | number, payload: Uint8Array, outcome: ParkedOutcome): void {
  const { code, detail, event } = outcome
  if (event !== null && site.store.inbox.isParked(event.caseId, event.hash)) return
  const atMs = site.nowRawMs()
  site.store.inbox.park({
    kind,
    payload,
    source: from,
    caseId: event?.caseId ?? null,
    hash: event?.hash ?? null,
    code,
    detail,
    atMs,
  })
  // What overtook its roster passes of itself as soon as that is here.
  if (code === 'roster/behind') return
  site.options.notify.alarm(code, { peer: from, reason: detail })
}
