import type { AuditChain } from '@liandong/core/store/audit/audit-log.js'
import type { Store } from '@liandong/core/store/store.js'
import type { Scene } from './scene.js'

/**
 * Above each site stands the same audit log, entry by entry. A log its parent does not believe, because a disk went back in
 * time, stays as it was, and its site has begun another since.
 */
export function checkAudit({ network, sites }: Scene): string[] {
  const stores = new Map(sites.map(({ site, store }) => [site, store]))
  return sites.flatMap(({ site, store }) => {
    const newest = store.audit.own()
    return above(network, site).flatMap((parent) => {
      const copy = stores.get(parent)?.audit.chain(newest.chain) ?? null
      if (copy === null) return newest.head === 0 ? [] : [`${parent} has no copy of the audit log of ${site}`]
      if (copy.trouble !== null) return [`${parent} does not believe the newest audit log of ${site}: ${copy.trouble}`]
      return sameEntries(stores.get(parent) as Store, copy, store, newest)
        ? []
        : [`${parent} has ${copy.head} of ${newest.head} entries of the audit log of ${site}, or others`]
    })
  })
}

function above(network: Scene['network'], site: string): string[] {
  const { parent } = network.shape(site)
  return parent === null ? [] : [parent, ...above(network, parent)]
}

function sameEntries(at: Store, copy: AuditChain, of: Store, original: AuditChain): boolean {
  const hashes = (store: Store, chain: AuditChain) => store.audit.range(chain, 1, Number.MAX_SAFE_INTEGER).map(({ hash }) => hash)
  return hashes(at, copy).join() === hashes(of, original).join()
}
