import type { Clock } from '../../runtime/clock.js'
import type { PaperLedger, PaperName, WholePaper } from '../../site/ledger.js'

export interface GatheredOptions {
  readonly papers: Pick<PaperLedger, 'keep'>
  readonly clock: Clock
  /** Committed, or wanted no more. */
  readonly onKept: (paper: PaperName) => void
  /** The store did not take it: its bytes are gone. */
  readonly onLost: (paper: PaperName) => void
}

/** Papers that come within so long share a commit: nobody stands at a counter for them. */
const gatherMs = 20
/** No more than may be on their way at once, so that a commit stays short. */
const gatheredAtMost = 64

/** Small papers that came whole and wait a moment for others, so that not each of them waits for the disk. */
export class Gathered {
  readonly #options: GatheredOptions
  #papers: readonly WholePaper[] = []
  #dueMs = Number.POSITIVE_INFINITY

  constructor(options: GatheredOptions) {
    this.#options = options
  }

  /** When to call `tick`. */
  get dueMs(): number {
    return this.#dueMs
  }

  add(paper: WholePaper): void {
    if (this.#papers.length === 0) this.#dueMs = this.#options.clock.monotonicMs() + gatherMs
    this.#papers = [...this.#papers, paper]
    if (this.#papers.length >= gatheredAtMost) this.#keep()
  }

  tick(): void {
    if (this.#options.clock.monotonicMs() >= this.#dueMs) this.#keep()
  }

  #keep(): void {
    const papers = this.#papers
    this.#papers = []
    this.#dueMs = Number.POSITIVE_INFINITY
    try {
      this.#options.papers.keep(papers)
    } catch (error) {
      papers.forEach(this.#options.onLost)
      throw error
    }
    papers.forEach(this.#options.onKept)
  }
}
