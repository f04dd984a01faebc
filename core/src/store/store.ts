import type { CaseState } from '../domain/case/state.js'
import type { StoreId } from '../domain/values.js'
import { CommitQueue, transact, transactUnsynced, type TransactionHost } from './commit.js'
import type { Connection } from './file/connection.js'
import { type ChangeKind, watchTables } from './file/watch-tables.js'
import { Fault } from '../domain/fault.js'
import type { BatchFiles } from './papers/batch-files.js'
import type { BlobFolder } from './papers/blob-folder.js'
import { BlobMover } from './papers/blob-mover.js'
import { Blobs } from './papers/blobs.js'
import type { BlobFiles, DiskBlobFiles } from './papers/blob-files.js'
import { type BlobSnapshot, MemoryBlobFiles } from './papers/memory-blob-files.js'
import { resealPapers } from './papers/reseal-papers.js'
import { KeyRotation } from './secrets/rotation.js'
import type { Secrets } from './secrets/secrets.js'
import { forgetAll, prepareTables, type Tables, TablesByName } from './tables.js'
import { showApplicant } from './erasure/show-applicant.js'
import { backup } from './upkeep/backup.js'
import { rebuild } from './upkeep/rebuild.js'
import type { Finding } from './upkeep/finding.js'
import { verify } from './upkeep/verify.js'

/** What a store in memory holds, as its disk would after a crash. */
export interface StoreSnapshot {
  readonly database: Buffer
  readonly blobs: BlobSnapshot
}

/** Of the store's single facts: the id of the key that writes. */
export const SITE_KEY = 'site-key'

/** What only a store in a folder has. */
export interface PartsOnDisk {
  /** Papers' files as they lie there, sealed. */
  readonly blobFolder: BlobFolder
  readonly files: DiskBlobFiles
  readonly dataFolder: string
  readonly keyFile: string
}

/** What `openStore` found or made; the store takes it over. */
export interface StoreParts {
  readonly connection: Connection
  /** Opens the file again after an I/O error, checked; null for a store in memory. */
  readonly reopen: (() => Connection) | null
  readonly files: BlobFiles
  /** Null for a store in memory. */
  readonly onDisk: PartsOnDisk | null
  readonly secrets: Secrets
  /** Where the journal's papers are moved to; null for a store in memory, where they stay. */
  readonly batchFiles: BatchFiles | null
  readonly release: () => void
  readonly schedule: (flush: () => void) => void
}

/** What went wrong last: `full` until a write succeeds, `failed` until the file was opened again. */
export type StoreHealth = 'ok' | 'full' | 'failed'

/**
 * Everything one site keeps: its log, links, papers, roster, items, drafts and what screens read of them.
 * All writing goes through `commits.run` or `transact`. After an I/O error the tables are other objects,
 * so they are asked for by name each time and never kept.
 */
export class Store extends TablesByName {
  readonly id: StoreId
  /** How often this store was opened. */
  readonly starts: number
  readonly blobs: Blobs
  readonly commits: CommitQueue
  readonly #parts: StoreParts
  readonly #host: TransactionHost
  readonly #onRollback: ((scope: 'command' | 'all') => void)[] = []
  readonly #onCommit: ((changed: ReadonlySet<ChangeKind>) => void)[] = []
  readonly #onMoveFailed: ((fault: Fault) => void)[] = []
  readonly #mover: BlobMover | null
  #connection: Connection | null
  #tables: Tables
  #changed = new Set<ChangeKind>()
  #health: StoreHealth = 'ok'
  #backups = 0
  #closed = false

