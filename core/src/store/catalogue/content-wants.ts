import type { Statement } from 'better-sqlite3'
import type { ListId } from '../../domain/catalogue/list.js'
import type { Hash, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** How a content is asked for: by its place in a list, by digest with a base, or by digest alone since what came did not fit. */
export type AskWay = 'place' | 'digest' | 'alone'
const WAYS: readonly AskWay[] = ['place', 'digest', 'alone']

/** A content this site lacks. */
export interface ContentWant {
  readonly digest: Hash
  /** Who was asked; null while nobody was, empty when what came did not fit. */
  readonly peer: SiteId | null
  /** Who was asked last, whatever came of it. */
  readonly lastPeer: SiteId | null
  /** A case or a neighbour named it, whatever the lists say. */
  readonly named: boolean
  readonly way: AskWay
  readonly atMs: number
}

/** By which place of which edition a content was asked for. */
export interface AskedPlace {
  readonly list: ListId
  readonly number: number
  readonly place: number
}

interface Columns {
  digest: Buffer
  peer: string | null
  last_peer: string | null
  named: number
  way: number
  at_ms: number
}

/** Contents missing here with whom was asked for them, and what neighbours asked for in vain. */
export class ContentWants {
  readonly #want: Statement<[Buffer, number, number]>
  readonly #get: Statement<[Buffer], Columns>
  readonly #all: Statement<[], Columns>
  readonly #unasked: Statement<[], Columns>
  readonly #overdue: Statement<[number, number], Columns>
  readonly #asked: Statement<[string, string, number, string | null, number | null, number | null, Buffer]>
  readonly #placed: Statement<[string, string, number], { digest: Buffer; place: number }>
  readonly #free: Statement<[number, Buffer]>
  readonly #failed: Statement<[number, Buffer]>
  readonly #forgetPeer: Statement<[string]>
  readonly #wait: Statement<[number, string, string, number]>
  readonly #goOn: Statement<[string, number]>
  readonly #retry: Statement<[{ readonly now: number; readonly failed: number; readonly asked: number }]>
  readonly #settle: Statement<[Buffer]>
  readonly #dropUnlisted: Statement<[]>
  readonly #countOf: Statement<[{ readonly list: string }], { count: number }>
  readonly #ask: Statement<[Buffer, string, number]>
  readonly #askers: Statement<[Buffer], { peer: string }>
  readonly #answered: Statement<[Buffer]>
  readonly #asks: Statement<[string], { count: number }>
  readonly #forgetAsks: Statement<[string]>

  constructor(db: Connection) {
    this.#want = db.prepare(
      `INSERT INTO content_want (digest, named, way, at_ms) VALUES (?, ?, 0, ?)
       ON CONFLICT (digest) DO UPDATE SET named = max(named, excluded.named)`,
    )
    this.#get = db.prepare('SELECT * FROM content_want WHERE digest = ?')
    this.#all = db.prepare('SELECT * FROM content_want ORDER BY digest')
    this.#unasked = db.prepare('SELECT * FROM content_want WHERE peer IS NULL ORDER BY digest')
    this.#overdue = db.prepare("SELECT * FROM content_want WHERE peer <> '' AND abs(? - at_ms) > ? ORDER BY digest")
    this.#asked = db.prepare(
      'UPDATE content_want SET peer = ?, last_peer = ?, at_ms = ?, list = ?, number = ?, place = ? WHERE digest = ?',
    )
    this.#placed = db.prepare('SELECT digest, place FROM content_want WHERE peer = ? AND list = ? AND number = ?')
    this.#free = db.prepare('UPDATE content_want SET peer = NULL, way = max(way, ?) WHERE digest = ?')
    this.#failed = db.prepare("UPDATE content_want SET peer = '', way = 2, at_ms = ? WHERE digest = ?")
    this.#forgetPeer = db.prepare('UPDATE content_want SET peer = NULL, last_peer = NULL WHERE peer = ?')
    this.#wait = db.prepare("UPDATE content_want SET peer = '', at_ms = ? WHERE peer = ? AND list = ? AND number = ?")
    this.#goOn = db.prepare(
      "UPDATE content_want SET peer = NULL, last_peer = NULL WHERE peer = '' AND way = 0 AND list = ? AND number < ?",
    )
    this.#retry = db.prepare(
      `UPDATE content_want SET last_peer = iif(peer = '', last_peer, NULL), peer = NULL
       WHERE peer = '' AND abs(@now - at_ms) > @failed OR peer <> '' AND abs(@now - at_ms) > @asked`,
    )
    this.#settle = db.prepare('DELETE FROM content_want WHERE digest = ?')
    this.#dropUnlisted = db.prepare(
      `DELETE FROM content_want WHERE named = 0
         AND digest NOT IN (SELECT digest FROM catalogue_entry WHERE state <> 'cancelled')
         AND digest NOT IN (SELECT before_digest FROM catalogue_entry WHERE before_digest IS NOT NULL AND state <> 'cancelled')`,
    )
    this.#countOf = db.prepare(
      `SELECT count(*) AS count FROM content_want WHERE digest IN (
         SELECT digest FROM catalogue_entry WHERE list = @list AND state <> 'cancelled'
         UNION ALL SELECT before_digest FROM catalogue_entry WHERE list = @list AND state <> 'cancelled')`,
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

  /** Those that somebody was asked for so long ago and that have not come; a clock that was set back makes none wait for ever. */
  overdue(nowMs: number, afterMs: number): ContentWant[] {
    return this.#overdue.all(nowMs, afterMs).map(toWant)
  }

  /** In order of digest. */
  all(): ContentWant[] {
    return this.#all.all().map(toWant)
  }

  asked(digest: Hash, peer: SiteId, atMs: number, at: AskedPlace | null = null): void {
    this.#asked.run(peer, peer, atMs, at?.list ?? null, at?.number ?? null, at?.place ?? null, hashBytes(digest))
  }

  /** What this neighbour was asked for by places of that edition, by place. */
  placed(peer: SiteId, list: ListId, number: number): Map<number, Hash> {
    return new Map(this.#placed.all(peer, list, number).map(({ digest, place }) => [place, hashHex(digest)]))
  }

  /** Is asked for anew, in that way or a plainer one. */
  free(digest: Hash, way: AskWay): void {
    this.#free.run(WAYS.indexOf(way), hashBytes(digest))
  }

  /** What came did not fit: nobody is asked before `retry`, and then for the content alone. */
  failed(digest: Hash, atMs: number): void {
    this.#failed.run(atMs, hashBytes(digest))
  }

  /** The neighbour has gone on to an edition that is on its way here: its places are asked for when that has come. */
  waitForEdition(peer: SiteId, { list, number }: Pick<AskedPlace, 'list' | 'number'>, atMs: number): void {
    this.#wait.run(atMs, peer, list, number)
  }

  /** That edition of the list is here: what waited for it is asked for by its places. */
  editionCame(list: ListId, number: number): void {
    this.#goOn.run(list, number)
  }

  /** What failed so long ago, and what was asked for so long ago and never came, is asked for anew. */
  retry(nowMs: number, afterFailedMs: number, afterAskedMs: number): void {
    this.#retry.run({ now: nowMs, failed: afterFailedMs, asked: afterAskedMs })
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
    return this.#countOf.get({ list })?.count ?? 0
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

function toWant({ digest, peer, last_peer: lastPeer, named, way, at_ms: atMs }: Columns): ContentWant {
  return { digest: hashHex(digest), peer, lastPeer, named: named === 1, way: WAYS[way] ?? 'alone', atMs }
}
