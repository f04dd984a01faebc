import type { CaseId, SiteId } from '../../domain/values.js'
import { loadCase } from '../execute.js'
import type { CaseRange } from '../ledger.js'
import type { Site } from '../site.js'

/** Held events looked through for gaps at a time; the rest are asked for once these are closed. */
const HELD_LOOKED_AT = 500

/** What still lacks behind the held messages of a peer; one whose predecessor is parked here waits for that instead. */
export function missingBehindHeld(site: Site, peer: SiteId): readonly CaseRange[] {
  const first = new Map<CaseId, CaseRange>()
  for (const { caseId, sequence, previousHash, source } of site.store.inbox.held(HELD_LOOKED_AT)) {
    if (source !== peer || site.store.inbox.isParked(caseId, previousHash)) continue
    const range = missingBefore(site, caseId, sequence)
    const known = first.get(caseId)
    if (known === undefined || range.to < known.to) first.set(caseId, range)
  }
  return [...first.values()]
}

/** From the first sequence nothing is known of; from the start when the missing one lies on another branch. */
export function missingBefore(site: Site, caseId: CaseId, sequence: number): CaseRange {
  const head = loadCase(site, caseId)?.sequence ?? 0
  return { caseId, from: head + 1 < sequence ? head + 1 : 1, to: sequence - 1 }
}
