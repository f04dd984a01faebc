import type { Statement } from 'better-sqlite3'
import type { CaseId, Hash } from '../../domain/values.js'
import type { CaseKeys } from '../case-keys.js'
import type { Connection } from '../file/connection.js'
import type { Papers } from '../papers/papers.js'
import type { Secrets } from '../secrets/secrets.js'

/** What a station keeps of a case whose papers it has erased. */
export interface Erased {
  /** As this machine's clock said. */
  readonly atMs: number
  /** The applicant's name, masked; null where it was never known here. */
  readonly maskedName: string | null
}

/** A case that is over, of which papers are still here. */
export interface OverCase {
  readonly caseId: CaseId
  readonly key: number
}

/**
 * Cases whose papers were erased here, since others keep them: a fact of this store alone. What was derived of them,
 * `rebuild` derives no more, because the papers are gone.
 */
export class Erasures {
  readonly #keys: CaseKeys
  readonly #secrets: Secrets
  readonly #papers: Papers
  readonly #put: Statement<[number, number, Buffer]>
  readonly #get: Statement<[number], { at_ms: number; kept: Buffer }>
  readonly #over: Statement<[number, number, number], { case_id: string; key: number }>

  constructor(db: Connection, keys: CaseKeys, papers: Papers, secrets: Secrets) {
    this.#keys = keys
    this.#papers = papers
    this.#secrets = secrets
    this.#put = db.prepare('INSERT INTO case_erased VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.#get = db.prepare('SELECT at_ms, kept FROM case_erased WHERE case_key = ?')
    this.#over = db.prepare(
      `SELECT case_id, case_key AS key FROM case_view WHERE case_key > ? AND stage IN ('delivered', 'completed', 'withdrawn')
       AND registered_ms < ? AND EXISTS (SELECT 1 FROM blob_case WHERE blob_case.case_key = case_view.case_key)
       ORDER BY case_key LIMIT ?`,
    )
  }

  /** Lets go of all the case's papers, inside a transaction; answers those whose files are to be erased after the commit. */
  erase(caseId: CaseId, { atMs, maskedName }: Erased): Hash[] {
    const key = this.#keys.make(caseId)
    this.#put.run(key, atMs, this.#secrets.seal(aboutErased(key), JSON.stringify({ maskedName })))
    const held = this.#papers.ofCase(caseId).map(({ hash }) => hash)
    for (const hash of held) this.#papers.releaseFor(hash, caseId)
    for (const { hash, forSite } of this.#papers.wantsOf(caseId)) this.#papers.dropWant(hash, caseId, forSite)
    const gone = held.filter((hash) => this.#papers.isUnreferenced(hash))
    for (const hash of gone) this.#papers.forget(hash)
    return gone
  }

  has(caseId: CaseId): boolean {
    const key = this.#keys.of(caseId)
    return key !== null && this.#get.get(key) !== undefined
  }

  /** null where nothing of the case was erased here. */
  of(caseId: CaseId): Erased | null {
    const key = this.#keys.of(caseId)
    const found = key === null ? undefined : this.#get.get(key)
    if (key === null || found === undefined) return null
    const { maskedName } = JSON.parse(this.#secrets.open(aboutErased(key), found.kept).toString()) as Pick<Erased, 'maskedName'>
    return { atMs: found.at_ms, maskedName }
  }

  /** Cases that are over and have papers here, those known longest first, behind one already looked at. */
  over(afterKey: number, registeredBeforeMs: number, atMost: number): OverCase[] {
    return this.#over.all(afterKey, registeredBeforeMs, atMost).map(({ case_id, key }) => ({ caseId: case_id, key }))
  }
}

/** What the sealed column of an erased case is bound to. */
export function aboutErased(key: number): string {
  return `erased ${key}`
}
