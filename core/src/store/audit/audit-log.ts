import type { Statement } from 'better-sqlite3'
import type { AuditEntry } from '../../domain/audit/entry.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { type DecodedAuditEntry, encodeAuditEntry } from '../../wire/audit/entry.js'
import { hashBytes, hashHex, randomHex, ZERO_HASH } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'
import { type EntryColumns, type StoredAuditEntry, toEntry } from './audit-row.js'
import { type AuditCursor, type AuditFilter, type FoundAuditEntry, searchAudit } from './audit-search.js'

/** One audit log as it stands here. */
export interface AuditChain {
  readonly key: number
  readonly chain: string
  /** null for this site's own. */
  readonly site: SiteId | null
  /** Sequence and hash of its last entry; 0 and zeros before the first. */
  readonly head: number
  readonly headHash: Hash
  /** Up to which entry it is kept no more, and that one's hash: what the next one must name. 0 and zeros while all is here. */
  readonly pruned: number
  readonly prunedHash: Hash
  /** Up to which entry it was written to the parent. */
  readonly sent: number
  /** Why it is not believed any more, from which entry on; null while it is. */
  readonly trouble: string | null
  readonly troubleSequence: number | null
  readonly troubleMs: number | null
}

interface ChainColumns {
  key: number
  chain: string
  site: string | null
  head: number
  head_hash: Buffer
  sent: number
  pruned: number
  pruned_hash: Buffer | null
  trouble: string | null
  trouble_sequence: number | null
  trouble_ms: number | null
}

type EntryRow = [number, number, Buffer, number, string, string | null, string | null, string, string, Uint8Array]

/** This site's audit log, and copies of those below it: added to at the end, let go of at the beginning. */
export class AuditLog {
  readonly #db: Connection
  readonly #chains: Statement<[], ChainColumns>
  readonly #chain: Statement<[string], ChainColumns>
  readonly #own: Statement<[], ChainColumns>
  readonly #unsent: Statement<[], ChainColumns>
  readonly #begin: Statement<[string, string | null, Buffer]>
  readonly #move: Statement<[number, Buffer, number]>
  readonly #sent: Statement<[number, number]>
  readonly #trouble: Statement<[string, number, number, number]>
  readonly #prune: Statement<[number, Buffer, number]>
  readonly #anchor: Statement<[number, Buffer, number, Buffer, number]>
  readonly #remove: Statement<[number, number]>
  readonly #add: Statement<EntryRow>
  readonly #range: Statement<[number, number, number], EntryColumns>
  /** As it stands in the table: some transactions write several entries. */
  #head: AuditChain | null = null
  #grown = false

