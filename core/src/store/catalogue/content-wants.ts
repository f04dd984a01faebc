import type { Statement } from 'better-sqlite3'
import type { Hash, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** A content this site lacks. */
export interface ContentWant {
  readonly digest: Hash
  /** Who was asked; null while nobody was, empty when what came did not fit. */
  readonly peer: SiteId | null
  /** A case or a neighbour named it, whatever the lists say. */
  readonly named: boolean
  readonly atMs: number
}

interface Columns {
  digest: Buffer
  peer: string | null
  named: number
  at_ms: number
}

/** Contents missing here with whom was asked for them, and what neighbours asked for in vain. */
export class ContentWants {
  readonly #want: Statement<[Buffer, number, number]>
  readonly #get: Statement<[Buffer], Columns>
  readonly #all: Statement<[], Columns>
  readonly #unasked: Statement<[], Columns>
  readonly #asked: Statement<[string | null, number, Buffer]>
  readonly #forgetPeer: Statement<[string]>
  readonly #retry: Statement<[number, number]>
  readonly #settle: Statement<[Buffer]>
  readonly #dropUnlisted: Statement<[]>
  readonly #countOf: Statement<[string], { count: number }>
  readonly #ask: Statement<[Buffer, string, number]>
  readonly #askers: Statement<[Buffer], { peer: string }>
  readonly #answered: Statement<[Buffer]>
  readonly #asks: Statement<[string], { count: number }>
  readonly #forgetAsks: Statement<[string]>

  constructor(db: Connection) {
    this.#want = db.prepare(
      `INSERT INTO content_want VALUES (?, NULL, ?, ?) ON CONFLICT (digest) DO UPDATE SET named = max(named, excluded.named)`,
    )
    this.#get = db.prepare('SELECT * FROM content_want WHERE digest = ?')
    this.#all = db.prepare('SELECT * FROM content_want ORDER BY digest')
    this.#unasked = db.prepare('SELECT * FROM content_want WHERE peer IS NULL ORDER BY digest')
    this.#asked = db.prepare('UPDATE content_want SET peer = ?, at_ms = ? WHERE digest = ?')
    this.#forgetPeer = db.prepare('UPDATE content_want SET peer = NULL WHERE peer = ?')
    this.#retry = db.prepare(`UPDATE content_want SET peer = NULL WHERE peer = '' AND at_ms < ? OR peer <> '' AND at_ms < ?`)
    this.#settle = db.prepare('DELETE FROM content_want WHERE digest = ?')
    this.#dropUnlisted = db.prepare(
      `DELETE FROM content_want WHERE named = 0
         AND digest NOT IN (SELECT digest FROM catalogue_entry WHERE state <> 'cancelled')
         AND digest NOT IN (SELECT before_digest FROM catalogue_entry WHERE before_digest IS NOT NULL AND state <> 'cancelled')`,
    )
    this.#countOf = db.prepare(
      `SELECT count(*) AS count FROM content_want AS want WHERE EXISTS (SELECT 1 FROM catalogue_entry AS entry
         WHERE list = ? AND state <> 'cancelled' AND (entry.digest = want.digest OR entry.before_digest = want.digest))`,
    )
    this.#ask = db.prepare('INSERT INTO content_ask VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.#askers = db.prepare('SELECT peer FROM content_ask WHERE digest = ? ORDER BY peer')
    this.#answered = db.prepare('DELETE FROM content_ask WHERE digest = ?')
    this.#asks = db.prepare('SELECT count(*) AS count FROM content_ask WHERE peer = ?')
    this.#forgetAsks = db.prepare('DELETE FROM content_ask WHERE peer = ?')
  }

  want(digest: Hash, named: boolean, atMs: number): void {
    this.#want.run(hashBytes(digest), Number(named), atMs)
  }

  get(digest: Hash): ContentWant | null {
    const found = this.#get.get(hashBytes(digest))
    return found === undefined ? null : toWant(found)
  }

  /** Those nobody was asked for, in order of digest: sites that lack the same ask with the same bytes. */
  unasked(): ContentWant[] {
    return this.#unasked.all().map(toWant)
  }

  /** In order of digest. */
  all(): ContentWant[] {
    return this.#all.all().map(toWant)
  }

  asked(digest: Hash, peer: SiteId, atMs: number): void {
    this.#asked.run(peer, atMs, hashBytes(digest))
  }

  /** What came did not fit: nobody is asked before `retry`. */
  failed(digest: Hash, atMs: number): void {
    this.#asked.run('', atMs, hashBytes(digest))
  }

  /** What failed before the first time, and what was asked before the second and never came, is asked for anew. */
  retry(failedBeforeMs: number, askedBeforeMs: number): void {
    this.#retry.run(failedBeforeMs, askedBeforeMs)
  }

  settle(digest: Hash): void {
    this.#settle.run(hashBytes(digest))
  }

  /** What no list and no case names any more. */
  dropUnlisted(): void {
    this.#dropUnlisted.run()
  }

  /** How many contents of a list are missing. */
  missingOf(list: string): number {
    return this.#countOf.get(list)?.count ?? 0
  }

  /** A neighbour asked for what is not here yet. */
  remember(digest: Hash, peer: SiteId, atMs: number): void {
    this.#ask.run(hashBytes(digest), peer, atMs)
  }

  rememberedFor(peer: SiteId): number {
    return this.#asks.get(peer)?.count ?? 0
  }

  /** Who waits for it; they wait no longer. */
  takeAskers(digest: Hash): SiteId[] {
    const peers = this.#askers.all(hashBytes(digest)).map(({ peer }) => peer)
    if (peers.length > 0) this.#answered.run(hashBytes(digest))
    return peers
  }

  /** A new link: what was asked over the old one is asked anew, by both sides. */
  forgetPeer(peer: SiteId): void {
    this.#forgetPeer.run(peer)
    this.#forgetAsks.run(peer)
  }
}

function toWant({ digest, peer, named, at_ms: atMs }: Columns): ContentWant {
  return { digest: hashHex(digest), peer, named: named === 1, atMs }
}
