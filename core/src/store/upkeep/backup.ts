import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import { CaseKeys } from '../case-keys.js'
import { type Connection, connect } from '../file/connection.js'
import { storeFault } from '../file/sqlite-fault.js'
import { BlobJournal } from '../papers/blob-journal.js'
import { DiskBlobFiles } from '../papers/blob-files.js'
import type { Blobs } from '../papers/blobs.js'
import { Papers } from '../papers/papers.js'

/** Copies the database as of one moment, then every paper its index names. */
export async function backup(db: Connection, blobs: Blobs, folder: string): Promise<void> {
  makeEmptyFolder(folder)
  const file = join(folder, 'site.db')
  try {
    await db.backup(file)
  } catch (error) {
    throw storeFault(error)
  }
  const copy = connect(file)
  try {
    await copyPapers(copy, blobs, new DiskBlobFiles(join(folder, 'blobs')))
  } finally {
    copy.close()
  }
}

/** A backup never goes over what is there. */
export function makeEmptyFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Fault('config/invalid', `${folder} is not empty`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** What the copy's journal holds came with the database. */
async function copyPapers(copy: Connection, from: Blobs, to: DiskBlobFiles): Promise<void> {
  const journal = new BlobJournal(copy)
  for (const { hash, sizeBytes } of new Papers(copy, new CaseKeys(copy), journal).all()) {
    if (journal.size(hash) !== null) continue
    to.write(hash, from.readRange(hash, 0, sizeBytes))
    await new Promise(setImmediate)
  }
}
