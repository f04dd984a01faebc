import type { Statement } from 'better-sqlite3'
import { type FaultCode, isFaultCode } from '../../domain/fault.js'
import type { AccountChange } from '../../domain/accounts/changes.js'
import type { PersonId, SiteId } from '../../domain/values.js'
import { accountChangeOf } from '../../wire/people/account-ask.js'
import type { Connection } from '../file/connection.js'

/** `proposed` waits for a second person here, `asked` for the city's word. */
export type AskState = 'proposed' | 'asked' | 'done' | 'refused'

/** A change of accounts that was not, or could not be, made at once. */
export interface StoredAccountAsk {
  readonly id: string
  readonly state: AskState
  readonly change: AccountChange
  readonly by: PersonId
  readonly second: PersonId | null
  readonly atMs: number
  /** The county it came from; null for one of this site's own people. */
  readonly from: SiteId | null
  /** Why it was refused. */
  readonly code: FaultCode | null
  readonly detail: string
}

interface Columns {
  id: string
  state: string
  change: string
  by_person: string
  second: string | null
  at_ms: number
  from_site: string | null
  code: string | null
  detail: string
}

/** A list on a screen; older ones are history. */
const LISTED = 200

/** Changes of accounts that wait, and what became of them. */
export class AccountAsks {
  readonly #put: Statement<[Columns]>
  readonly #get: Statement<[string], Columns>
  readonly #recent: Statement<[], Columns>
  readonly #inState: Statement<[string], Columns>
  readonly #drop: Statement<[string]>

  constructor(db: Connection) {
    this.#put = db.prepare(
      `INSERT OR REPLACE INTO account_ask VALUES (@id, @state, @change, @by_person, @second, @at_ms, @from_site, @code, @detail)`,
    )
    this.#get = db.prepare('SELECT * FROM account_ask WHERE id = ?')
    this.#recent = db.prepare(`SELECT * FROM account_ask WHERE from_site IS NULL ORDER BY at_ms DESC, id LIMIT ${LISTED}`)
    this.#inState = db.prepare('SELECT * FROM account_ask WHERE state = ? AND from_site IS NULL ORDER BY at_ms, id')
    this.#drop = db.prepare('DELETE FROM account_ask WHERE id = ?')
  }

  /** Takes the place of the one with its id. */
  put({ id, state, change, by, second, atMs, from, code, detail }: StoredAccountAsk): void {
    const rest = { change: JSON.stringify(change), by_person: by, second, at_ms: atMs, from_site: from, code, detail }
    this.#put.run({ id, state, ...rest })
  }

  find(id: string): StoredAccountAsk | null {
    const found = this.#get.get(id)
    return found === undefined ? null : toAsk(found)
  }

  /** Of this site's own people, the newest first. */
  recent(): readonly StoredAccountAsk[] {
    return this.#recent.all().map(toAsk)
  }

  /** Of this site's own people, in the order they were made. */
  inState(state: AskState): readonly StoredAccountAsk[] {
    return this.#inState.all(state).map(toAsk)
  }

  drop(id: string): void {
    this.#drop.run(id)
  }
}

function toAsk(found: Columns): StoredAccountAsk {
  const { id, change, by_person, second, at_ms, from_site, code, detail } = found
  return {
    id,
    state: found.state as AskState,
    change: accountChangeOf(change),
    by: by_person,
    second,
    atMs: at_ms,
    from: from_site,
    code: code === null ? null : isFaultCode(code) ? code : 'internal/bug',
    detail,
  }
}
