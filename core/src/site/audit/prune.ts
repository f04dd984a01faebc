import type { AuditChain } from '../../store/audit/audit-log.js'
import type { StoredAuditEntry } from '../../store/audit/audit-row.js'
import type { Site } from '../site.js'
import { auditNow } from './audit.js'

const DAY_MS = 86_400_000
/** The longest month: nothing goes before its time is over. */
const MONTH_MS = 31 * DAY_MS
/** Entries let go of in one commit: a few milliseconds. */
const PAGE = 1_000

/**
 * 到期清理: lets go of entries of all logs here that are older than policy says (`auditKeepMonths`, six at least by 网络安全法
 * 21(3)), as far as the parent was told of them; the last hash stays, so that the rest is still proved. Nothing goes while the time
 * is not known, nor of a log that is not believed. Yields after each commit, so that whoever draws rests; answers how many went.
 */
export function* pruneAudit(site: Site): Generator<number, number> {
  const now = site.clock.now()
  if (now.known === 'unsure') return 0
  const beforeMs = now.estimateMs - site.roster.policy.auditKeepMonths * MONTH_MS
  let [gone, logs] = [0, 0]
  for (const { chain: id } of site.store.audit.chains()) {
    let went = 0
    for (let step = pruneSome(site, id, beforeMs); step > 0; step = pruneSome(site, id, beforeMs)) {
      went += step
      yield gone + went
    }
    gone += went
    if (went > 0) logs += 1
  }
  if (gone > 0) site.transact(() => note(site, `${gone} entries of ${logs} logs older than ${new Date(beforeMs).toISOString()}`))
  return gone
}

/** A page of one log, oldest first; 0 when nothing is left to go. */
function pruneSome(site: Site, id: string, beforeMs: number): number {
  return site.transact(() => {
    const chain = site.store.audit.chain(id)
    if (chain === null || chain.trouble !== null) return 0
    const last = lastOver(site, chain, beforeMs)
    return last === null ? 0 : site.store.audit.prune(chain, last)
  })
}

/** Entries go in their order: one that is still young, or that no parent was told of, keeps all after it. The newest always stays. */
function lastOver(site: Site, chain: AuditChain, beforeMs: number): StoredAuditEntry | null {
  const most = Math.min(chain.head - 1, site.parent === null ? chain.head : chain.sent)
  let last: StoredAuditEntry | null = null
  for (const entry of site.store.audit.range(chain, chain.pruned + 1, PAGE)) {
    if (entry.sequence > most || entry.columns.atMs >= beforeMs) break
    last = entry
  }
  return last
}

function note(site: Site, reason: string): void {
  auditNow(site, { kind: 'site', person: null, place: null, subject: site.id, outcome: 'audit/pruned', reason })
}
