import type { Connection } from '../file/connection.js'
import { Fault } from '../../domain/fault.js'
import { aboutApplicant, type Applicants } from '../erasure/applicants.js'
import { aboutErased } from '../erasure/erasures.js'
import { aboutDraft } from '../drafts.js'
import { aboutConsultation } from '../registers/consultations.js'
import { aboutSignOff } from '../registers/sign-offs.js'
import { aboutOf } from '../people/verifiers.js'
import { ABOUT_SECRET_LETTER, SECRET_KINDS } from '../link/secret-letters.js'
import { keyIdOf, type Secrets } from './secrets.js'

/** Rows sealed anew in one transaction: a few milliseconds beside its sync. */
const ROWS = 64

type Key = string | number

interface SealedColumn {
  readonly table: string
  readonly key: string
  readonly column: string
  readonly about: (key: Key) => string
  /** Which rows are sealed at all. */
  readonly where?: string
}

/** Every column of which the content is sealed, but the applicants', whose digests change with them. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'draft', key: 'id', column: 'sealed', about: (key) => aboutDraft(String(key)) },
  { table: 'consultation', key: 'id', column: 'sealed', about: (key) => aboutConsultation(String(key)) },
  { table: 'sign_off', key: 'id', column: 'sealed', about: (key) => aboutSignOff(String(key)) },
  { table: 'verifier', key: 'person', column: 'secret', about: (key) => aboutOf(String(key)) },
  { table: 'case_erased', key: 'case_key', column: 'kept', about: (key) => aboutErased(Number(key)) },
  {
    table: 'letter',
    key: 'row',
    column: 'payload',
    about: () => ABOUT_SECRET_LETTER,
    where: `kind IN (${SECRET_KINDS.join(', ')})`,
  },
  {
    table: 'parked',
    key: 'id',
    column: 'payload',
    about: () => ABOUT_SECRET_LETTER,
    where: `kind IN (${SECRET_KINDS.join(', ')})`,
  },
]

/** What sealing columns anew needs of its store; asked for each time, since a store is opened again after an error. */
export interface ResealHost {
  readonly db: () => Connection
  readonly secrets: Secrets
  readonly applicants: () => Applicants
  readonly transact: (work: () => void) => void
}

/** Seals all columns by the key that writes now, some rows at a time; yields how many were sealed by another. */
export function* resealColumns(host: ResealHost): Generator<number> {
  for (const column of SEALED_COLUMNS) yield* resealColumn(host, column)
  const applicants = { table: 'applicant_view', key: 'case_key', column: 'sealed' }
  yield* inPieces(host, applicants, (key, sealed) => host.applicants().reseal(Number(key), sealed))
}

/** Rows of which the tag does not fit: bytes, row or key are not those they were sealed with. */
export function* brokenSeals(db: Connection, secrets: Secrets): Generator<string> {
  const applicants = {
    table: 'applicant_view',
    key: 'case_key',
    column: 'sealed',
    about: (key: Key) => aboutApplicant(Number(key)),
  }
  for (const { table, key, column, about, where = '1' } of [...SEALED_COLUMNS, applicants] as readonly SealedColumn[]) {
    const rows = db.prepare<[], { key: Key; sealed: Buffer }>(
      `SELECT ${key} AS key, ${column} AS sealed FROM ${table} WHERE ${where}`,
    )
    for (const { key: row, sealed } of rows.iterate()) if (!opens(secrets, about(row), sealed)) yield `${table} ${row}`
  }
}

function opens(secrets: Secrets, about: string, sealed: Buffer): boolean {
  try {
    secrets.open(about, sealed)
    return true
  } catch (error) {
    if (error instanceof Fault && error.code === 'store/damaged') return false
    throw error
  }
}

function resealColumn(host: ResealHost, column: SealedColumn): Generator<number> {
  const update = `UPDATE ${column.table} SET ${column.column} = ? WHERE ${column.key} = ?`
  return inPieces(host, column, (key, sealed) => {
    const { secrets, db } = host
    db()
      .prepare(update)
      .run(secrets.seal(column.about(key), secrets.open(column.about(key), sealed)), key)
  })
}

function* inPieces(
  { db, secrets, transact }: ResealHost,
  { table, key, column, where = '1' }: Omit<SealedColumn, 'about'>,
  reseal: (key: Key, sealed: Buffer) => void,
): Generator<number> {
  const page = `SELECT ${key} AS key, ${column} AS sealed FROM ${table} WHERE ${where} AND ${key} > ? ORDER BY ${key} LIMIT ${ROWS}`
  // Numbers sort before texts.
  for (let after: Key = Number.MIN_SAFE_INTEGER; ; ) {
    const rows: { key: Key; sealed: Buffer }[] = db().prepare<[Key], { key: Key; sealed: Buffer }>(page).all(after)
    const last = rows.at(-1)
    if (last === undefined) return
    const old = rows.filter(({ sealed }) => keyIdOf(sealed) !== secrets.activeId)
    if (old.length > 0) transact(() => old.forEach((row) => reseal(row.key, row.sealed)))
    yield old.length
    after = last.key
  }
}
