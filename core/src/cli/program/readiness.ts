import type { FaultCode } from '../../domain/fault.js'
import type { Site } from '../../site/site.js'

/** Why a site cannot serve its counters now; empty when it can. Being alone is no reason: that is what it is made for. */
export function reasonsNotReady(site: Site): readonly { readonly code: FaultCode; readonly detail: string }[] {
  const { health } = site.store
  return [
    ...(health === 'ok' ? [] : [{ code: health === 'full' ? ('store/full' as const) : ('store/failed' as const), detail: '' }]),
    ...(site.roster.version > 0 ? [] : [{ code: 'roster/behind' as const, detail: 'no roster has come from the parent yet' }]),
  ]
}
