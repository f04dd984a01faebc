import type { Statement } from 'better-sqlite3'
import type { CaseId, PersonId, PlaceId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'

/** Why a numbered paper will never be used. */
export const VOID_REASONS = ['spoiled', 'lost', 'other'] as const
export type VoidReason = (typeof VOID_REASONS)[number]

/** 预留凭证: a numbered paper printed beforehand; its number and query code are those of the case entered from it. */
export interface ReservedNumber {
  readonly number: string
  readonly place: PlaceId
  /** Of the case it will become. */
  readonly caseId: CaseId
  readonly person: PersonId
  readonly reservedMs: number
  readonly usedMs: number | null
  readonly voided: { readonly atMs: number; readonly person: PersonId; readonly reason: VoidReason } | null
}

interface Columns {
  number: string
  place: string
  case_id: string
  person: string
  reserved_ms: number
  used_ms: number | null
  void_ms: number | null
  void_person: string | null
  void_reason: VoidReason | null
}

/** Numbers of paper receipts of the places served here, each used once or void. */
export class ReservedNumbers {
  readonly #put: Statement<[string, string, string, string, number]>
  readonly #get: Statement<[string], Columns>
  readonly #ofPlace: Statement<[string], Columns>
  readonly #use: Statement<[number, string]>
  readonly #void: Statement<[number, string, string, string]>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT INTO reserved_number (number, place, case_id, person, reserved_ms) VALUES (?, ?, ?, ?, ?)')
    this.#get = db.prepare('SELECT * FROM reserved_number WHERE number = ?')
    this.#ofPlace = db.prepare('SELECT * FROM reserved_number WHERE place = ? ORDER BY reserved_ms DESC, number')
    this.#use = db.prepare('UPDATE reserved_number SET used_ms = ? WHERE number = ? AND used_ms IS NULL AND void_ms IS NULL')
    this.#void = db.prepare(
      'UPDATE reserved_number SET void_ms = ?, void_person = ?, void_reason = ? WHERE number = ? AND used_ms IS NULL AND void_ms IS NULL',
    )
  }

  put({ number, place, caseId, person, reservedMs }: Omit<ReservedNumber, 'usedMs' | 'voided'>): void {
    this.#put.run(number, place, caseId, person, reservedMs)
  }

  get(number: string): ReservedNumber | null {
    const found = this.#get.get(number)
    return found === undefined ? null : toReserved(found)
  }

  /** The last reserved first, in the order of their numbers. */
  ofPlace(place: PlaceId): ReservedNumber[] {
    return this.#ofPlace.all(place).map(toReserved)
  }

  /** Answers whether it was free until now. */
  use(number: string, atMs: number): boolean {
    return this.#use.run(atMs, number).changes === 1
  }

  /** Answers whether it was free until now. */
  void(number: string, atMs: number, person: PersonId, reason: VoidReason): boolean {
    return this.#void.run(atMs, person, reason, number).changes === 1
  }
}

function toReserved({ number, place, person, ...found }: Columns): ReservedNumber {
  const { void_ms: atMs, void_person: by, void_reason: reason } = found
  return {
    number,
    place,
    person,
    caseId: found.case_id,
    reservedMs: found.reserved_ms,
    usedMs: found.used_ms,
    voided: atMs === null || by === null || reason === null ? null : { atMs, person: by, reason },
  }
}
