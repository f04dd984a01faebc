import type { Lane, LaneMessage } from '../../site/ledger.js'
import type { Batch } from '../../wire/frame.js'
import {
  BATCHES_IN_FLIGHT,
  goBack,
  heard,
  LARGEST_FRAME_BYTES,
  maySend,
  progressDueMs,
  type SendState,
  type SentBatch,
  sent,
  startSending,
  type Statement,
} from './flow.js'

/** Most messages in one frame: their heads (under 20 bytes each) then fit beside the largest payloads. */
const batchMessages = 1024
const largestPayloadBytes = LARGEST_FRAME_BYTES - 32 * 1024

/** Where a lane's messages come from: the site's own log. */
export interface LaneSource {
  /** As `LinkLedger.read`: empty when nothing is written from there on. */
  read(from: number, maxBytes: number, upTo: number): readonly LaneMessage[]
}

/** Sends one lane of one session: what may leave now, what is on its way, and where to go back to. */
export class LaneSender {
  readonly lane: Lane
  readonly #source: LaneSource
  #state: SendState
  #mayHaveMore = true

  constructor(lane: Lane, start: { readonly from: number; readonly credit: number }, source: LaneSource, nowMs: number) {
    this.lane = lane
    this.#source = source
    this.#state = startSending(start.from, start.credit, nowMs)
  }

  get state(): SendState {
    return this.#state
  }

  /** When to call `checkProgress`; null while nothing is on its way. */
  get dueMs(): number | null {
    return progressDueMs(this.#state)
  }

  /** More is written than the window lets leave now. */
  get hasBacklog(): boolean {
    return this.#mayHaveMore && !maySend(this.#state, BATCHES_IN_FLIGHT)
  }

  /** New messages may have been written. */
  poke(): void {
    this.#mayHaveMore = true
  }

  /** The next batch, at least one message, about `frameBytes` large; null when nothing can leave now. */
  take(frameBytes: number, batchLimit: number, nowMs: number): Batch | null {
    if (!this.#mayHaveMore || !maySend(this.#state, batchLimit)) return null
    const first = this.#state.next
    const upTo = Math.min(this.#state.credit, first + batchMessages - 1)
    const messages = this.#source.read(first, Math.min(frameBytes, largestPayloadBytes), upTo)
    this.#mayHaveMore = messages.length > 0
    if (!this.#mayHaveMore) return null
    const sizeBytes = messages.reduce((sum, { payload }) => sum + payload.byteLength, 0)
    this.#state = sent(this.#state, messages.length, sizeBytes, sizeBytes * 2 > frameBytes, nowMs)
    return { kind: 'batch', lane: this.lane, first, messages }
  }

  /** Takes the peer's statement; the answer is what it no longer waits for. */
  heard(statement: Statement, nowMs: number): readonly SentBatch[] {
    const before = this.#state
    this.#state = heard(before, statement, nowMs)
    if (this.#state.next < before.next) this.#mayHaveMore = true
    return before.inFlight.filter(({ last }) => last <= statement.number)
  }

  /** Goes back to what the peer last said it committed when nothing moved for too long. */
  checkProgress(nowMs: number): boolean {
    const dueMs = this.dueMs
    if (dueMs === null || nowMs < dueMs) return false
    this.#state = goBack(this.#state, nowMs)
    this.#mayHaveMore = true
    return true
  }
}