  constructor(parts: StoreParts, id: StoreId, starts: number) {
    super()
    this.#parts = parts
    this.#connection = parts.connection
    this.#watch(parts.connection)
    this.#tables = prepareTables(parts.connection, parts.secrets)
    this.id = id
    this.starts = starts
    this.blobs = new Blobs(parts.files, {
      journal: () => this.#tables.journal,
      isNamed: (hash) => this.papers.has(hash),
      erased: (hash) => this.#mover?.erased(hash),
    })
    this.#mover = parts.batchFiles === null ? null : this.#makeMover(parts.batchFiles)
    this.#host = this.#makeHost()
    this.commits = new CommitQueue(this.#host, parts.schedule)
  }

  get health(): StoreHealth {
    const fault = this.#mover?.fault ?? null
    if (this.#health !== 'ok' || fault === null) return this.#health
    return fault.code === 'store/full' ? 'full' : 'failed'
  }

  protected override get tables(): Tables {
    return this.#tables
  }

  /** Runs one synchronous transaction; when it returns all is on the disk. Not from inside another. */
  transact<T>(work: () => T): T {
    return transact(this.#host, work)
  }

  /** As `transact`, without waiting for the disk: for what is learned again should the power fail. */
  note(work: () => void): void {
    transactUnsynced(this.#host, work)
  }

  /** Called when something written was rolled back, before anybody is told: cached state may not be believed. */
  onRollback(listener: (scope: 'command' | 'all') => void): void {
    this.#onRollback.push(listener)
  }

  /** Called after each commit, before its answers leave, with what people look at that it may have changed. */
  onCommit(listener: (changed: ReadonlySet<ChangeKind>) => void): void {
    this.#onCommit.push(listener)
  }

  /** Called when papers could not be moved to their files, once until they can again; they are safe where they are. */
  onMoveFailed(listener: (fault: Fault) => void): void {
    this.#onMoveFailed.push(listener)
  }

  /** Moves what the journal of papers holds to files; ends early when told to, and what is left is moved after the next start. */
  async settle(signal?: AbortSignal): Promise<void> {
    await this.#mover?.settle(signal)
  }

  /** Moves, at the first lull, what an earlier run left in the journal of papers. */
  moveLeftovers(): void {
    this.#mover?.noticed()
  }

  /** Changes the key while the store is in use; null for a store in memory. */
  keyRotation(): KeyRotation | null {
    const { onDisk, secrets } = this.#parts
    if (onDisk === null) return null
    const transact = <T>(work: () => T): T => this.transact(work)
    const [db, journal] = [() => this.#host.db, () => this.#tables.journal]
    const papers = { db, secrets, journal, folder: onDisk.blobFolder, transact, settle: () => this.settle() }
    return new KeyRotation({
      ...onDisk,
      db,
      secrets,
      transact,
      applicants: () => this.#tables.applicants,
      remember: (key) => this.transact(() => this.meta.put(SITE_KEY, key)),
      resealPapers: () => resealPapers(papers),
      dropOldParts: () => onDisk.files.dropOldParts(),
    })
  }

  /** Shows who applies in a case, as the paper held here says; in the transaction that changes whether it is held. */
  showApplicant(state: CaseState): void {
    showApplicant(this.#tables, this.blobs, state)
  }

  /** Erases the files of papers nothing holds any more, and says how many; none while a backup runs. */
  eraseUnreferenced(): number {
    if (this.#backups > 0) return 0
    const gone = this.papers.unreferenced()
    if (gone.length === 0) return 0
    this.transact(() => gone.forEach((hash) => this.papers.forget(hash)))
    gone.forEach((hash) => this.blobs.erase(hash))
    return gone.length
  }

  /** Copies the write-ahead log back and empties it, so that no deleted byte is left in it. */
  checkpoint(): void {
    this.#host.db.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** Drops every projection and makes it again from facts, in one transaction. */
  rebuild(): void {
    this.transact(() => rebuild(this.#host.db, this.#tables, this.blobs))
  }

  /** Looks through everything and names what is not as it should be; empty when all is well. */
  verify(): Finding[] {
    return verify(this.#host.db, this.#tables, this.blobs, this.#parts.secrets)
  }

  /** Writes a copy of the store as it is now into an empty folder, while work goes on. */
  async backup(folder: string): Promise<void> {
    const files = this.#parts.onDisk?.blobFolder
    if (files === undefined) throw new Error('a store in memory has no files')
    this.#backups += 1
    const release = this.blobs.keepAll()
    try {
      await backup(this.#host.db, files, folder)
    } finally {
      this.#backups -= 1
      release()
    }
  }

  /** A store in memory as its disk would be after a crash now. */
  serialize(): StoreSnapshot {
    const { files } = this.#parts
    if (!(files instanceof MemoryBlobFiles)) throw new Error('only a store in memory has snapshots')
    return { database: this.#host.db.serialize(), blobs: files.snapshot() }
  }

  /** Commits what waits and lets go of the folder. */
  close(): void {
    if (this.#closed) return
    this.commits.flushAll()
    this.#mover?.stop()
    this.#closed = true
    this.#connection?.close()
    this.#connection = null
    this.#parts.release()
  }

  #makeHost(): TransactionHost {
    const connection = () => this.#opened()
    return {
      get db() {
        return connection()
      },
      rolledBack: (scope) => this.#rolledBack(scope),
      committed: () => {
        this.#health = 'ok'
        const changed = this.#takeChanged()
        for (const listener of this.#onCommit) listener(changed)
        this.#mover?.noticed()
      },
      failed: (code) => {
        this.#health = code === 'store/full' ? 'full' : 'failed'
      },
      recover: () => this.#recover(),
    }
  }

  #watch(connection: Connection): void {
    watchTables(connection, (kind) => this.#changed.add(kind))
  }

  #takeChanged(): ReadonlySet<ChangeKind> {
    const changed = this.#changed
    if (changed.size > 0) this.#changed = new Set()
    return changed
  }

  #makeMover(files: BatchFiles): BlobMover {
    return new BlobMover(files, {
      journal: () => {
        this.#opened()
        return this.#tables.journal
      },
      transact: (work) => this.transact(work),
      isNamed: (hash) => this.papers.has(hash),
      erase: (hash) => this.blobs.erase(hash),
      failed: (fault) => {
        for (const listener of this.#onMoveFailed) listener(fault)
      },
    })
  }

  #rolledBack(scope: 'command' | 'all'): void {
    if (scope === 'all') this.#changed.clear()
    forgetAll(this.#tables)
    for (const listener of this.#onRollback) listener(scope)
  }

  #opened(): Connection {
    if (this.#closed) throw new Fault('store/failed', 'the store is closed')
    if (this.#connection === null) this.#reopen()
    if (this.#connection === null) throw new Fault('store/failed', 'the store could not be opened again')
    return this.#connection
  }

  /** A connection that failed is not trusted again: the file is opened anew, and checked. */
  #recover(): void {
    if (this.#parts.reopen === null) return
    this.#connection?.close()
    this.#connection = null
    try {
      this.#reopen()
    } catch {
      // Tried again at the next call, which is told why.
    }
  }

  #reopen(): void {
    if (this.#parts.reopen === null) return
    this.#connection = this.#parts.reopen()
    this.#watch(this.#connection)
    this.#tables = prepareTables(this.#connection, this.#parts.secrets)
  }
}
