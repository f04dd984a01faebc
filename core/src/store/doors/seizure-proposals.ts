import type { Statement } from 'better-sqlite3'
import type { CaseId, PersonId, SiteId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** A seizure one person wants and a second has to agree to. */
export interface SeizureProposal {
  readonly id: string
  /** null: all that the site holds. */
  readonly caseId: CaseId | null
  readonly from: SiteId
  readonly reason: 'silent' | 'fork'
  readonly by: PersonId
  readonly atMs: number
}

interface Columns {
  id: string
  case_id: string | null
  from_site: string
  reason: string
  by_person: string
  at_ms: number
}

/** Proposals nobody has confirmed. */
export class SeizureProposals {
  readonly #add: Statement<[Columns]>
  readonly #get: Statement<[string], Columns>
  readonly #all: Statement<[], Columns>
  readonly #drop: Statement<[string]>
  readonly #dropOlder: Statement<[number]>

  constructor(db: Connection) {
    this.#add = db.prepare('INSERT INTO seizure_proposal VALUES (@id, @case_id, @from_site, @reason, @by_person, @at_ms)')
    this.#get = db.prepare('SELECT * FROM seizure_proposal WHERE id = ?')
    this.#all = db.prepare('SELECT * FROM seizure_proposal ORDER BY at_ms DESC, id')
    this.#drop = db.prepare('DELETE FROM seizure_proposal WHERE id = ?')
    this.#dropOlder = db.prepare('DELETE FROM seizure_proposal WHERE at_ms < ?')
  }

  add({ id, caseId, from, reason, by, atMs }: SeizureProposal): void {
    this.#add.run({ id, case_id: caseId, from_site: from, reason, by_person: by, at_ms: atMs })
  }

  find(id: string): SeizureProposal | null {
    const found = this.#get.get(id)
    return found === undefined ? null : toProposal(found)
  }

  all(): readonly SeizureProposal[] {
    return this.#all.all().map(toProposal)
  }

  drop(id: string): void {
    this.#drop.run(id)
  }

  /** What was proposed before that time is void. */
  dropOlder(thanMs: number): void {
    this.#dropOlder.run(thanMs)
  }
}

function toProposal({ id, case_id, from_site, reason, by_person, at_ms }: Columns): SeizureProposal {
  return { id, caseId: case_id, from: from_site, reason: reason === 'fork' ? 'fork' : 'silent', by: by_person, atMs: at_ms }
}
