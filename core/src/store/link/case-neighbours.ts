import type { Statement } from 'better-sqlite3'
import type { CaseId, SiteId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** A case's log goes only to neighbours that have joined it; joining is remembered for ever. */
export class CaseNeighbours {
  readonly #join: Statement<[string, string]>
  readonly #joined: Statement<[string, string], { found: 1 }>
  readonly #of: Statement<[string], { peer: string }>

  constructor(db: Connection) {
    this.#join = db.prepare('INSERT INTO case_neighbour VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#joined = db.prepare('SELECT 1 AS found FROM case_neighbour WHERE case_id = ? AND peer = ?')
    this.#of = db.prepare('SELECT peer FROM case_neighbour WHERE case_id = ? ORDER BY peer')
  }

  join(caseId: CaseId, peer: SiteId): void {
    this.#join.run(caseId, peer)
  }

  hasJoined(caseId: CaseId, peer: SiteId): boolean {
    return this.#joined.get(caseId, peer) !== undefined
  }

  of(caseId: CaseId): SiteId[] {
    return this.#of.all(caseId).map(({ peer }) => peer)
  }
}
