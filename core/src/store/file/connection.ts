import Database from 'better-sqlite3'
import { Fault } from '../../domain/fault.js'
import { isFull, isSqliteError } from './sqlite-fault.js'

/** One open SQLite file; a store has exactly one. */
export type Connection = Database.Database

export interface ConnectionOptions {
  /** Stops the file from growing past so many pages of 8 KiB: a full disk, for tests. */
  readonly maxPages?: number
}

/** Three events of 2 KB fit a page; on one of 4096 bytes only one would. */
export const PAGE_BYTES = 8192
/** Pages in the write-ahead log before it is copied back: 32 MiB, so that a bulk of events is not copied page by page. */
const CHECKPOINT_PAGES = 4096
/** Memory for pages: enough for the indexes in use at a county, little beside the program at a station, which fills it slowly. */
const CACHE_KIB = 16_384
/** Findings of a check that are named; one is reason enough to refuse. */
const FINDINGS = 3

/** Opens the file, or a snapshot in memory, and checks that it is whole. */
export function connect(source: string | Buffer, options: ConnectionOptions = {}): Connection {
  const name = typeof source === 'string' ? source : 'snapshot'
  try {
    const db = new Database(source, { timeout: 0 })
    try {
      checkWhole(db, name)
      return prepare(db, options)
    } catch (cause) {
      db.close()
      throw cause
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    if (isFull(cause)) throw new Fault('store/full', name, cause)
    if (isSqliteError(cause)) throw new Fault('store/damaged', `${name}: ${cause.message}`, cause)
    throw new Fault('store/failed', name, cause)
  }
}

function checkWhole(db: Connection, name: string): void {
  const rows = db.pragma(`quick_check(${FINDINGS})`) as { quick_check: string }[]
  const findings = rows.map((row) => row.quick_check).filter((finding) => finding !== 'ok')
  if (findings.length > 0) throw new Fault('store/damaged', `${name}: ${findings.join('; ')}`)
}

function prepare(db: Connection, { maxPages }: ConnectionOptions): Connection {
  db.pragma(`page_size = ${PAGE_BYTES}`)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('secure_delete = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  // A savepoint keeps the pages it changes; beyond 64 KiB, which every command reaches, they would go to a file of their own.
  db.pragma('temp_store = MEMORY')
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  db.pragma(`cache_size = -${CACHE_KIB}`)
  if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`)
  return db
}
