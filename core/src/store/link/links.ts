import type { Statement } from 'better-sqlite3'
import { type FaultCode, isFaultCode } from '../../domain/fault.js'
import type { SiteId, StoreId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** What this store remembers of its link with a neighbour. */
export interface Link {
  readonly peer: SiteId
  /** null before the first session. */
  readonly linkId: string | null
  readonly peerStore: StoreId | null
  /** The last session number used (dialler) or seen (accepter). */
  readonly session: number
  /** Why the link stopped; null while it may run. */
  readonly stopped: FaultCode | null
  readonly stoppedDetail: string | null
  readonly stoppedMs: number | null
  /** The peer's clock against this one, as heartbeats measured it. */
  readonly offsetMs: number | null
  readonly uncertaintyMs: number | null
  /** Last word from the peer by this machine's clock. */
  readonly heardMs: number | null
  /** When all that the peer had written was last here, by this machine's clock. */
  readonly drainedMs: number | null
  /** The same of its bulk lane, so of all it knew of lists. */
  readonly listsMs: number | null
}

interface Columns {
  peer: string
  link_id: string | null
  peer_store: string | null
  session: number
  stopped: string | null
  stopped_detail: string | null
  stopped_ms: number | null
  offset_ms: number | null
  uncertainty_ms: number | null
  heard_ms: number | null
  drained_ms: number | null
  lists_ms: number | null
}

/** One row per neighbour ever heard of. */
export class Links {
  readonly #get: Statement<[string], Columns>
  readonly #all: Statement<[], Columns>
  readonly #session: Statement<[string, number]>
  readonly #adopt: Statement<[string, string, string]>
  readonly #stop: Statement<[string, string, string, number]>
  readonly #measure: Statement<[number, number, number, string]>
  readonly #heard: Statement<[number, string]>
  readonly #drained: Statement<[number, string]>
  readonly #listsHeard: Statement<[number, string]>
  readonly #drop: Statement<[string]>
  /** As they stand in the table; gone as soon as one changes. */
  readonly #known = new Map<SiteId, Link | null>()

  constructor(db: Connection) {
    this.#get = db.prepare('SELECT * FROM link WHERE peer = ?')
    this.#all = db.prepare('SELECT * FROM link ORDER BY peer')
    this.#session = db.prepare(
      'INSERT INTO link (peer, session) VALUES (?, ?) ON CONFLICT (peer) DO UPDATE SET session = excluded.session',
    )
    this.#adopt = db.prepare(
      `INSERT INTO link (peer, link_id, peer_store, session) VALUES (?, ?, ?, 0)
       ON CONFLICT (peer) DO UPDATE SET link_id = excluded.link_id, peer_store = excluded.peer_store`,
    )
    this.#stop = db.prepare(
      `INSERT INTO link (peer, session, stopped, stopped_detail, stopped_ms) VALUES (?, 0, ?, ?, ?)
       ON CONFLICT (peer) DO UPDATE SET stopped = excluded.stopped, stopped_detail = excluded.stopped_detail,
         stopped_ms = excluded.stopped_ms`,
    )
    this.#measure = db.prepare('UPDATE link SET offset_ms = ?, uncertainty_ms = ?, heard_ms = ? WHERE peer = ?')
    this.#heard = db.prepare('UPDATE link SET heard_ms = ? WHERE peer = ?')
    this.#drained = db.prepare('UPDATE link SET drained_ms = ? WHERE peer = ?')
    this.#listsHeard = db.prepare('UPDATE link SET lists_ms = ? WHERE peer = ?')
    this.#drop = db.prepare('DELETE FROM link WHERE peer = ?')
  }

  get(peer: SiteId): Link | null {
    const known = this.#known.get(peer)
    if (known !== undefined) return known
    const found = this.#get.get(peer)
    const link = found === undefined ? null : toLink(found)
    this.#known.set(peer, link)
    return link
  }

  all(): Link[] {
    return this.#all.all().map(toLink)
  }

  /** The dialler's next session number. */
  nextSession(peer: SiteId): number {
    const session = (this.#get.get(peer)?.session ?? 0) + 1
    this.#known.delete(peer)
    this.#session.run(peer, session)
    return session
  }

  sawSession(peer: SiteId, session: number): void {
    this.#known.delete(peer)
    this.#session.run(peer, session)
  }

  adopt(peer: SiteId, linkId: string, peerStore: StoreId): void {
    this.#known.delete(peer)
    this.#adopt.run(peer, linkId, peerStore)
  }

  stop(peer: SiteId, code: FaultCode, detail: string, atMs: number): void {
    this.#known.delete(peer)
    this.#stop.run(peer, code, detail, atMs)
  }

  measured(peer: SiteId, offsetMs: number, uncertaintyMs: number, heardMs: number): void {
    this.#known.delete(peer)
    this.#measure.run(Math.round(offsetMs), Math.ceil(uncertaintyMs), heardMs, peer)
  }

  heard(peer: SiteId, atMs: number): void {
    this.#known.delete(peer)
    this.#heard.run(atMs, peer)
  }

  drained(peer: SiteId, atMs: number): void {
    this.#known.delete(peer)
    this.#drained.run(atMs, peer)
  }

  listsHeard(peer: SiteId, atMs: number): void {
    this.#known.delete(peer)
    this.#listsHeard.run(atMs, peer)
  }

  /** The next session is the first of a new link. */
  drop(peer: SiteId): void {
    this.#known.delete(peer)
    this.#drop.run(peer)
  }

  /** After a rollback rows are others. */
  forget(): void {
    this.#known.clear()
  }
}

function toLink(found: Columns): Link {
  const { stopped } = found
  return {
    peer: found.peer,
    linkId: found.link_id,
    peerStore: found.peer_store,
    session: found.session,
    stopped: stopped === null ? null : isFaultCode(stopped) ? stopped : 'internal/bug',
    stoppedDetail: found.stopped_detail,
    stoppedMs: found.stopped_ms,
    offsetMs: found.offset_ms,
    uncertaintyMs: found.uncertainty_ms,
    heardMs: found.heard_ms,
    drainedMs: found.drained_ms,
    listsMs: found.lists_ms,
  }
}
