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
import { DiskBlobFiles } from './papers/blob-files.js'
import { BlobFolder } from './papers/blob-folder.js'
import { BatchFiles } from './papers/batch-files.js'
import { MemoryBlobFiles } from './papers/memory-blob-files.js'
import { keyFileBeside, makeKeyFile, readKeyFile } from './secrets/key-file.js'
import { memoryRing } from './secrets/key-ring.js'
import { Secrets } from './secrets/secrets.js'
import { SITE_KEY, Store, type StoreParts, type StoreSnapshot } from './store.js'
import { PROJECTION_VERSION } from './upkeep/rebuild.js'
import { sweep } from './upkeep/sweep.js'

export interface StoreOptions {
  /** When commands that wait are committed together; the default is once the event loop has read what came in. */
  readonly schedule?: (flush: () => void) => void
  /** Stops the file from growing past so many pages of 8 KiB: a full disk, for tests. */
  readonly maxPages?: number
  /** Id of a new store; random when absent. */
  readonly newId?: StoreId
  /** The file with the keys all personal data is sealed by, outside the folder; beside the folder when absent. */
  readonly keyFile?: string
}

/** The folder's one database file. */
export const DATABASE_FILE = 'site.db'
const LOCK_FILE = 'site.lock'
const BLOB_FOLDER = 'blobs'
const STORE_ID = 'store-id'

/**
 * Opens a store's folder, making it when it is not there, or a new store in memory. Throws a Fault:
 * `store/in-use`, `store/newer`, `store/damaged`, `store/key-…`, `store/full` or `store/failed`.
 */
export function openStore(folder: string, options: StoreOptions = {}): Store {
  if (folder === ':memory:') return fromSource(':memory:', options, () => inMemory(new MemoryBlobFiles()))
  makeFolder(folder)
  const lock = takeLock(join(folder, LOCK_FILE))
  try {
    return fromSource(join(folder, DATABASE_FILE), options, (connection) =>
      onDisk(folder, connection, options, () => lock.release()),
    )
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A store in memory as it was when the snapshot was taken: what a simulated site finds after a crash. */
export function openSnapshot(snapshot: StoreSnapshot, options: StoreOptions = {}): Store {
  return fromSource(snapshot.database, options, () => inMemory(new MemoryBlobFiles(snapshot.blobs)))
}

function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new Fault('store/failed', folder, cause)
  }
}

/** Where a store's papers lie, and what seals them. */
type Kept = Pick<StoreParts, 'files' | 'onDisk' | 'secrets' | 'batchFiles' | 'release'>

function inMemory(files: MemoryBlobFiles): Kept {
  return { files, onDisk: null, secrets: new Secrets(memoryRing), batchFiles: null, release: () => {} }
}

function onDisk(folder: string, connection: Connection, options: StoreOptions, release: () => void): Kept {
  const secrets = secretsOf(folder, connection, options)
  const path = join(folder, BLOB_FOLDER)
  const blobFolder = new BlobFolder(path)
  const files = new DiskBlobFiles(blobFolder, secrets)
  const { keyFile = keyFileBeside(folder) } = options
  const onDisk = { blobFolder, files, dataFolder: folder, keyFile }
  return { files, onDisk, secrets, batchFiles: new BatchFiles(path), release }
}

/** A store remembers the key that wrote last: without it nothing is opened, and none is made anew over what it sealed. */
function secretsOf(folder: string, connection: Connection, { keyFile = keyFileBeside(folder) }: StoreOptions): Secrets {
  const meta = new Meta(connection)
  const known = meta.get(SITE_KEY)
  if (known === null && meta.get(STORE_ID) !== null)
    throw new Fault('store/damaged', `${folder} does not say which key sealed it`)
  const ring = known === null ? makeKeyFile(keyFile, folder) : readKeyFile(keyFile, folder)
  if (known !== null && !ring.some(({ id }) => id === known))
    throw new Fault('store/key-wrong', `${keyFile} lacks the key ${known} of ${folder}`)
  if (known !== ring[0].id) meta.put(SITE_KEY, ring[0].id)
  return new Secrets(ring)
}

function fromSource(source: string | Buffer, options: StoreOptions, keep: (connection: Connection) => Kept): Store {
  const connection = open(source, options)
  try {
    const kept = keep(connection)
    const { id, starts } = start(connection, options)
    const reopen = kept.onDisk === null ? null : () => open(source, options)
    const schedule = options.schedule ?? setImmediate
    const store = new Store({ connection, reopen, schedule, ...kept }, id, starts)
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
      const id = meta.get(STORE_ID) ?? options.newId ?? randomHex()
      const starts = (meta.number('starts') ?? 0) + 1
      meta.put(STORE_ID, id)
      meta.put('starts', String(starts))
      return { id, starts }
    })
    .immediate()
}
