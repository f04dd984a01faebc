import type { Statement } from 'better-sqlite3'
import type { ListId } from '../../domain/catalogue/list.js'
import type { SiteId } from '../../domain/values.js'
import { kindNumber, type MessageKind } from '../../wire/frame.js'
import type { Connection } from '../file/connection.js'

/** Kinds of message whose payload is a parcel. */
export const PARCEL_KINDS: readonly MessageKind[] = ['list-snapshot', 'content-pack', 'list-pack']

/** Payloads that lanes of many neighbours share, and how far each neighbour was given each list. */
export class Parcels {
  readonly #put: Statement<[Uint8Array | null, number, number, Uint8Array]>
  readonly #named: Statement<[Uint8Array], { row: number }>
  readonly #payload: Statement<[Uint8Array], { payload: Buffer }>
  readonly #askAside: Statement<[string, Uint8Array]>
  readonly #aside: Statement<[string, number], { row: number; payload: Buffer }>
  readonly #askedAside: Statement<[number]>
  readonly #dropAside: Statement<[string]>
  readonly #drop: Statement<[number, number]>
  readonly #sent: Statement<[string, string], { number: number }>
  readonly #send: Statement<[string, string, number]>
  readonly #unsend: Statement<[string, string]>
  readonly #unsendAll: Statement<[string]>
  readonly #stage: Statement<[string, number, number, Uint8Array]>
  readonly #staged: Statement<[string, number], { payload: Buffer }>
  readonly #unstage: Statement<[string, number]>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO parcel (name, part, at_ms, payload) VALUES (?, ?, ?, ?)')
    this.#named = db.prepare('SELECT row FROM parcel WHERE name = ? ORDER BY part')
    this.#payload = db.prepare('SELECT payload FROM parcel WHERE name = ? AND part = 1')
    this.#askAside = db.prepare('INSERT INTO aside_ask (peer, payload) VALUES (?, ?)')
    this.#aside = db.prepare('SELECT row, payload FROM aside_ask WHERE peer = ? ORDER BY row LIMIT ?')
    this.#askedAside = db.prepare('DELETE FROM aside_ask WHERE row = ?')
    this.#dropAside = db.prepare('DELETE FROM aside_ask WHERE peer = ?')
    const kinds = PARCEL_KINDS.map((kind) => kindNumber(kind)).join(', ')
    this.#drop = db.prepare(
      `DELETE FROM parcel WHERE row IN (SELECT row FROM parcel AS old WHERE at_ms < ? AND NOT EXISTS
         (SELECT 1 FROM lane_out WHERE ref = old.row AND kind IN (${kinds})) LIMIT ?)`,
    )
    this.#sent = db.prepare('SELECT number FROM catalogue_sent WHERE peer = ? AND list = ?')
    this.#send = db.prepare('INSERT OR REPLACE INTO catalogue_sent VALUES (?, ?, ?)')
    this.#unsend = db.prepare('DELETE FROM catalogue_sent WHERE peer = ? AND list = ?')
    this.#unsendAll = db.prepare('DELETE FROM catalogue_sent WHERE peer = ?')
    this.#stage = db.prepare('INSERT OR REPLACE INTO snapshot_part VALUES (?, ?, ?, ?)')
    this.#staged = db.prepare('SELECT payload FROM snapshot_part WHERE list = ? AND number = ? ORDER BY part')
    this.#unstage = db.prepare('DELETE FROM snapshot_part WHERE list = ? AND number <= ?')
  }

  /** Rows of the parcel that was made under that name; none when it was not yet. */
  named(name: Uint8Array): number[] {
    return this.#named.all(name).map(({ row }) => row)
  }

  /** The parcel of one part that was made under that name; null when it was not yet. */
  payloadOf(name: Uint8Array): Uint8Array | null {
    return this.#payload.get(name)?.payload ?? null
  }

  /** An ask that goes to the neighbour beside its lanes. */
  askAside(peer: SiteId, payload: Uint8Array): void {
    this.#askAside.run(peer, payload)
  }

  /** Asks that wait to be made beside the neighbour's lanes, the oldest first. */
  aside(peer: SiteId, limit: number): { readonly row: number; readonly payload: Uint8Array }[] {
    return this.#aside.all(peer, limit)
  }

  /** It was answered. */
  askedAside(row: number): void {
    this.#askedAside.run(row)
  }

  /** A new link: what was to be asked is asked anew. */
  dropAside(peer: SiteId): void {
    this.#dropAside.run(peer)
  }

  /** Keeps a payload in its parts; without a name nobody shares it later. */
  put(name: Uint8Array | null, payloads: readonly Uint8Array[], atMs: number): number[] {
    return payloads.map((payload, index) => Number(this.#put.run(name, index + 1, atMs, payload).lastInsertRowid))
  }

  /** Forgets parcels made before a time that no lane points to any more, at most so many; answers how many. */
  drop(madeBeforeMs: number, most: number): number {
    return this.#drop.run(madeBeforeMs, most).changes
  }

  /** The newest edition of the list that this neighbour was given; null for none. */
  sentTo(peer: SiteId, list: ListId): number | null {
    return this.#sent.get(peer, list)?.number ?? null
  }

  send(peer: SiteId, list: ListId, number: number): void {
    this.#send.run(peer, list, number)
  }

  /** The neighbour gets the list, or every list, from its beginning. */
  unsend(peer: SiteId, list?: ListId): void {
    if (list === undefined) this.#unsendAll.run(peer)
    else this.#unsend.run(peer, list)
  }

  /** Keeps a part of a snapshot until the last one is here. */
  stage(list: ListId, number: number, part: number, payload: Uint8Array): void {
    this.#stage.run(list, number, part, payload)
  }

  staged(list: ListId, number: number): Uint8Array[] {
    return this.#staged.all(list, number).map(({ payload }) => payload)
  }

  unstage(list: ListId, number: number): void {
    this.#unstage.run(list, number)
  }
}
