import type { Statement } from 'better-sqlite3'
import type { ListId } from '../../domain/catalogue/list.js'
import type { Hash, ItemId, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** What a site last said it holds of a list. */
export interface Holding {
  readonly site: SiteId
  readonly list: ListId
  readonly number: number
  /** The newest edition of whose entries nothing was missing. */
  readonly held: number
  /** null while something was missing. */
  readonly digest: Hash | null
  readonly missing: number
  readonly repaired: number
  /** Since when it holds that much. */
  readonly sinceMs: number
  /** When it last said so. */
  readonly atMs: number
  /** The newest edition for whose lateness an alarm was raised. */
  readonly alarmed: number
}

/** An item that nobody takes in until an edition with that number is here. */
export interface StoppedItem {
  readonly list: ListId
  readonly key: ItemId
  readonly untilNumber: number
  readonly payload: Uint8Array
}

interface Columns {
  site: string
  list: string
  number: number
  held: number
  digest: Buffer | null
  missing: number
  repaired: number
  since_ms: number
  at_ms: number
  alarmed: number
}

/** The ledger (台账) of what sites below hold, and the stops that are in force. */
export class Holdings {
  readonly #put: Statement<[string, string, number, number, Buffer | null, number, number, number, number]>
  readonly #get: Statement<[string, string], Columns>
  readonly #all: Statement<[], Columns>
  readonly #proved: Statement<[string, number], { site: string }>
  readonly #above: Statement<[string, string, number], { site: SiteId; number: number }>
  readonly #alarm: Statement<[string, string, number, number, number]>
  readonly #stop: Statement<[string, string, number, Uint8Array]>
  readonly #stops: Statement<[string], { list: string; key: string; until_number: number; payload: Buffer }>
  readonly #stopped: Statement<[string], { key: string }>
  readonly #stopLetters: Statement<[], { list: string; payload: Buffer }>
  readonly #endStops: Statement<[string, number]>

  constructor(db: Connection) {
    this.#put = db.prepare(
      `INSERT INTO catalogue_ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (site, list) DO UPDATE SET number = excluded.number,
         held = excluded.held, digest = excluded.digest, missing = excluded.missing, repaired = excluded.repaired,
         since_ms = CASE WHEN held = excluded.held THEN since_ms ELSE excluded.since_ms END, at_ms = excluded.at_ms`,
    )
    this.#get = db.prepare('SELECT * FROM catalogue_ledger WHERE site = ? AND list = ?')
    this.#all = db.prepare('SELECT * FROM catalogue_ledger ORDER BY site, list')
    this.#proved = db.prepare(
      'SELECT site FROM catalogue_ledger WHERE list = ? AND number >= ? AND digest IS NOT NULL ORDER BY site',
    )
    this.#above = db.prepare(
      `SELECT site, number FROM catalogue_ledger WHERE list = ? AND site <> ? AND number > ? AND digest IS NOT NULL
       ORDER BY number DESC, site`,
    )
    this.#alarm = db.prepare(
      `INSERT INTO catalogue_ledger VALUES (?, ?, 0, 0, NULL, 0, 0, ?, ?, ?)
       ON CONFLICT (site, list) DO UPDATE SET alarmed = excluded.alarmed`,
    )
    this.#stop = db.prepare('INSERT OR REPLACE INTO item_stop VALUES (?, ?, ?, ?)')
    this.#stops = db.prepare('SELECT * FROM item_stop WHERE key = ?')
    this.#stopped = db.prepare('SELECT key FROM item_stop WHERE list = ? ORDER BY key')
    this.#stopLetters = db.prepare('SELECT DISTINCT list, payload FROM item_stop')
    this.#endStops = db.prepare('DELETE FROM item_stop WHERE list = ? AND until_number <= ?')
  }

  put(said: Omit<Holding, 'sinceMs' | 'alarmed'>): void {
    const { site, list, number, held, digest, missing, repaired, atMs } = said
    this.#put.run(site, list, number, held, digest === null ? null : hashBytes(digest), missing, repaired, atMs, atMs)
  }

  get(site: SiteId, list: ListId): Holding | null {
    const found = this.#get.get(site, list)
    return found === undefined ? null : toHolding(found)
  }

  all(): Holding[] {
    return this.#all.all().map(toHolding)
  }

  /** Sites that proved the list at that edition or a later one. */
  whoProved(list: ListId, number: number): SiteId[] {
    return this.#proved.all(list, number).map(({ site }) => site)
  }

  /** Other sites that say they hold a newer edition than that one, the newest first. */
  provedAbove(list: ListId, besides: SiteId, number: number): { readonly site: SiteId; readonly number: number }[] {
    return this.#above.all(list, besides, number)
  }

  /** An alarm was raised for the lateness of a site, which may never have said anything. */
  alarmed(site: SiteId, list: ListId, number: number, atMs: number): void {
    this.#alarm.run(site, list, atMs, atMs, number)
  }

  stop({ list, key, untilNumber, payload }: StoppedItem): void {
    this.#stop.run(list, key, untilNumber, payload)
  }

  stopsOf(key: ItemId): StoppedItem[] {
    return this.#stops.all(key).map(({ until_number: untilNumber, ...stop }) => ({ ...stop, untilNumber }))
  }

  /** Items of a list that are stopped. */
  stoppedIn(list: ListId): ItemId[] {
    return this.#stopped.all(list).map(({ key }) => key)
  }

  /** Every stop in force as it came, once however many items it names. */
  stopLetters(): { readonly list: ListId; readonly payload: Uint8Array }[] {
    return this.#stopLetters.all()
  }

  /** An edition with that number says now what holds. */
  endStops(list: ListId, number: number): void {
    this.#endStops.run(list, number)
  }
}

function toHolding({ digest, since_ms: sinceMs, at_ms: atMs, ...holding }: Columns): Holding {
  return { ...holding, digest: digest === null ? null : hashHex(digest), sinceMs, atMs }
}
