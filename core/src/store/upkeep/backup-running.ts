import Database from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'
import { type Connection, connect } from '../file/connection.js'
import { migrations } from '../file/migrations.js'
import { storeFault } from '../file/sqlite-fault.js'
import { BlobFolder } from '../papers/blob-folder.js'
import { makeEmptyFolder, namedFiles } from './backup.js'

/** All in one step: between two the program would write, and SQLite begin again. */
const ALL_PAGES = 0x7fff_ffff
/** A paper must come and go between two passes to spoil an attempt; so many in a row are no chance. */
const ATTEMPTS = 5

/**
 * Copies the store of a running program from another process, reading only. Files go before the database, so that whatever
 * the program erases meanwhile is here already; those that came since are fetched after it.
 */
export async function backupRunning(from: string, to: string, afterDatabase: () => void = () => undefined): Promise<void> {
  const source = openReadOnly(join(from, 'site.db'))
  try {
    makeEmptyFolder(to)
    const files = { from: new BlobFolder(join(from, 'blobs')), to: new BlobFolder(join(to, 'blobs')) }
    await copyFiles(files, files.from.list())
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      await copyDatabase(source, join(to, 'site.db'))
      afterDatabase()
      if (await copyNamed(join(to, 'site.db'), files)) return
    }
    throw new Fault('store/failed', 'papers came and went faster than they could be copied')
  } finally {
    source.close()
  }
}

interface Files {
  readonly from: BlobFolder
  readonly to: BlobFolder
}

function openReadOnly(path: string): Connection {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true })
    const version = db.pragma('user_version', { simple: true }) as number
    if (version <= migrations.length) return db
    db.close()
    throw new Fault('store/newer', `${path} has version ${version}, this program knows ${migrations.length}`)
  } catch (error) {
    throw storeFault(error)
  }
}

async function copyDatabase(source: Connection, file: string): Promise<void> {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
  try {
    await source.backup(file, { progress: () => ALL_PAGES })
  } catch (error) {
    throw storeFault(error)
  }
}

/** False when a paper the copy names is nowhere any more. What it does not name is not kept. */
async function copyNamed(file: string, files: Files): Promise<boolean> {
  const copy = connect(file)
  try {
    const inFiles = namedFiles(copy)
    await copyFiles(files, inFiles)
    const kept = new Set(inFiles)
    for (const hash of files.to.list()) if (!kept.has(hash)) files.to.erase(hash)
    return inFiles.every((hash) => files.to.size(hash) !== null)
  } finally {
    copy.close()
  }
}

/** Those that are not there yet; one that the program erased meanwhile is passed over. */
async function copyFiles({ from, to }: Files, hashes: readonly Hash[]): Promise<void> {
  for (const hash of hashes) {
    if (to.size(hash) !== null) continue
    const bytes = readWhole(from, hash)
    if (bytes !== null) to.write(hash, bytes)
    await new Promise(setImmediate)
  }
}

function readWhole(from: BlobFolder, hash: Hash): Buffer | null {
  try {
    return from.use(hash, ({ read, sizeBytes }) => read(0, sizeBytes))
  } catch (error) {
    if (error instanceof Fault && error.code === 'paper/not-held') return null
    throw error
  }
}
