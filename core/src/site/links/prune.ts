import { LANES } from '../ledger.js'
import type { Site } from '../site.js'

/** Entries forgotten in one transaction: a few milliseconds, so that no counter waits for upkeep. */
const PRUNED_AT_ONCE = 500

/** Forgets lane entries acknowledged longer ago than the retention, a piece at a time; whoever draws rests between pieces. */
export function* pruneLanes(site: Site, retentionMs: number): Generator<number> {
  const acknowledgedByMs = site.nowRawMs() - retentionMs
  for (const { peer } of site.store.links.all()) {
    for (const lane of site.store.lanes.exists(peer) ? LANES : []) {
      for (;;) {
        const upTo = site.store.lanes.prunable(peer, lane, acknowledgedByMs, PRUNED_AT_ONCE)
        if (upTo === null) break
        site.transact(() => site.store.lanes.prune(peer, lane, upTo))
        yield upTo
      }
    }
  }
  // What lanes shared goes when none points to it any more; whoever asks alike later has it made anew.
  for (;;) {
    const dropped = site.transact(() => site.store.parcels.drop(acknowledgedByMs, PRUNED_AT_ONCE))
    if (dropped === 0) break
    yield dropped
  }
}
