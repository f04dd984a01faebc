import type { Statement } from 'better-sqlite3'
import { type FaultCode, isFaultCode } from '../domain/fault.js'
import type { CaseId, Hash, RequestId, SiteId } from '../domain/values.js'
import { hashBytes, hashHex } from '../wire/hash.js'
import { type CaseRequest, decodeRequest, type Hop, type UnknownCaseAnswer } from '../wire/request.js'
import type { Connection } from './file/connection.js'

/**
 * open: own, written, not on its way yet. sent: passed on. waiting: here, visibly, with a code.
 * answered: its outcome is in the case's log. closed: the case is unknown where it went.
 */
export type RequestState = 'open' | 'sent' | 'waiting' | 'answered' | 'closed'

export interface NewRequest {
  readonly request: CaseRequest
  readonly bytes: Uint8Array
  readonly bodyHash: Hash
  readonly seal: Uint8Array
  readonly sealScheme: string
  /** Written at this very site. */
  readonly own: boolean
  /** The neighbour it came from; null when it was written here. */
  readonly source: SiteId | null
  readonly trail: readonly Hop[]
  readonly atMs: number
}

export interface StoredRequest extends NewRequest {
  readonly id: RequestId
  readonly state: RequestState
  /** Why it waits or was closed; null otherwise. */
  readonly code: FaultCode | null
  readonly detail: string
  readonly sentTo: SiteId | null
  /** Row of the event that holds its outcome. */
  readonly outcomeRow: number | null
}

interface Columns {
  id: string
  body_hash: Buffer
  own: number
  source: string | null
  state: RequestState
  code: string | null
  detail: string | null
  sent_to: string | null
  at_ms: number
  outcome_row: number | null
  trail: string
  seal_scheme: string
  seal: Buffer
  bytes: Buffer
}

type Put = [string, string, Buffer, number, string | null, number, string, string, Uint8Array, Uint8Array]

/** Requests of this site's people and those on their way through it; open until their outcome is in the log. */
export class Requests {
  readonly #put: Statement<Put>
  readonly #get: Statement<[string], Columns>
  readonly #unanswered: Statement<[string], Columns>
  readonly #allUnanswered: Statement<[number], Columns>
  readonly #ownAnswered: Statement<[string], { id: string }>
  readonly #waits: Statement<[string | null, string, string]>
  readonly #sent: Statement<[string, string, string]>
  readonly #isHere: Statement<[string], { found: 1 }>
  readonly #answered: Statement<[number, string, Buffer]>
  readonly #otherBody: Statement<[string, Buffer]>
  readonly #reopen: Statement<[string]>
  readonly #close: Statement<[string, string, string, Buffer]>
  readonly #unknown: Statement<[string], { body_hash: Buffer; code: string; detail: string }>
  readonly #putUnknown: Statement<[string, Buffer, string, string, number]>

