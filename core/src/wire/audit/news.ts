import type { Hash, SiteId } from '../../domain/values.js'
import * as gen from '../gen/liandong/audit/v1/audit.js'
import { hashBytes, ZERO_HASH } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'

/** Far more than a range of the smallest entries has. */
const MAX_PARTS = 10_000

/** Entries of one site's log, in order from `first`, and where the log ends as far as the sender says. */
export interface AuditRange {
  readonly site: SiteId
  readonly chain: string
  readonly first: number
  readonly entries: readonly Uint8Array[]
  readonly head: number
  readonly headHash: Hash
  /** The last entry kept no more, and its hash; 0 and zeros while all is kept. */
  readonly pruned: number
  readonly prunedHash: Hash
}

/** Wants entries from a sequence on; 0: the log does not continue what is held, its site is to begin another. */
export interface AuditAsk {
  readonly site: SiteId
  readonly chain: string
  readonly from: number
}

export interface AuditNews {
  readonly ranges: readonly AuditRange[]
  readonly asks: readonly AuditAsk[]
}

export function encodeAuditNews({ ranges, asks }: AuditNews): Uint8Array {
  return encodeWhole(gen.AuditNews, {
    ranges: ranges.map(toRange),
    asks: [...asks],
  })
}

function toRange({ entries, headHash, prunedHash, ...range }: AuditRange) {
  const anchor = range.pruned === 0 ? Buffer.alloc(0) : hashBytes(prunedHash)
  return { ...range, entries: [...entries] as Buffer[], headHash: hashBytes(headHash), prunedHash: anchor }
}

/** Reads news of audit logs from anywhere; throws a Fault `audit/broken` and nothing else. */
export function decodeAuditNews(payload: Uint8Array): AuditNews {
  return check.decoding('audit/broken', () => {
    const { ranges, asks } = check.decodeWhole(gen.AuditNews, payload)
    if (ranges.length > MAX_PARTS || asks.length > MAX_PARTS) check.unfit('parts')
    return { ranges: ranges.map(fromRange), asks: asks.map(fromAsk) }
  })
}

function fromRange({ site, chain, first, entries, head, headHash, pruned, prunedHash }: gen.AuditRange): AuditRange {
  return {
    site: check.id(site, 'site'),
    chain: check.hexId(chain, 'chain'),
    first: check.positive(first, 'first'),
    entries,
    head,
    headHash: check.hash(headHash, 'head_hash'),
    pruned,
    prunedHash: pruned === 0 ? ZERO_HASH : check.hash(prunedHash, 'pruned_hash'),
  }
}

function fromAsk({ site, chain, from }: gen.AuditAsk): AuditAsk {
  return { site: check.id(site, 'site'), chain: check.hexId(chain, 'chain'), from }
}
