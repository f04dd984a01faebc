import type { Statement } from 'better-sqlite3'
import type { ItemId, SiteId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** How many drafts of an item a station said it has, and when. */
export interface DraftCount {
  readonly site: SiteId
  readonly item: ItemId
  readonly count: number
  readonly asOfMs: number
}

interface Columns {
  site: string
  item: string
  count: number
  as_of_ms: number
}

/** What sites below report of their drafts: counts alone, never what is in them. */
export class DraftCounts {
  readonly #put: Statement<[string, string, number, number]>
  readonly #of: Statement<[string], Columns>
  readonly #all: Statement<[], Columns>

  constructor(db: Connection) {
    this.#put = db.prepare(
      `INSERT INTO draft_count VALUES (?, ?, ?, ?) ON CONFLICT (item, site) DO UPDATE SET count = excluded.count,
         as_of_ms = excluded.as_of_ms WHERE excluded.as_of_ms >= draft_count.as_of_ms`,
    )
    this.#of = db.prepare('SELECT * FROM draft_count WHERE item = ? AND count > 0 ORDER BY site')
    this.#all = db.prepare('SELECT * FROM draft_count ORDER BY site, item')
  }

  put({ site, item, count, asOfMs }: DraftCount): void {
    this.#put.run(item, site, count, asOfMs)
  }

  of(item: ItemId): DraftCount[] {
    return this.#of.all(item).map(toCount)
  }

  /** Every count said here, this site's own too, down to none. */
  all(): DraftCount[] {
    return this.#all.all().map(toCount)
  }
}

function toCount({ site, item, count, as_of_ms }: Columns): DraftCount {
  return { site, item, count, asOfMs: as_of_ms }
}
