import { AUDIT_KINDS, type AuditEntry, type AuditKind } from '../../domain/audit/entry.js'
import type { Hash } from '../../domain/values.js'
import * as gen from '../gen/liandong/audit/v1/audit.js'
import { HASH_SCHEME, hashBytes, sha256Hex } from '../hash.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'

const FORMAT = 1
/** An entry names things; whoever wants to write more than this writes elsewhere. */
export const MAX_AUDIT_ENTRY_BYTES = 4096
/** Longest subject, outcome or reason kept, in characters. */
const MAX_WORDS = 300

/** Where an entry stands. */
export interface ChainPosition {
  readonly chain: string
  readonly sequence: number
  readonly previousHash: Hash
}

export interface EncodedAuditEntry {
  readonly bytes: Uint8Array
  /** Of these bytes; the next entry names it. */
  readonly hash: Hash
}

export interface DecodedAuditEntry extends ChainPosition {
  readonly entry: Omit<AuditEntry, 'kind'> & { readonly kind: AuditKind | 'unknown' }
  readonly hash: Hash
}

/** Encodes an entry once, for the site it is made at; words that are too long or cannot be shown are cut. */
export function encodeAuditEntry({ chain, sequence, previousHash }: ChainPosition, entry: AuditEntry): EncodedAuditEntry {
  const bytes = encodeWhole(gen.AuditEntry, {
    format: FORMAT,
    chain,
    sequence,
    previousHash: hashBytes(previousHash),
    hashScheme: HASH_SCHEME,
    atMs: entry.atMs,
    kind: entry.kind,
    person: entry.person ?? '',
    place: entry.place ?? '',
    subject: shown(entry.subject),
    outcome: shown(entry.outcome),
    reason: shown(entry.reason ?? ''),
    count: entry.count ?? 1,
  })
  return { bytes, hash: sha256Hex(bytes) }
}

/** Reads an entry from anywhere; throws a Fault `audit/broken` and nothing else. */
export function decodeAuditEntry(bytes: Uint8Array): DecodedAuditEntry {
  return check.decoding('audit/broken', () => {
    if (bytes.byteLength > MAX_AUDIT_ENTRY_BYTES) check.unfit('too large')
    const message = check.decodeWhole(gen.AuditEntry, bytes)
    if (message.format !== FORMAT) check.unfit('format')
    if (message.hashScheme !== HASH_SCHEME) check.unfit('hash_scheme')
    return {
      chain: check.hexId(message.chain, 'chain'),
      sequence: check.positive(message.sequence, 'sequence'),
      previousHash: check.hash(message.previousHash, 'previous_hash'),
      hash: sha256Hex(bytes),
      entry: fromEntry(message),
    }
  })
}

function fromEntry(message: gen.AuditEntry): DecodedAuditEntry['entry'] {
  return {
    kind: AUDIT_KINDS.find((kind) => kind === message.kind) ?? 'unknown',
    person: check.optionalId(message.person, 'person'),
    place: check.optionalId(message.place, 'place'),
    subject: check.text(message.subject, 'subject'),
    outcome: check.text(message.outcome, 'outcome'),
    reason: check.optionalText(message.reason, 'reason'),
    atMs: check.ms(message.atMs, 'at_ms'),
    count: check.positive(message.count, 'count'),
  }
}

function shown(words: string): string {
  return Array.from(words.replace(/[\p{Cc}\p{Cs}\uFFFD]+/gu, ' '))
    .slice(0, MAX_WORDS)
    .join('')
}
