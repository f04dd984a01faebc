import type { Statement } from 'better-sqlite3'
import type { CaseId } from '../domain/values.js'
import { Recent } from './file/recent.js'
import type { Connection } from './file/connection.js'

/** Cases touched again and again while a lane is taken in: some hundred bytes each. */
const REMEMBERED = 10_000
/** Stands for the number of a case that has none; SQLite counts from 1. */
const NONE = 0

/**
 * A small number for each case, in the order they became known here. Case ids are random; tables keyed by them would
 * touch another page for every case, where those keyed by this number grow at their end.
 */
export class CaseKeys {
  readonly #get: Statement<[string], { key: number }>
  readonly #add: Statement<[string]>
  readonly #recent = new Recent<CaseId, number>(REMEMBERED)

  constructor(db: Connection) {
    this.#get = db.prepare('SELECT key FROM case_key WHERE case_id = ?')
    this.#add = db.prepare('INSERT INTO case_key (case_id) VALUES (?)')
  }

  /** null for a case nothing here is about. */
  of(caseId: CaseId): number | null {
    const key = this.#recent.get(caseId) ?? this.#recent.put(caseId, this.#get.get(caseId)?.key ?? NONE)
    return key === NONE ? null : key
  }

  /** The case's number, given now when it has none. */
  make(caseId: CaseId): number {
    return this.of(caseId) ?? this.#recent.put(caseId, Number(this.#add.run(caseId).lastInsertRowid))
  }

  /** After a rollback what was read may never have been. */
  forget(): void {
    this.#recent.clear()
  }
}