  constructor(db: Connection) {
    this.#put = db.prepare(
      `INSERT INTO request (id, case_id, body_hash, own, source, state, at_ms, trail, seal_scheme, seal, bytes)
       VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET trail = excluded.trail, source = excluded.source`,
    )
    this.#get = db.prepare('SELECT * FROM request WHERE id = ?')
    this.#unanswered = db.prepare(
      `SELECT * FROM request WHERE case_id = ? AND state NOT IN ('answered', 'closed') ORDER BY at_ms, id`,
    )
    this.#allUnanswered = db.prepare(`SELECT * FROM request WHERE state NOT IN ('answered', 'closed') ORDER BY at_ms, id LIMIT ?`)
    this.#ownAnswered = db.prepare(`SELECT id FROM request WHERE case_id = ? AND own = 1 AND state = 'answered'`)
    this.#waits = db.prepare(`UPDATE request SET state = 'waiting', code = ?, detail = ?, sent_to = NULL WHERE id = ?`)
    this.#sent = db.prepare(`UPDATE request SET state = 'sent', code = NULL, detail = NULL, sent_to = ?, trail = ? WHERE id = ?`)
    this.#isHere = db.prepare('SELECT 1 AS found FROM request WHERE id = ?')
    this.#answered = db.prepare(
      `UPDATE request SET state = 'answered', code = NULL, detail = NULL, outcome_row = ? WHERE id = ? AND body_hash = ?`,
    )
    this.#otherBody = db.prepare(
      `UPDATE request SET state = 'closed', code = 'request/other-body', detail = NULL
       WHERE id = ? AND body_hash <> ? AND state NOT IN ('answered', 'closed')`,
    )
    this.#reopen = db.prepare(`UPDATE request SET state = 'open', outcome_row = NULL WHERE id = ?`)
    this.#close = db.prepare(
      `UPDATE request SET state = 'closed', code = ?, detail = ? WHERE id = ? AND body_hash = ? AND state <> 'answered'`,
    )
    this.#unknown = db.prepare('SELECT body_hash, code, detail FROM unknown_answer WHERE request_id = ?')
    this.#putUnknown = db.prepare('INSERT INTO unknown_answer VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  }

  /** Keeps a request; one that is here already keeps its bytes and state and takes the newer trail. */
  put({ request, bytes, bodyHash, seal, sealScheme, own, source, trail, atMs }: NewRequest): void {
    const { requestId, caseId } = request
    const hops = JSON.stringify(trail)
    this.#put.run(requestId, caseId, hashBytes(bodyHash), own ? 1 : 0, source, atMs, hops, sealScheme, seal, bytes)
  }

  find(id: RequestId): StoredRequest | null {
    const found = this.#get.get(id)
    return found === undefined ? null : toStored(found)
  }

  /** Open, sent or waiting, oldest first. */
  unanswered(caseId: CaseId): StoredRequest[] {
    return this.#unanswered.all(caseId).map(toStored)
  }

  /** As `unanswered`, of all cases. */
  allUnanswered(limit: number): StoredRequest[] {
    return this.#allUnanswered.all(limit).map(toStored)
  }

  /** Own requests of a case whose outcome was seen in its log. */
  ownAnswered(caseId: CaseId): RequestId[] {
    return this.#ownAnswered.all(caseId).map(({ id }) => id)
  }

  waits(id: RequestId, code: FaultCode | null = null, detail = ''): void {
    this.#waits.run(code, detail, id)
  }

  /** It was written into the lane toward `peer`, with this trail. */
  sent(id: RequestId, peer: SiteId, trail: readonly Hop[]): void {
    this.#sent.run(peer, JSON.stringify(trail), id)
  }

  /**
   * The event at this row holds its outcome; a request never seen here is no matter. One with another body under the same id can
   * never be answered any more.
   */
  answered(id: RequestId, bodyHash: Hash, row: number): void {
    if (this.#isHere.get(id) === undefined) return
    this.#answered.run(row, id, hashBytes(bodyHash))
    this.#otherBody.run(id, hashBytes(bodyHash))
  }

  /** The branch with its outcome stands no more. */
  reopen(id: RequestId): void {
    this.#reopen.run(id)
  }

  /** The case is unknown where the request went; an outcome in the log stands above such an answer. */
  close(id: RequestId, bodyHash: Hash, code: FaultCode, detail: string): void {
    this.#close.run(code, detail, id, hashBytes(bodyHash))
  }

  /** What this site once answered to a request for a case it did not know. */
  unknownAnswer(id: RequestId): Pick<UnknownCaseAnswer, 'bodyHash' | 'code' | 'detail'> | null {
    const found = this.#unknown.get(id)
    return found === undefined ? null : { bodyHash: hashHex(found.body_hash), code: found.code, detail: found.detail }
  }

  putUnknownAnswer(answer: Pick<UnknownCaseAnswer, 'requestId' | 'bodyHash' | 'code' | 'detail'>, atMs: number): void {
    this.#putUnknown.run(answer.requestId, hashBytes(answer.bodyHash), answer.code, answer.detail, atMs)
  }
}

function toStored(found: Columns): StoredRequest {
  const { code } = found
  return {
    id: found.id,
    request: decodeRequest(found.bytes).request,
    bytes: found.bytes,
    bodyHash: hashHex(found.body_hash),
    seal: found.seal,
    sealScheme: found.seal_scheme,
    own: found.own === 1,
    source: found.source,
    trail: JSON.parse(found.trail),
    atMs: found.at_ms,
    state: found.state,
    code: code === null ? null : isFaultCode(code) ? code : 'internal/bug',
    detail: found.detail ?? '',
    sentTo: found.sent_to,
    outcomeRow: found.outcome_row,
  }
}
