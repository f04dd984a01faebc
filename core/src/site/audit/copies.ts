import type { FaultCode } from '../../domain/fault.js'
import type { AuditChain } from '../../store/audit/audit-log.js'
import { decodeAuditEntry } from '../../wire/audit/entry.js'
import type { AuditAsk, AuditRange } from '../../wire/audit/news.js'
import { ZERO_HASH } from '../../wire/hash.js'
import { siteNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { auditNow } from './audit.js'

/**
 * Keeps a copy of what a site below recorded, and asks for what is missing; a log that does not continue the copy raises an
 * alarm with the site's name, and its site begins another. Inside a transaction.
 */
export function takeRange(site: Site, range: AuditRange, isFromItself: boolean): AuditAsk | null {
  const chain = site.store.audit.chain(range.chain) ?? site.store.audit.begin(range.site, range.chain)
  const told = { site: range.site, chain: range.chain }
  if (chain.trouble !== null) return { ...told, from: 0 }
  const doubt = take(site, afterAnchor(site, chain, range), range) ?? judgeHead(site, range, isFromItself)
  if (doubt !== null) {
    doubtCopy(site, range, doubt)
    return { ...told, from: 0 }
  }
  const held = headOf(site, range.chain)
  return range.head > held.head ? { ...told, from: held.head + 1 } : null
}

/**
 * Where nothing of a log is held yet, and its site keeps the beginning no more, the copy begins where the log does now; recorded, so
 * that whoever looks sees what there is no copy of. A copy that is held is never cut short by what its site says.
 */
function afterAnchor(site: Site, chain: AuditChain, { site: about, pruned, prunedHash }: AuditRange): AuditChain {
  if (chain.head > 0 || pruned === 0) return chain
  site.store.audit.beginAfter(chain, { sequence: pruned, hash: prunedHash })
  const reason = `${chain.chain} begins after ${pruned}`
  auditNow(site, { kind: 'site', person: null, place: null, subject: about, outcome: 'audit/pruned', reason })
  return headOf(site, chain.chain)
}

interface Doubt {
  readonly code: Extract<FaultCode, 'audit/forked' | 'audit/cut'>
  readonly sequence: number
}

/** Adds what is next, and compares what is here already. */
function take(site: Site, before: AuditChain, { first, entries, head, chain, pruned }: AuditRange): Doubt | null {
  if (pruned > before.head) return { code: 'audit/cut', sequence: before.head + 1 }
  if (entries.length === 0 && first <= head && first === before.head + 1) return { code: 'audit/cut', sequence: first }
  let held = before
  for (const [index, bytes] of entries.entries()) {
    const sequence = first + index
    if (sequence > held.head + 1) return null
    // Kept here no more: nothing is left to compare it with.
    if (sequence <= held.pruned) continue
    const read = decodeAuditEntry(bytes)
    const isNext = sequence === held.head + 1
    const previous = isNext ? held.headHash : hashAt(site, held, sequence - 1)
    if (read.chain !== chain || read.sequence !== sequence || read.previousHash !== previous)
      return { code: 'audit/forked', sequence }
    if (isNext) {
      site.store.audit.keepCopy(held, read, bytes)
      held = { ...held, head: sequence, headHash: read.hash }
    } else if (hashAt(site, held, sequence) !== read.hash) return { code: 'audit/forked', sequence }
  }
  return null
}

/** Where a site says that its log ends, the copy has the same entry and none after it; only the site itself knows its end. */
function judgeHead(site: Site, { chain, head, headHash }: AuditRange, isFromItself: boolean): Doubt | null {
  const held = headOf(site, chain)
  if (head > held.head) return null
  if (hashAt(site, held, head) !== headHash) return { code: 'audit/forked', sequence: Math.max(head, 1) }
  return isFromItself && head < held.head ? { code: 'audit/cut', sequence: head + 1 } : null
}

function headOf(site: Site, chain: string): AuditChain {
  return site.store.audit.chain(chain) as AuditChain
}

function hashAt(site: Site, chain: AuditChain, sequence: number): string {
  if (sequence === 0) return ZERO_HASH
  if (sequence === chain.pruned) return chain.prunedHash
  const [found] = site.store.audit.range(chain, sequence, 1)
  return found?.sequence === sequence ? found.hash : ''
}

/** Shown, and recorded here, so that it goes up with this site's own log. */
function doubtCopy(site: Site, { site: about, chain }: AuditRange, { code, sequence }: Doubt): void {
  site.store.audit.doubt(headOf(site, chain), code, sequence, site.nowRawMs())
  auditNow(site, { kind: 'site', person: null, place: null, subject: about, outcome: code, reason: `${chain} ${sequence}` })
  site.options.notify.alarm(code, { peer: about, reason: `${siteNamed(site, about).name} ${sequence}` })
}

/** The parent does not believe the log: whatever the reason, the next entries are to be copied again. */
export function beginAnew(site: Site, { chain }: AuditAsk): void {
  const own = site.store.audit.own()
  if (own.chain !== chain) return
  site.store.audit.begin(null, site.options.randomHex(16))
  auditNow(site, {
    kind: 'site',
    person: null,
    place: null,
    subject: site.id,
    outcome: 'audit/forked',
    reason: `${chain} ${own.head}`,
  })
}
