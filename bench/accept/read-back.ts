import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { DATABASE_FILE } from '@liandong/core/store/open.js'
import { countMissing } from '../floors/case-tables.js'
import { openTuned } from '../floors/tuned-sqlite.js'

/** Of the acknowledged cases, what the closed store's files do not hold: the case's event, and every paper held for a case. */
export function missingIn(folder: string, acknowledged: readonly string[]): number {
  const database = openTuned(join(folder, DATABASE_FILE))
  const missing = countMissing(database, acknowledged) + papersMissing(database, folder)
  database.close()
  return missing
}

function papersMissing(database: Database.Database, folder: string): number {
  const hashes = database.prepare('SELECT lower(hex(hash)) FROM blob_case').pluck().all() as string[]
  return hashes.filter((hash) => !existsSync(join(folder, 'blobs', hash.slice(0, 2), hash))).length
}
