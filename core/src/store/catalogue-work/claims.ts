import type { Statement } from 'better-sqlite3'
import type { Claim } from '../../domain/catalogue/base.js'
import type { OrganId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** What this gateway's organs answer to the base list (认领); what others' answer comes as their lists. */
export class Claims {
  readonly #put: Statement<[string, string, string, number]>
  readonly #get: Statement<[string, string], { json: string }>
  readonly #all: Statement<[], { json: string }>
  readonly #ofEntry: Statement<[string], { json: string }>
  readonly #unpublished: Statement<[], { json: string }>
  readonly #markPublished: Statement<[string, string]>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?)')
    this.#get = db.prepare('SELECT json FROM claim WHERE organ = ? AND entry = ?')
    this.#all = db.prepare('SELECT json FROM claim ORDER BY organ, entry')
    this.#ofEntry = db.prepare('SELECT json FROM claim WHERE entry = ? ORDER BY organ')
    this.#unpublished = db.prepare('SELECT json FROM claim WHERE untold = 1 ORDER BY organ, entry')
    this.#markPublished = db.prepare('UPDATE claim SET untold = 0 WHERE organ = ? AND entry = ?')
  }

  /** Keeps an answer; it counts as untold until an edition of the claims list says it. */
  put(claim: Claim): void {
    this.#put.run(claim.organ, claim.entry, JSON.stringify(claim), 1)
  }

  get(organ: OrganId, entry: string): Claim | null {
    const found = this.#get.get(organ, entry)
    return found === undefined ? null : (JSON.parse(found.json) as Claim)
  }

  all(): Claim[] {
    return this.#all.all().map(({ json }) => JSON.parse(json) as Claim)
  }

  ofEntry(entry: string): Claim[] {
    return this.#ofEntry.all(entry).map(({ json }) => JSON.parse(json) as Claim)
  }

  /** Those no edition has said yet. */
  untold(): Claim[] {
    return this.#unpublished.all().map(({ json }) => JSON.parse(json) as Claim)
  }

  told({ organ, entry }: Claim): void {
    this.#markPublished.run(organ, entry)
  }
}
