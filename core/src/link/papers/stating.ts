import type { CaseId, SiteId } from '../../domain/values.js'
import type { Clock } from '../../runtime/clock.js'
import type { PaperLedger, PaperName, PapersChange } from '../../site/ledger.js'
import type { Outbox } from '../session/outbox.js'

export interface StatingOptions {
  readonly peer: SiteId
  readonly papers: PaperLedger
  readonly clock: Clock
  readonly outbox: Outbox
  /** It is on its way already, or rests: saying it now would change nothing. */
  readonly isUnderWay: (key: string) => boolean
}

/** Wants stated and not answered, with papers offered and not asked for: enough to keep a line full of small papers. */
const windowPapers = 512
/** A neighbour that has a paper says so at once; after so long without a word it has not, and others take its turn. */
const quietMs = 1_000
/** All is said again so often: the word, or the answer, may have been lost. */
const againMs = 60_000
/** Cases looked at one by one; when more wait, everything is read anew. */
const casesKept = 4_096
/** Frames that wait for the line before no more are added. */
const outboxRoom = 1_024

/**
 * Says to one neighbour what is wanted: everything once, again each minute, and what arises in between. A want that was said stays said;
 * only those of a window are waited for, and none holds up the ones behind it.
 */
export class Stating {
  readonly #options: StatingOptions
  /** Said and not answered, oldest first, since when. */
  readonly #open = new Map<string, number>()
  readonly #cases = new Set<CaseId>()
  #fromCase: readonly PaperName[] = []
  /** All that is wanted, as far as it is not gone through; null once it is. */
  #all: Iterator<PaperName> | null = null
  #againAtMs = 0
  #isAllDue = false
  #isCaseNext = false

  constructor(options: StatingOptions) {
    this.#options = options
  }

  get #nowMs(): number {
    return this.#options.clock.monotonicMs()
  }

  get openCount(): number {
    return this.#open.size
  }

  /** Says everything, from the start. */
  sayAll(): void {
    this.#isAllDue = false
    this.#againAtMs = this.#nowMs + againMs
    this.#all = this.#options.papers.wantsFrom(this.#options.peer)[Symbol.iterator]()
  }

  arose({ wantedIn }: PapersChange): void {
    for (const caseId of wantedIn) this.#cases.add(caseId)
    if (this.#cases.size <= casesKept) return
    this.#cases.clear()
    this.#isAllDue = true
  }

  /** Whether it was waited for. Answers come in the order of the wants, so those before it have none for now. */
  answered(key: string): boolean {
    if (!this.#open.has(key)) return false
    for (const earlier of this.#open.keys()) {
      this.#open.delete(earlier)
      if (earlier === key) return true
    }
    return false
  }

  /** Says as many more as there is room for beside so many offered. */
  fill(offered: number): void {
    const { outbox, isUnderWay } = this.#options
    this.#forgetQuiet()
    if (this.#all === null && (this.#isAllDue || this.#nowMs >= this.#againAtMs)) this.sayAll()
    while (this.#open.size + offered < windowPapers && outbox.waitingCount < outboxRoom) {
      const paper = this.#next()
      if (paper === null) return
      const key = keyOf(paper)
      if (!this.#open.has(key) && !isUnderWay(key)) this.#say(key, paper)
    }
  }

  #say(key: string, { caseId, hash }: PaperName): void {
    this.#open.set(key, this.#nowMs)
    this.#options.outbox.put(`want ${key}`, () => ({ kind: 'want', caseId, hash }))
  }

  #forgetQuiet(): void {
    const beforeMs = this.#nowMs - quietMs
    for (const [key, saidMs] of this.#open) {
      if (saidMs > beforeMs) return
      this.#open.delete(key)
    }
  }

  /** By turns the next of all and one of a case in which some arose, so that neither waits for the end of the other. */
  #next(): PaperName | null {
    this.#isCaseNext = !this.#isCaseNext
    return this.#isCaseNext ? (this.#nextOfCases() ?? this.#nextOfAll()) : (this.#nextOfAll() ?? this.#nextOfCases())
  }

  #nextOfAll(): PaperName | null {
    const next = this.#all?.next()
    if (next?.done !== false) this.#all = null
    return next?.done === false ? next.value : null
  }

  #nextOfCases(): PaperName | null {
    const { papers, peer } = this.#options
    for (const caseId of this.#fromCase.length > 0 ? [] : this.#cases) {
      this.#cases.delete(caseId)
      this.#fromCase = papers.wantsOf(peer, caseId)
      if (this.#fromCase.length > 0) break
    }
    const [paper, ...others] = this.#fromCase
    this.#fromCase = others
    return paper ?? null
  }

  /** When to call `fill` if nothing comes before. */
  get dueMs(): number {
    if (this.#all === null && this.#cases.size === 0 && this.#fromCase.length === 0) {
      return this.#isAllDue ? this.#nowMs : this.#againAtMs
    }
    const [oldestMs = this.#nowMs] = this.#open.values()
    return oldestMs + quietMs
  }
}

/** A paper's name as one word. */
export function keyOf({ caseId, hash }: PaperName): string {
  return `${caseId} ${hash}`
}
