import { retryParked } from './inbound/parked.js'
import { settlePending } from './pending.js'
import type { Site } from './site.js'

const LAST_VERSION = 'program-version'

/** At each program start, before anything else: what waited for a newer version is tried again when this one is new. */
export function wake(site: Site): void {
  const { programVersion } = site.options
  if (site.store.meta.get(LAST_VERSION) === programVersion) return
  site.transact(() => {
    site.store.meta.put(LAST_VERSION, programVersion)
    retryParked(site, null)
    // As for an item: what requests wait for may be what this version knows.
    site.markItemArrived()
    settlePending(site)
  })
}
