import type { Store } from '@liandong/core/store/store.js'

/** Thrown where a simulated process ends: nothing after it happened, nothing uncommitted was kept. */
export class ProcessEnded extends Error {}

/** The life of one program start. Once it has ended, its store takes no more writes and answers nobody. */
export class ProcessLife {
  /** Called once, when a crash point is reached; the disk then holds what was committed. */
  readonly #onCrash: () => void
  #hasEnded = false
  #commitsUntilCrash: number | null = null

  constructor(onCrash: () => void) {
    this.#onCrash = onCrash
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  end(): void {
    this.#hasEnded = true
  }

  /** The process will end inside a transaction to come, when its work is done and its commit is not; null: it will not. */
  crashInTransaction(transactionsToCome: number | null): void {
    this.#commitsUntilCrash = transactionsToCome
  }

  /** Lets every transaction of a store go through this life. */
  guard(store: Store): void {
    const { commits } = store
    const transact = store.transact.bind(store)
    const run = commits.run.bind(commits)
    store.transact = (work) => transact(() => this.#step(work))
    commits.run = (command) => run(() => this.#step(command))
  }

  #step<T>(work: () => T): T {
    if (this.#hasEnded) throw new ProcessEnded('the process has ended')
    const result = work()
    if (this.#isCrashPoint()) {
      this.#hasEnded = true
      this.#onCrash()
      throw new ProcessEnded('crashed before the commit')
    }
    return result
  }

  #isCrashPoint(): boolean {
    if (this.#commitsUntilCrash === null) return false
    this.#commitsUntilCrash -= 1
    return this.#commitsUntilCrash <= 0
  }
}
