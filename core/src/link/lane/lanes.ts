import type { SiteId } from '../../domain/values.js'
import type { Clock } from '../../runtime/clock.js'
import type { CaseRange, Lane, LaneMark, LinkLedger } from '../../site/ledger.js'
import type { Ack, Batch, LaneState } from '../../wire/frame.js'
import { judgeStatement, type LaneStart, type Stopped } from '../merge.js'
import type { LaneStatus } from '../status.js'
import { BATCHES_IN_FLIGHT, BULK_BATCHES_BESIDE_CASE, FIRST_FRAME_BYTES, paceAfter, slower, type Statement } from './flow.js'
import { LaneReceiver, type Taken } from './receiver.js'
import { LaneSender } from './sender.js'

export interface SessionLanesOptions {
  readonly peer: SiteId
  readonly ledger: LinkLedger
  readonly clock: Clock
  readonly windowMessages: number
  readonly starts: readonly LaneStart[]
}

interface OneLane {
  readonly sender: LaneSender
  readonly receiver: LaneReceiver
  peerWritten: number
}

/** Case gets four turns where bulk gets one. */
const caseTurns = 4
/** A case batch this large, lately, means the peer has more to send than papers should stand beside. */
const busyBytes = 16 * 1024
const busyMs = 2_000
/** The peer may need time to write again what was asked for. */
const askAgainMs = 60_000

/** Both lanes of a running session, both directions. */
export class SessionLanes {
  readonly #options: SessionLanesOptions
  readonly #lanes: Readonly<Record<Lane, OneLane>>
  #frameBytes = FIRST_FRAME_BYTES
  #pacedMs = Number.NEGATIVE_INFINITY
  #caseTurnsTaken = 0
  #busyUntilMs = 0
  #askAgainAtMs = 0

  constructor(options: SessionLanesOptions) {
    this.#options = options
    const marks = options.ledger.marks(options.peer)
    this.#lanes = { case: this.#open('case', marks), bulk: this.#open('bulk', marks) }
  }

