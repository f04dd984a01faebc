import type { Statement } from 'better-sqlite3'
import type { CaseId, SiteId } from '../../domain/values.js'
import type { CaseKeys } from '../case-keys.js'
import type { Connection } from '../file/connection.js'
import { Recent } from '../file/recent.js'

/** Cases in traffic at one time; their neighbours are asked for at every event. */
const REMEMBERED = 4096

/** A case's log goes only to neighbours that have joined it; joining is remembered for as long as the neighbour's machine is. */
export class CaseNeighbours {
  readonly #keys: CaseKeys
  readonly #join: Statement<[number, string]>
  readonly #of: Statement<[number], { peer: string }>
  readonly #drop: Statement<[string]>
  readonly #recent = new Recent<CaseId, readonly SiteId[]>(REMEMBERED)

  constructor(db: Connection, keys: CaseKeys) {
    this.#keys = keys
    this.#join = db.prepare('INSERT INTO case_neighbour VALUES (?, ?)')
    this.#of = db.prepare('SELECT peer FROM case_neighbour WHERE case_key = ? ORDER BY peer')
    this.#drop = db.prepare('DELETE FROM case_neighbour WHERE peer = ?')
  }

  join(caseId: CaseId, peer: SiteId): void {
    const joined = this.of(caseId)
    if (joined.includes(peer)) return
    this.#join.run(this.#keys.make(caseId), peer)
    this.#recent.put(caseId, [...joined, peer].sort())
  }

  hasJoined(caseId: CaseId, peer: SiteId): boolean {
    return this.of(caseId).includes(peer)
  }

  of(caseId: CaseId): readonly SiteId[] {
    const known = this.#recent.get(caseId)
    if (known !== undefined) return known
    const key = this.#keys.of(caseId)
    return this.#recent.put(caseId, key === null ? [] : this.#of.all(key).map(({ peer }) => peer))
  }

  /** Another machine took the neighbour's place: it gets whole histories anew. */
  drop(peer: SiteId): void {
    this.#drop.run(peer)
    this.forget()
  }

  /** After a rollback what was read may never have been. */
  forget(): void {
    this.#recent.clear()
  }
}
