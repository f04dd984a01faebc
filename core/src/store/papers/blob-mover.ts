import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'
import type { BatchFiles } from './batch-files.js'
import type { BlobJournal, JournalEntry } from './blob-journal.js'

/** No commit for so long: the disk is free for what nobody waits for. */
const LULL_MS = 200
/** Half of what the write-ahead log holds between two checkpoints; beyond it files are moved though work goes on. */
const PRESSING_BYTES = 16 * 1024 * 1024
/** Files in one batch: at most 4 MiB in memory, and renamed in about a millisecond. */
const BATCH = 64
/** Until a disk that was full is tried again: the time a person takes to delete something. */
const RETRY_MS = 10_000

/** What moving needs of its store. */
export interface MoverHost {
  readonly journal: () => BlobJournal
  readonly transact: (work: () => void) => void
  /** Whether a row names the paper. */
  readonly isNamed: (hash: Hash) => boolean
  readonly erase: (hash: Hash) => void
  /** A batch failed after the last had not; its papers stay in the journal. */
  readonly failed: (fault: Fault) => void
}

/** Moves papers from the journal to files of their own, one batch at a time, when there is a lull. */
export class BlobMover {
  readonly #files: BatchFiles
  readonly #host: MoverHost
  /** Erased while a batch was under way: whatever the batch wrote of them does not count. */
  readonly #erased = new Set<Hash>()
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #lastCommitMs = 0
  #signal: AbortSignal | null = null
  #fault: Fault | null = null
  #isStopped = false

  constructor(files: BatchFiles, host: MoverHost) {
    this.#files = files
    this.#host = host
  }

  /** Why the last batch failed; null when it did not. */
  get fault(): Fault | null {
    return this.#fault
  }

  /** Something was committed, perhaps a paper. */
  noticed(): void {
    this.#lastCommitMs = performance.now()
    if (this.#isStopped || this.#timer !== null || this.#running !== null) return
    if (!this.#host.journal().isEmpty()) this.#arm(LULL_MS)
  }

  erased(hash: Hash): void {
    if (this.#running !== null) this.#erased.add(hash)
  }

  /** Moves all there is now; ends early, without an error, when told to or when the disk does not take it. */
  async settle(signal: AbortSignal | null = null): Promise<void> {
    this.#disarm()
    this.#signal = signal
    if (this.#running !== null) await this.#running
    if (!this.#isStopped) await this.#run()
    this.#signal = null
  }

  /** From here on no file appears and no row goes. */
  stop(): void {
    this.#isStopped = true
    this.#disarm()
  }

  #arm(afterMs: number): void {
    this.#disarm()
    this.#timer = setTimeout(() => this.#tick(), afterMs).unref()
  }

  #disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #tick(): void {
    this.#timer = null
    const quietMs = performance.now() - this.#lastCommitMs
    if (quietMs < LULL_MS && !this.#isPressing()) this.#arm(LULL_MS)
    else void this.#run()
  }

  #isPressing(): boolean {
    try {
      return this.#host.journal().putBytes >= PRESSING_BYTES
    } catch {
      return true
    }
  }

  #run(): Promise<void> {
    this.#running ??= this.#moveAll().then(() => {
      this.#running = null
      if (this.#fault !== null && !this.#isStopped) this.#arm(RETRY_MS)
    })
    return this.#running
  }

  /** Never rejects: what cannot be moved now stays where it is safe. */
  async #moveAll(): Promise<void> {
    try {
      while (!this.#isStopped && this.#signal?.aborted !== true && !this.#host.journal().isEmpty()) {
        await this.#move(this.#host.journal().oldest(BATCH))
        this.#fault = null
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  async #move(batch: readonly JournalEntry[]): Promise<void> {
    this.#erased.clear()
    await this.#files.write(batch, () => this.#isStopped)
    if (this.#isStopped) return this.#files.drop(batch)
    this.#files.name(batch)
    await this.#files.sync(batch)
    if (this.#isStopped) return
    const moved = batch.filter(({ hash }) => !this.#erased.has(hash))
    this.#host.transact(() => moved.forEach(({ hash }) => this.#host.journal().remove(hash)))
    for (const { hash } of batch) if (!this.#host.isNamed(hash)) this.#host.erase(hash)
  }

  #fail(error: unknown): void {
    if (this.#isStopped) return
    const isFirst = this.#fault === null
    this.#fault = error instanceof Fault ? error : new Fault('store/failed', 'papers', error)
    if (isFirst) this.#host.failed(this.#fault)
  }
}
