import type { Statement } from 'better-sqlite3'
import { evolveWork } from '../../domain/catalogue-work/review.js'
import type { WorkAct, WorkState } from '../../domain/catalogue-work/work.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

interface ActColumns {
  work: string
  sequence: number
  person: string
  organ: string | null
  at_ms: number
  previous_hash: Buffer
  hash: Buffer
  json: string
}

/** Works (编制): the acts are the facts, append-only; the view of each work is folded from them. */
export class Works {
  readonly #append: Statement<[string, number, string, string | null, number, Buffer, Buffer, string]>
  readonly #view: Statement<[string, string, number, string]>
  readonly #get: Statement<[string], { json: string }>
  readonly #open: Statement<[], { json: string }>
  readonly #recent: Statement<[number], { json: string }>
  readonly #acts: Statement<[string], ActColumns>
  readonly #all: Statement<[], ActColumns>
  readonly #clear: Statement<[]>

  constructor(db: Connection) {
    this.#append = db.prepare('INSERT INTO work_act VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.#view = db.prepare('INSERT OR REPLACE INTO work_view VALUES (?, ?, ?, ?)')
    this.#get = db.prepare('SELECT json FROM work_view WHERE work = ?')
    this.#open = db.prepare(
      "SELECT json FROM work_view WHERE stage NOT IN ('published', 'dropped') ORDER BY changed_ms DESC, work",
    )
    this.#recent = db.prepare('SELECT json FROM work_view ORDER BY changed_ms DESC, work LIMIT ?')
    this.#acts = db.prepare('SELECT * FROM work_act WHERE work = ? ORDER BY sequence')
    this.#all = db.prepare('SELECT * FROM work_act ORDER BY work, sequence')
    this.#clear = db.prepare('DELETE FROM work_view')
  }

  /** Keeps one more act with the state it leaves. */
  append(act: WorkAct, state: WorkState): void {
    const { work, sequence, person, organ, atMs, previousHash, hash, fact } = act
    const hashes = [hashBytes(previousHash), hashBytes(hash)] as const
    this.#append.run(work, sequence, person, organ, atMs, ...hashes, JSON.stringify(fact))
    this.#put(state)
  }

  get(work: string): WorkState | null {
    const found = this.#get.get(work)
    return found === undefined ? null : (JSON.parse(found.json) as WorkState)
  }

  /** Neither published nor dropped; last changed first. */
  open(): WorkState[] {
    return this.#open.all().map(({ json }) => JSON.parse(json) as WorkState)
  }

  /** Ended ones too; last changed first. */
  recent(limit: number): WorkState[] {
    return this.#recent.all(limit).map(({ json }) => JSON.parse(json) as WorkState)
  }

  /** Who did what, oldest first. */
  acts(work: string): WorkAct[] {
    return this.#acts.all(work).map(toAct)
  }

  /** Drops and folds every view again. */
  rebuild(): void {
    this.#clear.run()
    const states = new Map<string, WorkState>()
    for (const columns of this.#all.all()) {
      const act = toAct(columns)
      states.set(act.work, evolveWork(states.get(act.work) ?? null, act))
    }
    for (const state of states.values()) this.#put(state)
  }

  #put(state: WorkState): void {
    this.#view.run(state.id, state.stage, state.changedMs, JSON.stringify(state))
  }
}

function toAct({ work, sequence, person, organ, at_ms, previous_hash, hash, json }: ActColumns): WorkAct {
  const hashes = { previousHash: hashHex(previous_hash), hash: hashHex(hash) }
  return { work, sequence, person, organ, atMs: at_ms, ...hashes, fact: JSON.parse(json) }
}
