import type { Statement } from 'better-sqlite3'
import { comparable, type WhoApplies } from '../../domain/people/who-applies.js'
import type { CaseId } from '../../domain/values.js'
import type { CaseKeys } from '../case-keys.js'
import type { Connection } from '../file/connection.js'
import type { Secrets } from '../secrets/secrets.js'

const PURPOSE = 'identity'
/** Half a digest: no two numbers of a city share it by chance. */
const DIGEST_BYTES = 16

/** A name as it is looked through, and whose case it is. */
export interface NamesOfCase {
  readonly key: number
  readonly names: readonly string[]
}

/**
 * Who applies in each case whose applicant's paper is held here, so that cases are found by people. Identity numbers are
 * found by keyed digests and stand nowhere else in a form that can be compared; names are sealed, and looked through in memory.
 */
export class Applicants {
  readonly #keys: CaseKeys
  readonly #secrets: Secrets
  readonly #put: Statement<[number, Buffer]>
  readonly #putNew: Statement<[number, Buffer]>
  readonly #get: Statement<[number], { sealed: Buffer }>
  readonly #drop: Statement<[number]>
  readonly #addDigest: Statement<[Buffer, number]>
  readonly #dropDigest: Statement<[Buffer, number]>
  readonly #byDigest: Statement<[Buffer], { case_id: string }>
  readonly #caseOf: Statement<[number], { case_id: string }>
  readonly #page: Statement<[number, number], { case_key: number; sealed: Buffer }>
  /** Changed since whoever looks through names asked last; may name a case that was rolled back, which is read again. */
  readonly #touched = new Set<number>()

  constructor(db: Connection, keys: CaseKeys, secrets: Secrets) {
    this.#keys = keys
    this.#secrets = secrets
    this.#put = db.prepare('INSERT INTO applicant_view VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed')
    this.#putNew = db.prepare('INSERT INTO applicant_view VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#get = db.prepare('SELECT sealed FROM applicant_view WHERE case_key = ?')
    this.#drop = db.prepare('DELETE FROM applicant_view WHERE case_key = ?')
    this.#addDigest = db.prepare('INSERT INTO applicant_digest VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#dropDigest = db.prepare('DELETE FROM applicant_digest WHERE digest = ? AND case_key = ?')
    this.#byDigest = db.prepare(
      'SELECT case_id FROM applicant_digest JOIN case_key ON key = case_key WHERE digest = ? ORDER BY case_key DESC',
    )
    this.#caseOf = db.prepare('SELECT case_id FROM case_key WHERE key = ?')
    this.#page = db.prepare('SELECT case_key, sealed FROM applicant_view WHERE case_key < ? ORDER BY case_key DESC LIMIT ?')
  }

  /** In the transaction that makes the paper held here. */
  put(caseId: CaseId, who: WhoApplies): void {
    const key = this.#keys.make(caseId)
    const sealed = this.#secrets.sealAlike(aboutApplicant(key), JSON.stringify(who))
    if (this.#putNew.run(key, sealed).changes === 0) {
      this.#forget(key)
      this.#put.run(key, sealed)
    }
    for (const identity of who.identities) this.#addDigest.run(this.#digest(identity), key)
    this.#touched.add(key)
  }

  remove(caseId: CaseId): void {
    const key = this.#keys.of(caseId)
    if (key === null) return
    this.#forget(key)
    this.#drop.run(key)
    this.#touched.add(key)
  }

  of(caseId: CaseId): WhoApplies | null {
    const key = this.#keys.of(caseId)
    return key === null ? null : this.#ofKey(key)
  }

  /** Cases of whoever has this number, newest first. */
  byIdentity(number: string): CaseId[] {
    const digests = this.#secrets.digests(PURPOSE, comparable(number))
    return digests.flatMap((digest) => this.#byDigest.all(digest.subarray(0, DIGEST_BYTES)).map(({ case_id }) => case_id))
  }

  /** The case a number stands for. */
  caseOf(key: number): CaseId | null {
    return this.#caseOf.get(key)?.case_id ?? null
  }

  /** Names of cases before one already read, newest first. */
  namesBefore(key: number, atMost: number): NamesOfCase[] {
    return this.#page
      .all(key, atMost)
      .map(({ case_key, sealed }) => ({ key: case_key, names: this.#opened(case_key, sealed).names }))
  }

  /** What changed since this was asked last: names null where there are none any more. */
  takeTouched(): readonly { readonly key: number; readonly names: readonly string[] | null }[] {
    const touched = [...this.#touched].map((key) => ({ key, names: this.#ofKey(key)?.names ?? null }))
    this.#touched.clear()
    return touched
  }

  /** Seals a row by the key that writes now. */
  reseal(key: number, sealed: Buffer): void {
    const who = this.#opened(key, sealed)
    for (const identity of who.identities)
      for (const digest of this.#secrets.digests(PURPOSE, identity)) this.#dropDigest.run(digest.subarray(0, DIGEST_BYTES), key)
    this.#put.run(key, this.#secrets.sealAlike(aboutApplicant(key), JSON.stringify(who)))
    for (const identity of who.identities) this.#addDigest.run(this.#digest(identity), key)
  }

  #forget(key: number): void {
    const before = this.#ofKey(key)
    for (const identity of before?.identities ?? [])
      for (const digest of this.#secrets.digests(PURPOSE, identity)) this.#dropDigest.run(digest.subarray(0, DIGEST_BYTES), key)
  }

  #ofKey(key: number): WhoApplies | null {
    const found = this.#get.get(key)
    return found === undefined ? null : this.#opened(key, found.sealed)
  }

  #opened(key: number, sealed: Buffer): WhoApplies {
    return JSON.parse(this.#secrets.open(aboutApplicant(key), sealed).toString()) as WhoApplies
  }

  #digest(identity: string): Buffer {
    return this.#secrets.digest(PURPOSE, identity).subarray(0, DIGEST_BYTES)
  }
}

/** What the sealed column of an applicant is bound to. */
export function aboutApplicant(key: number): string {
  return `applicant ${key}`
}
