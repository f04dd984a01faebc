import type { Statement } from 'better-sqlite3'
import type { ItemDraft } from '../../domain/item.js'
import type { OrganId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'
import { searchKey } from './search-text.js'

/** Under what people look for items: 主题, or 生活事件. */
export type SubjectKind = 'topic' | 'life-event'

/** One word of a kind, and how many items in force say it. */
export interface SubjectCount {
  readonly name: string
  readonly items: number
}

/** One department, and how many items in force are its own. */
export interface OrganCount {
  readonly organ: OrganId
  readonly items: number
}

/** Topics and life events of the items people see, one row for each item and word; spellings that look the same are one. */
export class Subjects {
  readonly #put: Statement<[SubjectKind, string, string, number]>
  readonly #count: Statement<[SubjectKind], SubjectCount>
  readonly #organs: Statement<[], OrganCount>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT OR IGNORE INTO item_subject (kind, key, name, row) VALUES (?, ?, ?, ?)')
    this.#count = db.prepare(
      'SELECT min(name) AS name, count(*) AS items FROM item_subject WHERE kind = ? GROUP BY key ORDER BY items DESC, key',
    )
    this.#organs = db.prepare(
      'SELECT organ, count(*) AS items FROM item_view WHERE organ IS NOT NULL GROUP BY organ ORDER BY items DESC, organ',
    )
  }

  put(row: number, { guide }: Pick<ItemDraft, 'guide'>): void {
    for (const topic of guide.topics) this.#put.run('topic', searchKey(topic), topic, row)
    for (const event of guide.lifeEvents) this.#put.run('life-event', searchKey(event), event, row)
  }

  /** Every word of a kind, those of most items first. */
  counts(kind: SubjectKind): SubjectCount[] {
    return this.#count.all(kind)
  }

  /** Every department with items, those of most items first. */
  organCounts(): OrganCount[] {
    return this.#organs.all()
  }
}