  constructor(db: Connection) {
    this.#db = db
    this.#chains = db.prepare('SELECT * FROM audit_chain ORDER BY key')
    this.#chain = db.prepare('SELECT * FROM audit_chain WHERE chain = ?')
    this.#own = db.prepare('SELECT * FROM audit_chain WHERE site IS NULL ORDER BY key DESC LIMIT 1')
    this.#unsent = db.prepare('SELECT * FROM audit_chain WHERE sent < head AND trouble IS NULL ORDER BY key')
    this.#begin = db.prepare('INSERT INTO audit_chain (chain, site, head, head_hash, sent) VALUES (?, ?, 0, ?, 0)')
    this.#move = db.prepare('UPDATE audit_chain SET head = ?, head_hash = ? WHERE key = ?')
    this.#sent = db.prepare('UPDATE audit_chain SET sent = ? WHERE key = ?')
    this.#trouble = db.prepare('UPDATE audit_chain SET trouble = ?, trouble_sequence = ?, trouble_ms = ? WHERE key = ?')
    this.#prune = db.prepare('UPDATE audit_chain SET pruned = ?, pruned_hash = ? WHERE key = ?')
    this.#anchor = db.prepare('UPDATE audit_chain SET pruned = ?, pruned_hash = ?, head = ?, head_hash = ? WHERE key = ?')
    this.#remove = db.prepare('DELETE FROM audit_entry WHERE chain_key = ? AND sequence <= ?')
    this.#add = db.prepare(
      `INSERT INTO audit_entry (chain_key, sequence, hash, at_ms, kind, person, place, subject, outcome, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#range = db.prepare('SELECT * FROM audit_entry WHERE chain_key = ? AND sequence >= ? ORDER BY sequence LIMIT ?')
  }

  /** Adds to this site's own log. Inside the transaction of what it records. */
  append(entry: AuditEntry): void {
    const { key, chain, head, headHash, ...rest } = this.own()
    const sequence = head + 1
    const { bytes, hash } = encodeAuditEntry({ chain, sequence, previousHash: headHash }, entry)
    this.#store(key, sequence, hash, entry, bytes)
    this.#head = { ...rest, key, chain, head: sequence, headHash: hash }
  }

  /** Keeps a copy of the next entry of another site's log. */
  keepCopy(chain: AuditChain, { sequence, hash, entry }: DecodedAuditEntry, bytes: Uint8Array): void {
    this.#store(chain.key, sequence, hash, entry, bytes)
  }

  /** The log this site adds to now; begun when there is none. */
  own(newChain: () => string = randomHex): AuditChain {
    this.#head ??= toChain(this.#own.get())
    return this.#head ?? this.begin(null, newChain())
  }

  /** Begins a log: a new one of this site's own, or the copy of another's. */
  begin(site: SiteId | null, chain = randomHex()): AuditChain {
    this.#begin.run(chain, site, hashBytes(ZERO_HASH))
    const begun = this.chain(chain)
    if (begun === null) throw new Error('a chain begun is not there')
    if (site === null) this.#head = begun
    return begun
  }

  chain(chain: string): AuditChain | null {
    return toChain(this.#chain.get(chain))
  }

  /** Own ones and copies, oldest first. */
  chains(): AuditChain[] {
    return this.#chains.all().flatMap((found) => toChain(found) ?? [])
  }

  /** Those with entries the parent was not told of. */
  unsent(): AuditChain[] {
    return this.#unsent.all().flatMap((found) => toChain(found) ?? [])
  }

  /** Whether something was added since it was asked last; after a rollback perhaps nothing was. */
  hasGrown(): boolean {
    const grown = this.#grown
    this.#grown = false
    return grown
  }

  /** Entries from a sequence on, so many at most. */
  range({ key }: AuditChain, from: number, limit: number): StoredAuditEntry[] {
    return this.#range.all(key, from, limit).map(toEntry)
  }

  /** The newest first, of every log here. */
  search(filter: AuditFilter, limit: number, after: AuditCursor | null): FoundAuditEntry[] {
    return searchAudit(this.#db, filter, limit, after)
  }

  sentTo({ key }: AuditChain, sequence: number): void {
    this.#sent.run(sequence, key)
    this.forget()
  }

  /** Lets go of entries up to this one, whose hash stays: what follows is still proved by it. Answers how many went. */
  prune({ key }: AuditChain, { sequence, hash }: Pick<StoredAuditEntry, 'sequence' | 'hash'>): number {
    this.#prune.run(sequence, hashBytes(hash), key)
    this.forget()
    return this.#remove.run(key, sequence).changes
  }

  /** The copy of a log begins after this entry: its site keeps what came before no more. */
  beginAfter({ key }: AuditChain, { sequence, hash }: Pick<StoredAuditEntry, 'sequence' | 'hash'>): void {
    this.#anchor.run(sequence, hashBytes(hash), sequence, hashBytes(hash), key)
  }

  /** From this entry on the log is not believed: it was cut, or written anew. */
  doubt({ key }: AuditChain, trouble: string, sequence: number, atMs: number): void {
    this.#trouble.run(trouble, sequence, atMs, key)
    this.forget()
  }

  /** After a rollback nothing kept in memory may be believed. */
  forget(): void {
    this.#head = null
  }

  #store(key: number, sequence: number, hash: Hash, entry: DecodedAuditEntry['entry'], bytes: Uint8Array): void {
    const { atMs, kind, person, place, subject, outcome } = entry
    this.#add.run(key, sequence, hashBytes(hash), atMs, kind, person, place, subject, outcome, bytes)
    this.#move.run(sequence, hashBytes(hash), key)
    this.#grown = true
  }
}

function toChain(found: ChainColumns | undefined): AuditChain | null {
  if (found === undefined) return null
  const { key, chain, site, head, head_hash, sent, pruned, pruned_hash, trouble, trouble_sequence, trouble_ms } = found
  const doubt = { trouble, troubleSequence: trouble_sequence, troubleMs: trouble_ms }
  const anchor = { pruned, prunedHash: pruned_hash === null ? ZERO_HASH : hashHex(pruned_hash) }
  return { key, chain, site, head, headHash: hashHex(head_hash), sent, ...anchor, ...doubt }
}
