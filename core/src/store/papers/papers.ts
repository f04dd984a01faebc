import type { Statement } from 'better-sqlite3'
import type { CaseId, Hash, PaperRef, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { CaseKeys } from '../case-keys.js'
import type { Connection } from '../file/connection.js'
import { Recent } from '../file/recent.js'
import { BLOB_SCHEME } from './blob-format.js'
import type { BlobJournal } from './blob-journal.js'
import type { NewPaper } from './blobs.js'

/** A paper that some site is entitled to and that is not here yet. */
export interface Want extends PaperRef {
  readonly caseId: CaseId
  /** This very site, or the one it will be passed on to. */
  readonly forSite: SiteId
  readonly sinceMs: number
}

/** A relay's copy of a paper for another site. */
export interface Spooled {
  readonly hash: Hash
  readonly caseId: CaseId
  readonly forSite: SiteId
}

interface WantColumns {
  hash: Buffer
  case_id: string
  for_site: string
  size_bytes: number
  since_ms: number
}

/** Papers in traffic at one time; each is asked for some six times by the command that brings it. */
const REMEMBERED = 4096

/** A paper has a small number as a case has one: what names it by that grows at its end. */
const keyOf = '(SELECT key FROM blob WHERE hash = ?)'
const wants = 'SELECT hash, case_id, for_site, size_bytes, since_ms FROM want JOIN case_key ON key = case_key'

/** Which papers are here and why: held for a case, spooled for a site, or staged for a draft. */
export class Papers {
  readonly #db: Connection
  readonly #keys: CaseKeys
  readonly #journal: BlobJournal
  readonly #add: Statement<[Buffer, number, string, number]>
  readonly #get: Statement<[Buffer], { size_bytes: number }>
  readonly #key: Statement<[Buffer], { key: number }>
  readonly #hold: Statement<[number, number, number]>
  readonly #held: Statement<[number, number], { found: 1 }>
  readonly #release: Statement<[number, Buffer]>
  readonly #ofCase: Statement<[number], { hash: Buffer; size_bytes: number }>
  readonly #stage: Statement<[Buffer, string, number]>
  readonly #staged: Statement<[string], { hash: Buffer; size_bytes: number }>
  readonly #unstage: Statement<[string]>
  readonly #want: Statement<[number, Buffer, string, number, number]>
  readonly #wants: Statement<[], WantColumns>
  readonly #wantsAfter: Statement<[number, Buffer, number], WantColumns>
  readonly #wanted: Statement<[number, Buffer], WantColumns>
  readonly #wantsOfCase: Statement<[number], WantColumns>
  readonly #dropWant: Statement<[number, Buffer, string]>
  readonly #spool: Statement<[number, Buffer, string, number]>
  readonly #spooled: Statement<[number, Buffer], { for_site: string }>
  readonly #unspool: Statement<[number, Buffer, string]>
  readonly #allSpooled: Statement<[], { hash: Buffer; case_id: string; for_site: string }>

  readonly #references: Statement<[Buffer, Buffer, Buffer], { found: 1 }>
  readonly #recent = new Recent<Hash, number>(REMEMBERED)

  constructor(db: Connection, keys: CaseKeys, journal: BlobJournal) {
    this.#db = db
    this.#keys = keys
    this.#journal = journal
    this.#references = db.prepare(
      `SELECT 1 AS found FROM blob_case WHERE blob_key = ${keyOf} UNION ALL SELECT 1 FROM spool WHERE hash = ?
       UNION ALL SELECT 1 FROM staged WHERE hash = ? LIMIT 1`,
    )
    this.#add = db.prepare('INSERT INTO blob (hash, size_bytes, scheme, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    this.#get = db.prepare('SELECT size_bytes FROM blob WHERE hash = ?')
    this.#key = db.prepare('SELECT key FROM blob WHERE hash = ?')
    this.#hold = db.prepare('INSERT INTO blob_case VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.#held = db.prepare('SELECT 1 AS found FROM blob_case WHERE case_key = ? AND blob_key = ?')
    this.#release = db.prepare(`DELETE FROM blob_case WHERE case_key = ? AND blob_key = ${keyOf}`)
    this.#ofCase = db.prepare(
      'SELECT hash, size_bytes FROM blob_case JOIN blob ON key = blob_key WHERE case_key = ? ORDER BY hash',
    )
    this.#stage = db.prepare('INSERT INTO staged VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    this.#staged = db.prepare('SELECT hash, size_bytes FROM staged JOIN blob USING (hash) WHERE draft = ? ORDER BY hash')
    this.#unstage = db.prepare('DELETE FROM staged WHERE draft = ?')
    this.#want = db.prepare('INSERT INTO want VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
    this.#wants = db.prepare(`${wants} ORDER BY since_ms, hash`)
    this.#wantsAfter = db.prepare(
      `${wants} WHERE (case_key, hash) > (?, ?) ORDER BY case_key, hash, for_site LIMIT ?`.replace('JOIN', 'CROSS JOIN'),
    )
    this.#wanted = db.prepare(`${wants} WHERE case_key = ? AND hash = ? ORDER BY for_site`)
    this.#wantsOfCase = db.prepare(`${wants} WHERE case_key = ? ORDER BY hash, for_site`)
    this.#dropWant = db.prepare('DELETE FROM want WHERE case_key = ? AND hash = ? AND for_site = ?')
    this.#spool = db.prepare('INSERT INTO spool VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    this.#spooled = db.prepare('SELECT for_site FROM spool WHERE case_key = ? AND hash = ? ORDER BY for_site')
    this.#unspool = db.prepare('DELETE FROM spool WHERE case_key = ? AND hash = ? AND for_site = ?')
    this.#allSpooled = db.prepare(
      'SELECT hash, case_id, for_site FROM spool JOIN case_key ON key = case_key ORDER BY hash, case_id, for_site',
    )
  }

  /** The file is here, whole and synced. */
  add(paper: PaperRef, atMs: number): void {
    const { changes, lastInsertRowid } = this.#add.run(hashBytes(paper.hash), paper.sizeBytes, BLOB_SCHEME, atMs)
    if (changes > 0) this.#recent.put(paper.hash, Number(lastInsertRowid))
  }

  /** A paper just made or just come: the bytes of a small one are committed with the row that names it. */
  addNew({ ref, bytes }: NewPaper, atMs: number): void {
    this.add(ref, atMs)
    const key = bytes === null ? null : this.#keyOf(ref.hash)
    if (bytes !== null && key !== null) this.#journal.put(key, ref.hash, bytes)
  }

  /** Whether the file is here, for whatever case or draft; this gives nobody a right to it. */
  has(hash: Hash): boolean {
    return this.sizeOf(hash) !== null
  }

  sizeOf(hash: Hash): number | null {
    return this.#get.get(hashBytes(hash))?.size_bytes ?? null
  }

  /** The paper is here; this site made it for the case, or received it for that case. */
  holdFor(hash: Hash, caseId: CaseId, atMs: number): void {
    const caseKey = this.#keys.make(caseId)
    const key = this.#keyOf(hash)
    if (key !== null) this.#hold.run(caseKey, key, atMs)
  }

  heldFor(hash: Hash, caseId: CaseId): boolean {
    const caseKey = this.#keys.of(caseId)
    const key = caseKey === null ? null : this.#keyOf(hash)
    return caseKey !== null && key !== null && this.#held.get(caseKey, key) !== undefined
  }

  /** The case no longer needs its copy here. The file goes when nothing else holds it. */
  releaseFor(hash: Hash, caseId: CaseId): void {
    this.#release.run(this.#keys.make(caseId), hashBytes(hash))
  }

  ofCase(caseId: CaseId): PaperRef[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#ofCase.all(key).map(toRef)
  }

  stage(hash: Hash, draft: string, atMs: number): void {
    this.#stage.run(hashBytes(hash), draft, atMs)
  }

  staged(draft: string): PaperRef[] {
    return this.#staged.all(draft).map(toRef)
  }

  unstage(draft: string): void {
    this.#unstage.run(draft)
  }

  want(caseId: CaseId, paper: PaperRef, forSite: SiteId, sinceMs: number): void {
    this.#want.run(this.#keys.make(caseId), hashBytes(paper.hash), forSite, paper.sizeBytes, sinceMs)
  }

  wants(): Want[] {
    return this.#wants.all().map(toWant)
  }

  /** Some of them, those of the oldest cases first, beginning behind one already read. */
  wantsAfter(after: { readonly caseId: CaseId; readonly hash: Hash } | null, atMost: number): Want[] {
    const key = after === null ? null : this.#keys.of(after.caseId)
    return this.#wantsAfter.all(key ?? 0, hashBytes(after?.hash ?? ''), atMost).map(toWant)
  }

  wanted(hash: Hash, caseId: CaseId): Want[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#wanted.all(key, hashBytes(hash)).map(toWant)
  }

  wantsOf(caseId: CaseId): Want[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#wantsOfCase.all(key).map(toWant)
  }

  dropWant(hash: Hash, caseId: CaseId, forSite: SiteId): void {
    this.#dropWant.run(this.#keys.make(caseId), hashBytes(hash), forSite)
  }

  spool(hash: Hash, caseId: CaseId, forSite: SiteId, atMs: number): void {
    this.#spool.run(this.#keys.make(caseId), hashBytes(hash), forSite, atMs)
  }

  /** Sites a paper of this case is kept for on its way. */
  spooledFor(hash: Hash, caseId: CaseId): SiteId[] {
    const key = this.#keys.of(caseId)
    return key === null ? [] : this.#spooled.all(key, hashBytes(hash)).map(({ for_site }) => for_site)
  }

  spooled(): Spooled[] {
    return this.#allSpooled
      .all()
      .map(({ hash, case_id, for_site }) => ({ hash: hashHex(hash), caseId: case_id, forSite: for_site }))
  }

  unspool(hash: Hash, caseId: CaseId, forSite: SiteId): void {
    this.#unspool.run(this.#keys.make(caseId), hashBytes(hash), forSite)
  }

  /** Whether nothing holds the paper any more: no case, no relay, no draft. */
  isUnreferenced(hash: Hash): boolean {
    const name = hashBytes(hash)
    return this.#references.get(name, name, name) === undefined
  }

  /** Papers nothing holds any more: no case, no relay, no draft. */
  unreferenced(): Hash[] {
    const found = this.#db
      .prepare<[], { hash: Buffer }>(
        `SELECT hash FROM blob WHERE key NOT IN (SELECT blob_key FROM blob_case) AND hash NOT IN (SELECT hash FROM spool)
         AND hash NOT IN (SELECT hash FROM staged) ORDER BY hash`,
      )
      .all()
    return found.map(({ hash }) => hashHex(hash))
  }

  /** Takes a paper out of the index, and out of the journal; its file is erased after the commit. */
  forget(hash: Hash): void {
    this.#db.prepare('DELETE FROM blob WHERE hash = ?').run(hashBytes(hash))
    this.#recent.drop(hash)
  }

  /** After a rollback a number may come to stand for another paper. */
  forgetKeys(): void {
    this.#recent.clear()
  }

  #keyOf(hash: Hash): number | null {
    const known = this.#recent.get(hash)
    if (known !== undefined) return known
    const found = this.#key.get(hashBytes(hash))
    return found === undefined ? null : this.#recent.put(hash, found.key)
  }

  all(): PaperRef[] {
    return this.#db
      .prepare<[], { hash: Buffer; size_bytes: number }>('SELECT hash, size_bytes FROM blob ORDER BY hash')
      .all()
      .map(toRef)
  }
}

function toRef(found: { hash: Buffer; size_bytes: number }): PaperRef {
  return { hash: hashHex(found.hash), sizeBytes: found.size_bytes }
}

function toWant(found: WantColumns): Want {
  return {
    hash: hashHex(found.hash),
    caseId: found.case_id,
    forSite: found.for_site,
    sizeBytes: found.size_bytes,
    sinceMs: found.since_ms,
  }
}