  #open(lane: Lane, marks: readonly LaneMark[]): OneLane {
    const { peer, ledger, clock, windowMessages, starts } = this.#options
    const start = starts.find((one) => one.lane === lane)
    const mark = marks.find((one) => one.lane === lane)
    if (start === undefined || mark === undefined) throw new Error(`lane ${lane} has no mark`)
    const source = { read: (from: number, maxBytes: number, upTo: number) => ledger.read(peer, lane, from, maxBytes, upTo) }
    return {
      sender: new LaneSender(lane, start, source, clock.monotonicMs()),
      receiver: new LaneReceiver(peer, ledger, mark, windowMessages),
      peerWritten: 0,
    }
  }

  get frameBytes(): number {
    return this.#frameBytes
  }

  /** Case messages wait at one end or the other: papers should step back. */
  get hasCaseBacklog(): boolean {
    const { sender, receiver, peerWritten } = this.#lanes.case
    return sender.hasBacklog || peerWritten > receiver.received || this.#options.clock.monotonicMs() < this.#busyUntilMs
  }

  /** When to call `checkProgress`; null while nothing is on its way. */
  get dueMs(): number | null {
    const dues = this.#all().flatMap(({ sender }) => sender.dueMs ?? [])
    return dues.length === 0 ? null : Math.min(...dues)
  }

  #all(): readonly OneLane[] {
    return [this.#lanes.case, this.#lanes.bulk]
  }

  /** New messages may have been written. */
  poke(): void {
    for (const { sender } of this.#all()) sender.poke()
  }

  /** The next batch to send, lanes in turn by their weights. */
  nextBatch(): Batch | null {
    const order: readonly Lane[] = this.#caseTurnsTaken < caseTurns ? ['case', 'bulk'] : ['bulk', 'case']
    for (const lane of order) {
      const limit = lane === 'bulk' && this.#lanes.case.sender.hasBacklog ? BULK_BATCHES_BESIDE_CASE : BATCHES_IN_FLIGHT
      const batch = this.#lanes[lane].sender.take(this.#frameBytes, limit, this.#options.clock.monotonicMs())
      if (batch === null) continue
      this.#caseTurnsTaken = lane === 'case' ? this.#caseTurnsTaken + 1 : 0
      return batch
    }
    return null
  }

  /** Commits what is new; throws the store's Fault, and then nothing of it is acknowledged. */
  takeBatch(batch: Batch): Taken {
    const one = this.#lanes[batch.lane]
    const taken = one.receiver.take(batch)
    one.peerWritten = Math.max(one.peerWritten, batch.first + batch.messages.length - 1)
    const sizeBytes = batch.messages.reduce((sum, { payload }) => sum + payload.byteLength, 0)
    if (batch.lane === 'case' && sizeBytes >= busyBytes) this.#busyUntilMs = this.#options.clock.monotonicMs() + busyMs
    return taken
  }

  ack(lane: Lane): Ack {
    return this.#lanes[lane].receiver.ack()
  }

  takeAck({ lane, number, digest, credit, results }: Ack): Stopped | null {
    const stopped = this.#judge(lane, number, digest)
    if (stopped !== null) return stopped
    const { acknowledged } = this.#lanes[lane].sender.state
    if (number > acknowledged || results.length > 0) {
      const { ledger, peer } = this.#options
      ledger.acknowledge(peer, lane, Math.max(number, acknowledged), results)
    }
    this.#advance(lane, { number, credit, inAck: results.length === 0 })
    return null
  }

  /** What a heartbeat states: it acknowledges as an answer does, but never means a gap. */
  takeStates(states: readonly LaneState[]): Stopped | null {
    for (const { lane, received, receivedDigest, credit, written } of states) {
      const stopped = this.#judge(lane, received, receivedDigest)
      if (stopped !== null) return stopped
      const one = this.#lanes[lane]
      if (received > one.sender.state.acknowledged) this.#options.ledger.acknowledge(this.#options.peer, lane, received, [])
      this.#advance(lane, { number: received, credit, inAck: false })
      one.peerWritten = Math.max(one.peerWritten, written)
    }
    return null
  }

  #judge(lane: Lane, number: number, digest: string): Stopped | null {
    const { ledger, peer } = this.#options
    const { next, acknowledged } = this.#lanes[lane].sender.state
    const written = number < next ? next - 1 : (ledger.marks(peer).find((mark) => mark.lane === lane)?.written ?? 0)
    return judgeStatement(written, { number, digest }, ledger.digestAt(peer, lane, number), acknowledged)
  }

  #advance(lane: Lane, statement: Statement): void {
    const nowMs = this.#options.clock.monotonicMs()
    for (const { sentMs, isFull } of this.#lanes[lane].sender.heard(statement, nowMs)) {
      // What left before the last change tells of the old size.
      if (sentMs >= this.#pacedMs) this.#pace(paceAfter(this.#frameBytes, nowMs - sentMs, isFull), nowMs)
    }
  }

  #pace(frameBytes: number, nowMs: number): void {
    if (frameBytes !== this.#frameBytes) this.#pacedMs = nowMs
    this.#frameBytes = frameBytes
  }

  /** All the peer has written so far in that lane is here. */
  isDrained(lane: Lane): boolean {
    const { receiver, peerWritten } = this.#lanes[lane]
    return peerWritten === receiver.received
  }

  /** Ranges whose Ask must have been lost: everything written has come, and still they are missing. */
  asksAgain(): readonly CaseRange[] {
    const { receiver, peerWritten } = this.#lanes.case
    const nowMs = this.#options.clock.monotonicMs()
    if (peerWritten > receiver.received || nowMs < this.#askAgainAtMs) return []
    const open = this.#options.ledger.openAsks(this.#options.peer)
    if (open.length > 0) this.#askAgainAtMs = nowMs + askAgainMs
    return open
  }

  /** Goes back where nothing moved for too long, with smaller frames. */
  checkProgress(nowMs: number): void {
    for (const { sender } of this.#all()) if (sender.checkProgress(nowMs)) this.#pace(slower(this.#frameBytes), nowMs)
  }

  status(marks: readonly LaneMark[]): LaneStatus[] {
    return marks.map(({ lane, written, acknowledged, received }) => {
      const { sender, peerWritten } = this.#lanes[lane]
      const { next, inFlight, credit } = sender.state
      const oldest = inFlight[0]
      const waitingMs = oldest === undefined ? null : this.#options.clock.monotonicMs() - oldest.sentMs
      const inFlightCount = next - 1 - sender.state.acknowledged
      return { lane, written, acknowledged, sent: next - 1, inFlight: inFlightCount, credit, received, peerWritten, waitingMs }
    })
  }
}
