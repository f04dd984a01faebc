import { AUDIT_KINDS, type AuditKind } from '../../domain/audit/entry.js'
import type { Hash } from '../../domain/values.js'
import type { DecodedAuditEntry } from '../../wire/audit/entry.js'
import { hashHex } from '../../wire/hash.js'

/** An entry as it is stored. */
export interface StoredAuditEntry {
  readonly row: number
  readonly sequence: number
  readonly hash: Hash
  /** What is searched, beside the bytes that say it. */
  readonly columns: Pick<DecodedAuditEntry['entry'], 'atMs' | 'kind' | 'person' | 'place' | 'subject' | 'outcome'>
  readonly bytes: Uint8Array
}

export interface EntryColumns {
  row: number
  chain_key: number
  sequence: number
  hash: Buffer
  at_ms: number
  kind: string
  person: string | null
  place: string | null
  subject: string
  outcome: string
  bytes: Buffer
}

export function toEntry({
  row,
  sequence,
  hash,
  bytes,
  at_ms,
  kind,
  person,
  place,
  subject,
  outcome,
}: EntryColumns): StoredAuditEntry {
  const columns = { atMs: at_ms, kind: kindOf(kind), person, place, subject, outcome }
  return { row, sequence, hash: hashHex(hash), columns, bytes }
}

function kindOf(word: string): AuditKind | 'unknown' {
  return AUDIT_KINDS.find((kind) => kind === word) ?? 'unknown'
}
