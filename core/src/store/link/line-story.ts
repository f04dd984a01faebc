import type { Statement } from 'better-sqlite3'
import type { SiteId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** up: connected to the gateway it dials. down: not any more. */
export type LineWord = 'up' | 'down'

/** What happened to a site's line. */
export interface LineEvent {
  readonly site: SiteId
  /** By this machine's estimate of true time, or the teller's. */
  readonly atMs: number
  readonly word: LineWord
  /** A code, or the channel's own words; null where nothing is to be said. */
  readonly reason: string | null
  /** The site that saw it. */
  readonly toldBy: SiteId
}

interface Columns {
  site: string
  at_ms: number
  word: LineWord
  reason: string | null
  told_by: string
}

/** A line that flaps all day long tells nothing more after so many. */
const KEPT = 200

/** When each line below came and went; no proof of anything, so a power cut may take the last rows. */
export class LineStory {
  readonly #add: Statement<[string, number, string, string | null, string]>
  readonly #trim: Statement<[string, string, number]>
  readonly #of: Statement<[string, number], Columns>
  readonly #last: Statement<[], Columns>
  #words: Map<SiteId, LineEvent> | null = null

  constructor(db: Connection) {
    this.#add = db.prepare('INSERT OR REPLACE INTO line_story VALUES (?, ?, ?, ?, ?)')
    this.#trim = db.prepare(
      `DELETE FROM line_story WHERE site = ? AND at_ms <
         (SELECT at_ms FROM line_story WHERE site = ? ORDER BY at_ms DESC LIMIT 1 OFFSET ?)`,
    )
    this.#of = db.prepare('SELECT * FROM line_story WHERE site = ? ORDER BY at_ms DESC, word LIMIT ?')
    this.#last = db.prepare('SELECT site, max(at_ms) AS at_ms, word, reason, told_by FROM line_story GROUP BY site')
  }

  /** Keeps it where it is another word than the last one. */
  note(event: LineEvent): void {
    const { site, atMs, word, reason, toldBy } = event
    if (this.last(site)?.word === word) return
    this.#add.run(site, atMs, word, reason, toldBy)
    this.#trim.run(site, site, KEPT - 1)
    this.#words?.set(site, event)
  }

  /** The newest word on a site; null where there is none. */
  last(site: SiteId): LineEvent | null {
    this.#words ??= new Map(this.#last.all().map((found) => [found.site, toEvent(found)]))
    return this.#words.get(site) ?? null
  }

  /** The newest first. */
  of(site: SiteId, limit: number): readonly LineEvent[] {
    return this.#of.all(site, limit).map(toEvent)
  }

  /** After a rollback rows are others. */
  forget(): void {
    this.#words = null
  }
}

function toEvent({ site, at_ms: atMs, word, reason, told_by: toldBy }: Columns): LineEvent {
  return { site, atMs, word, reason, toldBy }
}
