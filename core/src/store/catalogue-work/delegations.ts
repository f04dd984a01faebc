import type { Statement } from 'better-sqlite3'
import type { DelegationRow } from '../../domain/catalogue-work/work.js'
import type { ItemId, LocalDate, OrganId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** One power handed down, as the register keeps it: `until` is the day it was taken back. */
export interface Delegation extends DelegationRow {
  readonly work: string
  readonly giver: OrganId | null
  readonly until: LocalDate | null
}

interface Columns {
  work: string
  item: string
  giver: string | null
  receiver: string
  power: DelegationRow['power']
  source: DelegationRow['source']
  from_date: string
  until_date: string | null
}

/** The register of powers handed down and taken back: what is published and shown (行政许可法 24). */
export class Delegations {
  readonly #add: Statement<[string, string, string | null, string, string, string, string]>
  readonly #end: Statement<[string, string, string, string]>
  readonly #ofWork: Statement<[string], Columns>
  readonly #all: Statement<[], Columns>

  constructor(db: Connection) {
    this.#add = db.prepare(
      'INSERT INTO delegation (work, item, giver, receiver, power, source, from_date) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#end = db.prepare(
      'UPDATE delegation SET until_date = ? WHERE item = ? AND receiver = ? AND power = ? AND until_date IS NULL',
    )
    this.#ofWork = db.prepare('SELECT * FROM delegation WHERE work = ? ORDER BY id')
    this.#all = db.prepare('SELECT * FROM delegation ORDER BY id')
  }

  add(work: string, giver: OrganId | null, { item, to, power, source, from }: DelegationRow): void {
    this.#add.run(work, item, giver, to, power, source, from)
  }

  end(item: ItemId, to: OrganId, power: DelegationRow['power'], until: LocalDate): void {
    this.#end.run(until, item, to, power)
  }

  ofWork(work: string): Delegation[] {
    return this.#ofWork.all(work).map(toDelegation)
  }

  all(): Delegation[] {
    return this.#all.all().map(toDelegation)
  }
}

function toDelegation({ work, item, giver, receiver, power, source, from_date, until_date }: Columns): Delegation {
  return { work, item, giver, to: receiver, power, source, from: from_date, until: until_date }
}
