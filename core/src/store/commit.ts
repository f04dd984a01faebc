import type { Statement } from 'better-sqlite3'
import { Fault } from '../domain/fault.js'
import type { Connection } from './file/connection.js'
import { isFull, isStorageFailure, storeFault } from './file/sqlite-fault.js'

/**
 * Commands sharing one commit at most: with some ten writes each the first in the batch waits no
 * longer than a few tens of milliseconds, and beyond this the synchronous write is no longer what costs.
 */
const MAX_BATCH = 256

/** What a transaction needs of its store. */
export interface TransactionHost {
  readonly db: Connection
  /** Something written was rolled back: one command, or everything since the transaction began. */
  rolledBack(scope: 'command' | 'all'): void
  committed(): void
  failed(code: 'store/full' | 'store/failed'): void
  /** An I/O error other than a full disk: close, reopen, verify. */
  recover(cause: unknown): void
}

/**
 * Runs one synchronous transaction; when this returns it is on the disk. Throws what `work` threw, or a store Fault.
 * `work` must let errors of SQLite through: what it wrote after a lost transaction would commit alone.
 */
export function transact<T>(host: TransactionHost, work: () => T): T {
  const { db } = host
  if (db.inTransaction) throw new Error('a transaction is open already')
  let result: T
  try {
    db.exec('BEGIN IMMEDIATE')
    result = work()
    if (!db.inTransaction) throw lost()
    db.exec('COMMIT')
  } catch (error) {
    throw abandon(host, error)
  }
  host.committed()
  return result
}

/**
 * As `transact`, without waiting for the disk: for what is learned again should the power fail. The next synced commit carries it
 * along; nothing else is ever lost with it.
 */
export function transactUnsynced<T>(host: TransactionHost, work: () => T): T {
  const { db } = host
  db.exec('PRAGMA synchronous = NORMAL')
  try {
    return transact(host, work)
  } finally {
    if (db.open) db.exec('PRAGMA synchronous = FULL')
  }
}

interface Waiting {
  readonly command: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** One for each command: as prepared statements they are not read anew each time. */
interface Savepoints {
  readonly begin: Statement<[]>
  readonly release: Statement<[]>
}

type Outcome = { readonly kind: 'done'; readonly value: unknown } | { readonly kind: 'failed'; readonly error: unknown }

/** Lets commands that wait at the same moment share one commit; no answer leaves before it. */
export class CommitQueue {
  readonly #host: TransactionHost
  readonly #schedule: (flush: () => void) => void
  readonly #waiting: Waiting[] = []
  readonly #savepoints = new WeakMap<Connection, Savepoints>()
  #scheduled = false

  constructor(host: TransactionHost, schedule: (flush: () => void) => void) {
    this.#host = host
    this.#schedule = schedule
  }

  /**
   * Runs a synchronous command inside the next shared transaction. What it returns or throws is told
   * only after the commit; when the batch is lost, every command in it rejects with the store's Fault.
   */
  run<T>(command: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ command, resolve: resolve as (value: unknown) => void, reject })
      this.#wake()
    })
  }

  /** Commits everything that waits, batch after batch. */
  flushAll(): void {
    while (this.#waiting.length > 0) this.flush()
  }

  /** Commits the next batch, now. */
  flush(): void {
    this.#scheduled = false
    const batch = this.#waiting.splice(0, MAX_BATCH)
    if (this.#waiting.length > 0) this.#wake()
    if (batch.length > 0) this.#commit(batch)
  }

  #wake(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#schedule(() => this.flush())
  }

  #commit(batch: readonly Waiting[]): void {
    let outcomes: readonly Outcome[]
    try {
      outcomes = transact(this.#host, () => batch.map(({ command }) => this.#runOne(command)))
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return
    }
    outcomes.forEach((outcome, index) => {
      const { resolve, reject } = batch[index] as Waiting
      if (outcome.kind === 'done') resolve(outcome.value)
      else reject(outcome.error)
    })
  }

  /** A savepoint of its own; throws only when the whole transaction is gone. */
  #runOne(command: () => unknown): Outcome {
    const { db } = this.#host
    const { begin, release } = this.#savepointsOf(db)
    begin.run()
    try {
      const value = command()
      if (!db.inTransaction) throw lost()
      release.run()
      return { kind: 'done', value }
    } catch (error) {
      // A full disk makes SQLite drop the whole transaction; the next command would then commit alone.
      if (!db.inTransaction || (isStorageFailure(error) && !isFull(error))) throw error
      db.exec('ROLLBACK TO command; RELEASE command')
      this.#host.rolledBack('command')
      return { kind: 'failed', error: storeFault(error) }
    }
  }

  #savepointsOf(db: Connection): Savepoints {
    const known = this.#savepoints.get(db)
    if (known !== undefined) return known
    const made = { begin: db.prepare<[]>('SAVEPOINT command'), release: db.prepare<[]>('RELEASE command') }
    this.#savepoints.set(db, made)
    return made
  }
}

function lost(): Fault {
  return new Fault('store/failed', 'the transaction was lost')
}

/** Leaves no transaction open, drops caches, and says what happened in the words of the catalogue. */
function abandon(host: TransactionHost, error: unknown): unknown {
  const fault = storeFault(error)
  try {
    if (host.db.inTransaction) host.db.exec('ROLLBACK')
  } catch (cause) {
    host.recover(cause)
    host.rolledBack('all')
    return storeFault(cause)
  }
  if (fault instanceof Fault && (fault.code === 'store/full' || fault.code === 'store/failed')) host.failed(fault.code)
  if (isStorageFailure(error) && !isFull(error)) host.recover(error)
  host.rolledBack('all')
  return fault
}
