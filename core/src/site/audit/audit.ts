import type { AuditEntry } from '../../domain/audit/entry.js'
import { maskNumbers } from '../../domain/people/mask.js'
import type { Store } from '../../store/store.js'
import type { Site } from '../site.js'

/** 记审计: adds to the site's audit log. Inside the transaction of what it records, so that neither is ever there alone. */
export function audit(store: Store, entry: AuditEntry): void {
  store.audit.append({
    ...entry,
    subject: maskNumbers(entry.subject),
    // People write what they should not where there is room for it.
    reason: entry.reason === null ? null : maskNumbers(entry.reason),
  })
}

/** As `audit`, at the site's estimate of true time. */
export function auditNow(site: Site, entry: Omit<AuditEntry, 'atMs'>): void {
  audit(site.store, { ...entry, atMs: site.clock.now().estimateMs })
}

/**
 * As `auditNow`, for what a stranger can bring about as often as wanted: after the first few of a source (an address, a person) in
 * a minute only their number is recorded.
 */
export function auditCounted(site: Site, source: string, entry: Omit<AuditEntry, 'atMs'>): void {
  recordCounts(site)
  const timed = { ...entry, atMs: site.clock.now().estimateMs }
  if (site.floods.isSingle(source, timed)) audit(site.store, timed)
}

/** 拒绝: records a refusal that changed nothing, in a commit it shares with what is being done; a flood costs no write. */
export function auditRefusal(site: Site, source: string, entry: Omit<AuditEntry, 'atMs' | 'kind' | 'reason'>): void {
  const timed = { ...entry, kind: 'refusal' as const, reason: null, atMs: site.clock.now().estimateMs }
  if (!site.floods.isSingle(source, timed)) return
  // Whoever is refused is refused also while the disk is full.
  site.commit(() => (recordCounts(site), audit(site.store, timed))).catch(() => {})
}

/** Writes the numbers of minutes that are over. Inside a transaction. */
export function recordCounts(site: Site): void {
  for (const counted of site.floods.takeDue(site.clock.now().estimateMs)) audit(site.store, counted)
}
