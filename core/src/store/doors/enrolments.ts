import type { Statement } from 'better-sqlite3'
import type { KnownMachine } from '../../domain/doors/trust.js'
import type { Hash, PersonId, SiteId } from '../../domain/values.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'

/** An enrolment code as it is kept: its digest, never itself. */
export interface EnrolmentCode {
  readonly id: string
  readonly codeHash: Hash
  readonly site: SiteId
  readonly by: PersonId
  readonly madeMs: number
  readonly expiresMs: number
  readonly needsApproval: boolean
  /** The key of the machine that said it; null while nobody has. */
  readonly fingerprint: Hash | null
  readonly usedMs: number | null
  readonly approvedBy: PersonId | null
  /** When the machine was given its certificate. */
  readonly admittedMs: number | null
}

/** The machine a gateway admitted as a site below it. */
export interface Admitted extends KnownMachine {
  readonly site: SiteId
  /** The key this one replaced by a renewal: it may ask for the same answer again. */
  readonly previousFingerprint: Hash | null
  readonly by: PersonId
  /** PEM, with the authority that signed where it is a county's. */
  readonly certificate: string
  readonly authorityCertificate: string | null
}

interface CodeColumns {
  id: string
  code_hash: Buffer
  site: string
  by_person: string
  made_ms: number
  expires_ms: number
  needs_approval: number
  fingerprint: Buffer | null
  used_ms: number | null
  approved_by: string | null
  admitted_ms: number | null
}

interface AdmissionColumns {
  site: string
  generation: number
  fingerprint: Buffer
  previous_fingerprint: Buffer | null
  bus_user: string | null
  issued_ms: number
  renew_by_ms: number
  revoked_ms: number | null
  by_person: string
  certificate: string
  authority_certificate: string | null
}

/** A list on a screen; older ones are history. */
const LISTED = 500

/** What a gateway knows of the machines it lets in: ahead of the roster, until the city has heard of them. */
export class Enrolments {
  readonly #addCode: Statement<[string, Buffer, string, string, number, number, number]>
  readonly #byHash: Statement<[Buffer], CodeColumns>
  readonly #byId: Statement<[string], CodeColumns>
  readonly #codes: Statement<[], CodeColumns>
  readonly #void: Statement<[number, string, number]>
  readonly #end: Statement<[number, string]>
  readonly #use: Statement<[Buffer, number, string]>
  readonly #approve: Statement<[string, string]>
  readonly #close: Statement<[number, string]>
  readonly #admitted: Statement<[string], AdmissionColumns>
  readonly #allAdmitted: Statement<[], AdmissionColumns>
  readonly #admit: Statement<[AdmissionColumns]>
  readonly #revoke: Statement<[number, string]>

