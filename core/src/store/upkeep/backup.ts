import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import { type Connection, connect } from '../file/connection.js'
import { storeFault } from '../file/sqlite-fault.js'
import type { Hash } from '../../domain/values.js'
import { hashHex } from '../../wire/hash.js'
import { BlobFolder } from '../papers/blob-folder.js'

/** Copies the database as of one moment, then every paper's file its index names, as it lies there: sealed, and without the key. */
export async function backup(db: Connection, files: BlobFolder, folder: string): Promise<void> {
  makeEmptyFolder(folder)
  const file = join(folder, 'site.db')
  try {
    await db.backup(file)
  } catch (error) {
    throw storeFault(error)
  }
  const copy = connect(file)
  try {
    await copyPapers(copy, files, new BlobFolder(join(folder, 'blobs')))
  } finally {
    copy.close()
  }
}

/** A backup never goes over what is there. */
export function makeEmptyFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Fault('config/invalid', `${folder} is not empty`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Papers of a copy that lie in files; what its journal holds came with the database. */
export function namedFiles(copy: Connection): Hash[] {
  return copy
    .prepare<[], { hash: Buffer }>('SELECT hash FROM blob WHERE key NOT IN (SELECT blob_key FROM blob_journal) ORDER BY hash')
    .all()
    .map(({ hash }) => hashHex(hash))
}

async function copyPapers(copy: Connection, from: BlobFolder, to: BlobFolder): Promise<void> {
  for (const hash of namedFiles(copy)) {
    to.write(
      hash,
      from.use(hash, ({ read, sizeBytes }) => read(0, sizeBytes)),
    )
    await new Promise(setImmediate)
  }
}
