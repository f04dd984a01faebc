import type { AuditEntry } from '../../domain/audit/entry.js'
import type { Store } from '../../store/store.js'
import type { Site } from '../site.js'

/** 记审计: adds to the site's audit log. Inside the transaction of what it records, so that neither is ever there alone. */
export function audit(store: Store, entry: AuditEntry): void {
  store.audit.append(entry)
}

/** As `audit`, at the site's estimate of true time. */
export function auditNow(site: Site, entry: Omit<AuditEntry, 'atMs'>): void {
  audit(site.store, { ...entry, atMs: site.clock.now().estimateMs })
}
