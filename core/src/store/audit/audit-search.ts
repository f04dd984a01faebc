import type { AuditKind } from '../../domain/audit/entry.js'
import type { PersonId, PlaceId, SiteId } from '../../domain/values.js'
import { type DecodedAuditEntry, decodeAuditEntry } from '../../wire/audit/entry.js'
import type { Connection } from '../file/connection.js'
import { type EntryColumns, toEntry } from './audit-row.js'

/** What is looked for; what is absent does not matter. */
export interface AuditFilter {
  readonly person?: PersonId
  readonly place?: PlaceId
  /** null for this site's own log. */
  readonly site?: SiteId | null
  readonly kind?: AuditKind
  readonly subject?: string
  /** `other`: refused, failed or doubted, whatever the reason. */
  readonly outcome?: 'done' | 'other'
  readonly fromMs?: number
  readonly beforeMs?: number
  /** Only what was done at these places, or at no desk in the logs of these sites; absent: everything. */
  readonly within?: { readonly places: readonly PlaceId[]; readonly sites: readonly (SiteId | null)[] }
}

export interface FoundAuditEntry {
  readonly row: number
  readonly sequence: number
  readonly entry: DecodedAuditEntry['entry']
  /** Whose log it is; null for this site's own. */
  readonly site: SiteId | null
}

/** Where a page ended. */
export interface AuditCursor {
  readonly atMs: number
  readonly row: number
}

type FoundColumns = EntryColumns & { readonly site: string | null }

/** Finds entries of every log here, the newest first; looking costs no write. */
export function searchAudit(db: Connection, filter: AuditFilter, limit: number, after: AuditCursor | null): FoundAuditEntry[] {
  const where: string[] = []
  const values: unknown[] = []
  const add = (condition: string, ...given: readonly unknown[]) => (where.push(condition), values.push(...given))
  if (filter.person !== undefined) add('person = ?', filter.person)
  if (filter.place !== undefined) add('place = ?', filter.place)
  if (filter.site !== undefined) add('site IS ?', filter.site)
  if (filter.kind !== undefined) add('kind = ?', filter.kind)
  if (filter.subject !== undefined) add('subject = ?', filter.subject)
  if (filter.outcome !== undefined) add(filter.outcome === 'done' ? "outcome = 'done'" : "outcome <> 'done'")
  if (filter.fromMs !== undefined) add('at_ms >= ?', filter.fromMs)
  if (filter.beforeMs !== undefined) add('at_ms < ?', filter.beforeMs)
  if (filter.within !== undefined) {
    const { places, sites } = filter.within
    const hosts = sites.filter((site) => site !== null)
    const own = sites.includes(null) ? ' OR site IS NULL' : ''
    add(
      `(place IN (SELECT value FROM json_each(?)) OR place IS NULL AND (site IN (SELECT value FROM json_each(?))${own}))`,
      JSON.stringify(places),
      JSON.stringify(hosts),
    )
  }
  if (after !== null) add('(at_ms, row) < (?, ?)', after.atMs, after.row)
  const rows = db
    .prepare<unknown[], FoundColumns>(
      `SELECT audit_entry.*, site FROM audit_entry JOIN audit_chain ON audit_chain.key = chain_key
         ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY at_ms DESC, row DESC LIMIT ?`,
    )
    .all(...values, limit)
  return rows.map(found)
}

/** One that was changed on the disk is shown by what is beside it, and as what it is. */
function found(row: FoundColumns): FoundAuditEntry {
  const { columns, sequence, bytes } = toEntry(row)
  try {
    return { row: row.row, site: row.site, sequence, entry: decodeAuditEntry(bytes).entry }
  } catch {
    return { row: row.row, site: row.site, sequence, entry: { ...columns, outcome: 'audit/broken', reason: null } }
  }
}