  constructor(db: Connection) {
    this.#addCode = db.prepare(
      `INSERT INTO enrolment_code (id, code_hash, site, by_person, made_ms, expires_ms, needs_approval) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#byHash = db.prepare('SELECT * FROM enrolment_code WHERE code_hash = ?')
    this.#byId = db.prepare('SELECT * FROM enrolment_code WHERE id = ?')
    this.#codes = db.prepare(`SELECT * FROM enrolment_code ORDER BY made_ms DESC, id LIMIT ${LISTED}`)
    this.#void = db.prepare('UPDATE enrolment_code SET expires_ms = ? WHERE site = ? AND admitted_ms IS NULL AND expires_ms > ?')
    this.#end = db.prepare('UPDATE enrolment_code SET expires_ms = ? WHERE id = ? AND admitted_ms IS NULL')
    this.#use = db.prepare('UPDATE enrolment_code SET fingerprint = ?, used_ms = ? WHERE id = ?')
    this.#approve = db.prepare('UPDATE enrolment_code SET approved_by = ? WHERE id = ?')
    this.#close = db.prepare('UPDATE enrolment_code SET admitted_ms = ? WHERE id = ?')
    this.#admitted = db.prepare('SELECT * FROM admission WHERE site = ?')
    this.#allAdmitted = db.prepare('SELECT * FROM admission ORDER BY site')
    this.#admit = db.prepare(
      `INSERT OR REPLACE INTO admission VALUES (@site, @generation, @fingerprint, @previous_fingerprint, @bus_user, @issued_ms,
         @renew_by_ms, @revoked_ms, @by_person, @certificate, @authority_certificate)`,
    )
    this.#revoke = db.prepare('UPDATE admission SET revoked_ms = ? WHERE site = ?')
  }

  /** A new code; what was open for the site before is void. */
  addCode(code: Pick<EnrolmentCode, 'id' | 'codeHash' | 'site' | 'by' | 'madeMs' | 'expiresMs' | 'needsApproval'>): void {
    const { id, codeHash, site, by, madeMs, expiresMs, needsApproval } = code
    this.voidCodes(site, madeMs)
    this.#addCode.run(id, hashBytes(codeHash), site, by, madeMs, expiresMs, Number(needsApproval))
  }

  /** Codes of the site that nobody was admitted by end now. */
  voidCodes(site: SiteId, atMs: number): void {
    this.#void.run(atMs, site, atMs)
  }

  /** The code is good for nothing more, unless a machine was admitted by it. */
  endCode(id: string, atMs: number): void {
    this.#end.run(atMs, id)
  }

  codeByHash(codeHash: Hash): EnrolmentCode | null {
    return toCode(this.#byHash.get(hashBytes(codeHash)))
  }

  code(id: string): EnrolmentCode | null {
    return toCode(this.#byId.get(id))
  }

  /** The newest first. */
  codes(): readonly EnrolmentCode[] {
    return this.#codes.all().flatMap((found) => toCode(found) ?? [])
  }

  /** A machine said the code: it is that machine's from now on. */
  useCode(id: string, fingerprint: Hash, atMs: number): void {
    this.#use.run(hashBytes(fingerprint), atMs, id)
  }

  approveCode(id: string, by: PersonId): void {
    this.#approve.run(by, id)
  }

  closeCode(id: string, atMs: number): void {
    this.#close.run(atMs, id)
  }

  admitted(site: SiteId): Admitted | null {
    const found = this.#admitted.get(site)
    return found === undefined ? null : toAdmitted(found)
  }

  allAdmitted(): readonly Admitted[] {
    return this.#allAdmitted.all().map(toAdmitted)
  }

  /** Takes the place of what was known of the site's machine. */
  admit({ site, generation, trust, previousFingerprint, by, certificate, authorityCertificate }: Admitted): void {
    this.#admit.run({
      site,
      generation,
      fingerprint: hashBytes(trust.fingerprint),
      previous_fingerprint: previousFingerprint === null ? null : hashBytes(previousFingerprint),
      bus_user: trust.busUser,
      issued_ms: trust.issuedMs,
      renew_by_ms: trust.renewByMs,
      revoked_ms: trust.revokedMs,
      by_person: by,
      certificate,
      authority_certificate: authorityCertificate,
    })
  }

  revoke(site: SiteId, atMs: number): void {
    this.#revoke.run(atMs, site)
  }
}

function toCode(found: CodeColumns | undefined): EnrolmentCode | null {
  if (found === undefined) return null
  return {
    id: found.id,
    codeHash: hashHex(found.code_hash),
    site: found.site,
    by: found.by_person,
    madeMs: found.made_ms,
    expiresMs: found.expires_ms,
    needsApproval: found.needs_approval === 1,
    fingerprint: found.fingerprint === null ? null : hashHex(found.fingerprint),
    usedMs: found.used_ms,
    approvedBy: found.approved_by,
    admittedMs: found.admitted_ms,
  }
}

function toAdmitted(found: AdmissionColumns): Admitted {
  const { site, generation, by_person: by, certificate } = found
  const trust = {
    fingerprint: hashHex(found.fingerprint),
    busUser: found.bus_user,
    issuedMs: found.issued_ms,
    renewByMs: found.renew_by_ms,
    revokedMs: found.revoked_ms,
  }
  return {
    site,
    generation,
    trust,
    by,
    certificate,
    previousFingerprint: found.previous_fingerprint === null ? null : hashHex(found.previous_fingerprint),
    authorityCertificate: found.authority_certificate,
  }
}
