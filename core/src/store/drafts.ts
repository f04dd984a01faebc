import type { Statement } from 'better-sqlite3'
import { type Aside, nothingAside } from '../domain/catalogue-work/migration.js'
import type { ItemId, PersonId, PlaceId } from '../domain/values.js'
import type { Connection } from './file/connection.js'
import type { Secrets } from './secrets/secrets.js'

/** An application being prepared at a counter: outside the log, so it may be changed and thrown away. */
export interface Draft {
  readonly id: string
  readonly place: PlaceId
  readonly person: PersonId
  readonly item: ItemId
  /** Shown in the list of drafts. */
  readonly title: string
  readonly createdMs: number
  readonly changedMs: number
  /** What was filled in so far; its shape belongs to the counter. */
  readonly content: unknown
  /** The version it was filled in for; null when the item was not here then. */
  readonly itemVersion: number | null
  /** Answers to what that version asks no longer. */
  readonly aside: Aside
}

interface Columns {
  id: string
  place: string
  person: string
  item: string
  created_ms: number
  changed_ms: number
  item_version: number | null
  sealed: Buffer
}

/** Never deleted by an upgrade; deleted bytes are overwritten. */
export class Drafts {
  readonly #secrets: Secrets
  readonly #put: Statement<[string, string, string, string, number, number, number | null, Buffer]>
  readonly #get: Statement<[string], Columns>
  readonly #ofPlace: Statement<[string], Columns>
  readonly #delete: Statement<[string]>
  readonly #handOver: Statement<[string, string, string]>
  readonly #count: Statement<[string], { count: number }>
  readonly #countAt: Statement<[string], { count: number }>
  readonly #countFor: Statement<[string, string], { count: number }>
  readonly #counts: Statement<[], { item: string; count: number }>

  constructor(db: Connection, secrets: Secrets) {
    this.#secrets = secrets
    this.#put = db.prepare(
      `INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET person = excluded.person,
         item = excluded.item, changed_ms = excluded.changed_ms, item_version = excluded.item_version, sealed = excluded.sealed`,
    )
    this.#get = db.prepare('SELECT * FROM draft WHERE id = ?')
    this.#ofPlace = db.prepare('SELECT * FROM draft WHERE place = ? ORDER BY changed_ms DESC')
    this.#count = db.prepare('SELECT count(*) AS count FROM draft WHERE item = ?')
    this.#countAt = db.prepare('SELECT count(*) AS count FROM draft WHERE place = ?')
    this.#countFor = db.prepare('SELECT count(*) AS count FROM draft WHERE place = ? AND person = ?')
    this.#counts = db.prepare('SELECT item, count(*) AS count FROM draft GROUP BY item')
    this.#delete = db.prepare('DELETE FROM draft WHERE id = ?')
    this.#handOver = db.prepare('UPDATE draft SET person = ? WHERE place = ? AND person = ?')
  }

  put(draft: Draft): void {
    const { id, place, person, item, title, createdMs, changedMs, content, itemVersion, aside } = draft
    const sealed = this.#secrets.seal(aboutDraft(id), JSON.stringify({ title, content, aside: isNothing(aside) ? null : aside }))
    this.#put.run(id, place, person, item, createdMs, changedMs, itemVersion, sealed)
  }

  get(id: string): Draft | null {
    const found = this.#get.get(id)
    return found === undefined ? null : this.#toDraft(found)
  }

  /** Newest change first. */
  ofPlace(place: PlaceId): Draft[] {
    return this.#ofPlace.all(place).map((found) => this.#toDraft(found))
  }

  /** Counted without reading what is in them. */
  countOf(item: ItemId): number {
    return this.#count.get(item)?.count ?? 0
  }

  countAt(place: PlaceId): number {
    return this.#countAt.get(place)?.count ?? 0
  }

  /** Of one colleague at a place. */
  countFor(place: PlaceId, person: PersonId): number {
    return this.#countFor.get(place, person)?.count ?? 0
  }

  /** How many of each item. */
  counts(): ReadonlyMap<ItemId, number> {
    return new Map(this.#counts.all().map(({ item, count }) => [item, count]))
  }

  /** One colleague's drafts at a place become another's; answers how many. */
  handOver(place: PlaceId, from: PersonId, to: PersonId): number {
    return this.#handOver.run(to, place, from).changes
  }

  delete(id: string): void {
    this.#delete.run(id)
  }

  #toDraft({ sealed, ...found }: Columns): Draft {
    const { title, content, aside } = JSON.parse(this.#secrets.open(aboutDraft(found.id), sealed).toString()) as Opened
    return {
      id: found.id,
      place: found.place,
      person: found.person,
      item: found.item,
      title,
      createdMs: found.created_ms,
      changedMs: found.changed_ms,
      content,
      itemVersion: found.item_version,
      aside: aside ?? nothingAside,
    }
  }
}

/** What is sealed of a draft: all that was typed. */
interface Opened {
  readonly title: string
  readonly content: unknown
  readonly aside: Aside | null
}

/** What a draft's sealed column is bound to. */
export function aboutDraft(id: string): string {
  return `draft ${id}`
}

function isNothing({ form, answers, materials }: Aside): boolean {
  return Object.keys(form).length + answers.length + materials.length === 0
}
