import type { Statement } from 'better-sqlite3'
import { type FaultCode, isFaultCode } from '../../domain/fault.js'
import type { CaseId, Hash, PersonId, RequestId, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** What the city asked a county to seize. Carried out it stands in the case's log; refused it has a code here. */
export interface StoredAsk {
  readonly id: RequestId
  readonly caseId: CaseId
  readonly bodyHash: Hash
  /** The site that holds the case. */
  readonly from: SiteId
  readonly county: SiteId
  readonly person: PersonId
  readonly atMs: number
  /** Why the county refused; null while it did not. */
  readonly code: FaultCode | null
  readonly detail: string
}

interface Columns {
  id: string
  case_id: string
  body_hash: Buffer
  from_site: string
  county: string
  person: string
  at_ms: number
  code: string | null
  detail: string
}

/** Asks of the city’s people, by id and by case. */
export class SeizureAsks {
  readonly #put: Statement<[string, string, Buffer, string, string, string, number]>
  readonly #get: Statement<[string], Columns>
  readonly #of: Statement<[string], Columns>
  readonly #refused: Statement<[string, string, string, Buffer]>

  constructor(db: Connection) {
    this.#put = db.prepare(
      `INSERT INTO seizure_ask (id, case_id, body_hash, from_site, county, person, at_ms, code, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '')`,
    )
    this.#get = db.prepare('SELECT * FROM seizure_ask WHERE id = ?')
    this.#of = db.prepare('SELECT * FROM seizure_ask WHERE case_id = ? ORDER BY at_ms, id')
    this.#refused = db.prepare('UPDATE seizure_ask SET code = ?, detail = ? WHERE id = ? AND body_hash = ?')
  }

  put({ id, caseId, bodyHash, from, county, person, atMs }: Omit<StoredAsk, 'code' | 'detail'>): void {
    this.#put.run(id, caseId, hashBytes(bodyHash), from, county, person, atMs)
  }

  find(id: RequestId): StoredAsk | null {
    const found = this.#get.get(id)
    return found === undefined ? null : toAsk(found)
  }

  /** In the order they were asked. */
  of(caseId: CaseId): StoredAsk[] {
    return this.#of.all(caseId).map(toAsk)
  }

  refused(id: RequestId, bodyHash: Hash, code: FaultCode, detail: string): void {
    this.#refused.run(code, detail, id, hashBytes(bodyHash))
  }
}

function toAsk({ id, case_id, body_hash, from_site, county, person, at_ms, code, detail }: Columns): StoredAsk {
  return {
    id,
    caseId: case_id,
    bodyHash: hashHex(body_hash),
    from: from_site,
    county,
    person,
    atMs: at_ms,
    code: code === null ? null : isFaultCode(code) ? code : 'internal/bug',
    detail,
  }
}
