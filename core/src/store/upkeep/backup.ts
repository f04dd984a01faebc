import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import { CaseKeys } from '../case-keys.js'
import { type Connection, connect } from '../file/connection.js'
import { storeFault } from '../file/sqlite-fault.js'
import { DiskBlobFiles } from '../papers/blob-files.js'
import type { Blobs } from '../papers/blobs.js'
import { Papers } from '../papers/papers.js'

/** Copies the database as of one moment, then every paper its index names. */
export async function backup(db: Connection, blobs: Blobs, folder: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Fault('config/invalid', `${folder} is not empty`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'site.db')
  try {
    await db.backup(file)
  } catch (error) {
    throw storeFault(error)
  }
  const copy = connect(file)
  try {
    await copyPapers(new Papers(copy, new CaseKeys(copy)), blobs, new DiskBlobFiles(join(folder, 'blobs')))
  } finally {
    copy.close()
  }
}

async function copyPapers(papers: Papers, from: Blobs, to: DiskBlobFiles): Promise<void> {
  for (const { hash, sizeBytes } of papers.all()) {
    to.write(hash, from.readRange(hash, 0, sizeBytes))
    await new Promise(setImmediate)
  }
}
