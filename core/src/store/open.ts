import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../domain/fault.js'
import type { StoreId } from '../domain/values.js'
import { randomHex } from '../wire/hash.js'
import { type Connection, connect } from './file/connection.js'
import { takeLock } from './file/lock.js'
import { migrate } from './file/migrations.js'
import { storeFault } from './file/sqlite-fault.js'
import { Meta } from './meta.js'
import { type BlobFiles, DiskBlobFiles } from './papers/blob-files.js'
import { BatchFiles } from './papers/batch-files.js'
import { MemoryBlobFiles } from './papers/memory-blob-files.js'
import { Store, type StoreParts, type StoreSnapshot } from './store.js'
import { PROJECTION_VERSION } from './upkeep/rebuild.js'
import { sweep } from './upkeep/sweep.js'

export interface StoreOptions {
  /** When commands that wait are committed together; the default is once the event loop has read what came in. */
  readonly schedule?: (flush: () => void) => void
  /** Stops the file from growing past so many pages of 8 KiB: a full disk, for tests. */
  readonly maxPages?: number
  /** Id of a new store; random when absent. */
  readonly newId?: StoreId
}

/** The folder's one database file. */
export const DATABASE_FILE = 'site.db'
const LOCK_FILE = 'site.lock'
const BLOB_FOLDER = 'blobs'

/**
 * Opens a store's folder, making it when it is not there, or a new store in memory. Throws a Fault:
 * `store/in-use`, `store/newer`, `store/damaged`, `store/full` or `store/failed`.
 */
export function openStore(folder: string, options: StoreOptions = {}): Store {
  if (folder === ':memory:') return fromSource(':memory:', new MemoryBlobFiles(), options)
  makeFolder(folder)
  const lock = takeLock(join(folder, LOCK_FILE))
  try {
    const file = join(folder, DATABASE_FILE)
    return fromSource(file, new DiskBlobFiles(join(folder, BLOB_FOLDER)), options, {
      batchFiles: new BatchFiles(join(folder, BLOB_FOLDER)),
      release: () => lock.release(),
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A store in memory as it was when the snapshot was taken: what a simulated site finds after a crash. */
export function openSnapshot(snapshot: StoreSnapshot, options: StoreOptions = {}): Store {
  return fromSource(snapshot.database, new MemoryBlobFiles(snapshot.blobs), options)
}

function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new Fault('store/failed', folder, cause)
  }
}

/** What only a store on disk has. */
type OnDisk = Pick<StoreParts, 'batchFiles' | 'release'>
const inMemory: OnDisk = { batchFiles: null, release: () => {} }

function fromSource(source: string | Buffer, files: BlobFiles, options: StoreOptions, onDisk = inMemory): Store {
  const connection = open(source, options)
  try {
    const { id, starts } = start(connection, options)
    const reopen = files instanceof MemoryBlobFiles ? null : () => open(source, options)
    const schedule = options.schedule ?? setImmediate
    const store = new Store({ connection, reopen, files, schedule, ...onDisk }, id, starts)
    sweep(store)
    if (store.meta.number('projections') !== PROJECTION_VERSION) store.rebuild()
    store.moveLeftovers()
    return store
  } catch (error) {
    connection.close()
    throw storeFault(error)
  }
}

function open(source: string | Buffer, { maxPages }: StoreOptions): Connection {
  const connection = connect(source, maxPages === undefined ? {} : { maxPages })
  try {
    migrate(connection, typeof source === 'string' ? source : 'snapshot')
    return connection
  } catch (error) {
    connection.close()
    throw storeFault(error)
  }
}

/** Gives a new store its id, and counts this opening. */
function start(connection: Connection, options: StoreOptions): { id: StoreId; starts: number } {
  const meta = new Meta(connection)
  return connection
    .transaction(() => {
      const id = meta.get('store-id') ?? options.newId ?? randomHex()
      const starts = (meta.number('starts') ?? 0) + 1
      meta.put('store-id', id)
      meta.put('starts', String(starts))
      return { id, starts }
    })
    .immediate()
}
