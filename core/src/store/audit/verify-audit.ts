import { isDeepStrictEqual } from 'node:util'
import { type DecodedAuditEntry, decodeAuditEntry } from '../../wire/audit/entry.js'
import { sha256Hex } from '../../wire/hash.js'
import type { Finding } from '../upkeep/finding.js'
import type { AuditChain, AuditLog } from './audit-log.js'
import type { StoredAuditEntry } from './audit-row.js'

/** Entries read at once: a few hundred kilobytes. */
const PAGE = 1000

/** The entry before: what the next one must name. */
type Before = Pick<StoredAuditEntry, 'sequence' | 'hash'> & { readonly atMs: number | null }

/** Every entry of this site's log and of the copies here is as it was written, follows the one before, and none is missing. */
export function* verifyAudit(audit: AuditLog): Generator<Finding> {
  for (const found of verifyChains(audit, audit.chains())) if (found !== null) yield found
}

/** The same of some logs; null after each page, so that whoever draws may rest. */
export function* verifyChains(audit: AuditLog, chains: readonly AuditChain[]): Generator<Finding | null> {
  for (const chain of chains) {
    yield* verifyChain(audit, chain)
    const { trouble, troubleSequence } = chain
    if (trouble !== null) yield { kind: 'audit-doubted', subject: subjectOf(chain, troubleSequence ?? 0), detail: trouble }
  }
}

function* verifyChain(audit: AuditLog, chain: AuditChain): Generator<Finding | null> {
  // What was let go of has left its last hash behind, which the next entry names.
  let last: Before = { sequence: chain.pruned, hash: chain.prunedHash, atMs: null }
  for (;;) {
    const page = audit.range(chain, last.sequence + 1, PAGE)
    for (const stored of page) {
      yield* verifyEntry(chain, stored, last)
      last = { ...stored, atMs: stored.columns.atMs }
    }
    yield null
    if (page.length < PAGE) break
  }
  if (last.sequence < chain.head) yield gap(chain, last, chain.head)
  else if (last.sequence > chain.head || last.hash !== chain.headHash)
    yield { kind: 'audit-head', subject: subjectOf(chain, chain.head), detail: `ends at ${last.sequence} ${last.hash}` }
}

function* verifyEntry(chain: AuditChain, stored: StoredAuditEntry, before: Before): Generator<Finding> {
  const { sequence, hash, bytes } = stored
  const isNext = sequence === before.sequence + 1
  if (!isNext) yield gap(chain, before, sequence - 1)
  const read = readable(bytes)
  const subject = subjectOf(chain, sequence, stored)
  const made = sha256Hex(bytes)
  if (read === null || made !== hash) return yield { kind: 'audit-hash', subject, detail: `${made} instead of ${hash}` }
  if (read.chain !== chain.chain || read.sequence !== sequence)
    return yield { kind: 'audit-order', subject, detail: `was written as ${read.sequence} of ${read.chain}` }
  if (isNext && read.previousHash !== before.hash)
    yield { kind: 'audit-chain', subject, detail: `follows ${read.previousHash}, not ${before.hash}` }
  const { atMs, kind, person, place, subject: about, outcome } = read.entry
  if (!isDeepStrictEqual(stored.columns, { atMs, kind, person, place, subject: about, outcome }))
    yield { kind: 'audit-columns', subject, detail: 'is searched by other words than it was written with' }
}

function readable(bytes: Uint8Array): DecodedAuditEntry | null {
  try {
    return decodeAuditEntry(bytes)
  } catch {
    return null
  }
}

function gap(chain: AuditChain, before: Before, to: number): Finding {
  const from = before.sequence + 1
  const after = before.atMs === null ? '' : `, after ${new Date(before.atMs).toISOString()}`
  return {
    kind: 'audit-gap',
    subject: subjectOf(chain, from),
    detail: `${from === to ? from : `${from} to ${to}`} missing${after}`,
  }
}

function subjectOf({ site, chain }: AuditChain, sequence: number, stored?: StoredAuditEntry): string {
  const whose = site === null ? `audit log ${chain}` : `copy of the audit log ${chain} of ${site}`
  const what = stored === undefined ? '' : ` ${stored.columns.kind} ${new Date(stored.columns.atMs).toISOString()}`
  return `${whose} sequence ${sequence}${what}`
}
