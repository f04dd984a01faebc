import type { Statement } from 'better-sqlite3'
import type { CaseId, Hash, PersonId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** An act that stands though its author's right was gone. */
export interface FlaggedAct {
  readonly caseId: CaseId
  readonly hash: Hash
  readonly person: PersonId
  readonly action: string
  /** The roster version that had taken the right away. */
  readonly version: number
  /** When the act was done, by the best estimate. */
  readonly atMs: number
}

interface Columns {
  case_id: string
  hash: Buffer
  person: string
  action: string
  version: number
  at_ms: number
}

/** Acts somebody has to look at. */
export class FlaggedActs {
  readonly #put: Statement<[Columns]>
  readonly #newest: Statement<[number], Columns>
  readonly #events: Statement<[], { at_ms: number; bytes: Buffer; hash: Buffer }>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT OR IGNORE INTO flagged_act VALUES (@case_id, @hash, @person, @action, @version, @at_ms)')
    this.#newest = db.prepare('SELECT * FROM flagged_act ORDER BY at_ms DESC, case_id LIMIT ?')
    this.#events = db.prepare('SELECT at_ms, bytes, hash FROM event ORDER BY row DESC')
  }

  put({ caseId, hash, person, action, version, atMs }: FlaggedAct): void {
    this.#put.run({ case_id: caseId, hash: hashBytes(hash) as Buffer, person, action, version, at_ms: atMs })
  }

  /** The latest acts first. */
  newest(limit: number): FlaggedAct[] {
    return this.#newest
      .all(limit)
      .map(({ case_id: caseId, hash, at_ms: atMs, ...rest }) => ({ caseId, hash: hashHex(hash), atMs, ...rest }))
  }

  /** Events that came into this store since then by its machine's clock, newest first. */
  eventsSince(rawMs: number): { readonly hash: Hash; readonly bytes: Uint8Array }[] {
    const found: { hash: Hash; bytes: Uint8Array }[] = []
    for (const { at_ms: atMs, bytes, hash } of this.#events.iterate()) {
      if (atMs < rawMs) break
      found.push({ hash: hashHex(hash), bytes })
    }
    return found
  }
}
