import Database from 'better-sqlite3'
import { Fault } from '../../domain/fault.js'

type SqliteError = InstanceType<typeof Database.SqliteError>

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Database.SqliteError
}

export function isFull(error: unknown): boolean {
  return isSqliteError(error) && error.code === 'SQLITE_FULL'
}

/** A failure of the disk or the file, as against a broken rule of a table, which is a bug. */
export function isStorageFailure(error: unknown): boolean {
  return isSqliteError(error) && !error.code.startsWith('SQLITE_CONSTRAINT') && error.code !== 'SQLITE_ERROR'
}

/** What SQLite said, in the words of the catalogue; anything else stays as it is. */
export function storeFault(error: unknown): unknown {
  if (isFull(error)) return new Fault('store/full', '', error)
  if (isSqliteError(error)) return new Fault('store/failed', `${error.code}: ${error.message}`, error)
  return error
}
