import { type SiteId, unreachable } from '../../domain/values.js'
import type { Clock } from '../../runtime/clock.js'
import type { CaseRange, LinkLedger } from '../../site/ledger.js'
import type { Ack, Ask, Batch, Heartbeat, PaperFrame, UnknownFrame } from '../../wire/frame.js'
import { laneStates } from './handshake.js'
import { HEARTBEAT_MS, type Heartbeats } from './heartbeat.js'
import type { SessionLanes } from '../lane/lanes.js'
import type { Stopped } from '../merge.js'
import type { Outbox } from './outbox.js'
import type { DropReason } from '../status.js'

export interface RunningOptions {
  readonly peer: SiteId
  readonly ledger: LinkLedger
  readonly clock: Clock
  readonly windowMessages: number
  readonly lanes: SessionLanes
  readonly outbox: Outbox
  readonly beats: Heartbeats
  readonly drop: (reason: DropReason) => void
}

/** Frames with a meaning, or none, once a session runs. */
export type RunningFrame = Batch | Ack | Heartbeat | Ask | PaperFrame | UnknownFrame

/** A duplicate is answered by a heartbeat, which states what is here; more often than this tells nothing new. */
const leastBeatMs = 1_000

/** What a running session says and hears. */
export class Running {
  readonly lanes: SessionLanes
  readonly #options: RunningOptions
  #lastBeatMs: number
  #beats = 0

  /** As the peer last said of itself. */
  peerInMaintenance = false

  constructor(options: RunningOptions) {
    this.#options = options
    this.lanes = options.lanes
    this.#lastBeatMs = options.clock.monotonicMs()
  }

  /** When something must be said or looked after. */
  get dueMs(): number {
    return Math.min(this.#lastBeatMs + HEARTBEAT_MS, this.lanes.dueMs ?? Number.POSITIVE_INFINITY)
  }

  /** Each heartbeat also looks for messages nobody spoke of, so that a forgotten poke costs seconds, not a case. */
  tick(nowMs: number): void {
    this.lanes.checkProgress(nowMs)
    if (nowMs < this.#lastBeatMs + HEARTBEAT_MS) return
    this.lanes.poke()
    this.beat()
  }

  beat(): void {
    const { outbox, beats, ledger, peer, clock, windowMessages } = this.#options
    this.#lastBeatMs = clock.monotonicMs()
    outbox.put('heartbeat', () => {
      const sites = ledger.siteReports?.(peer, this.#beats === 0) ?? []
      this.#beats += 1
      return {
        ...beats.next(laneStates(ledger.marks(peer), windowMessages)),
        ...(ledger.inMaintenance?.() === true ? { maintenance: true as const } : {}),
        ...(sites.length > 0 ? { sites } : {}),
      }
    })
  }

  /** Null when the session goes on. */
  take(body: RunningFrame): Stopped | null {
    switch (body.kind) {
      case 'batch':
        return this.#takeBatch(body)
      case 'ack':
        return this.lanes.takeAck(body)
      case 'heartbeat':
        return this.#takeHeartbeat(body)
      case 'ask':
        return this.#takeAsk(body)
      case 'want':
      case 'have':
      case 'pull':
      case 'chunk':
      case 'got':
      case 'unknown':
        this.#options.drop('unexpected')
        return null
      default:
        return unreachable(body)
    }
  }

  #takeBatch(batch: Batch): null {
    const { outbox, drop, clock } = this.#options
    const taken = this.lanes.takeBatch(batch)
    if (taken.kind !== 'committed') drop(taken.kind === 'gap' ? 'gap' : 'duplicate')
    if (taken.kind === 'again') {
      if (clock.monotonicMs() >= this.#lastBeatMs + leastBeatMs) this.beat()
      return null
    }
    outbox.put(`ack ${batch.lane}`, () => this.lanes.ack(batch.lane))
    if (taken.kind === 'committed') this.#ask(taken.asks)
    return null
  }

  #ask(ranges: readonly CaseRange[]): void {
    for (const { caseId, from, to } of ranges) {
      this.#options.outbox.put(`ask ${caseId} ${from} ${to}`, () => ({ kind: 'ask', caseId, from, to }))
    }
  }

  #takeAsk({ caseId, from, to }: Ask): null {
    this.#options.ledger.writeAgain(this.#options.peer, { caseId, from, to })
    this.lanes.poke()
    return null
  }

  #takeHeartbeat({ clockMs, heard, lanes, maintenance, sites }: Heartbeat): Stopped | null {
    this.peerInMaintenance = maintenance === true
    if (sites !== undefined) this.#options.ledger.siteReported?.(this.#options.peer, sites)
    this.#options.beats.heard(clockMs, heard)
    const stopped = this.lanes.takeStates(lanes)
    if (stopped !== null) return stopped
    if (this.lanes.isDrained('case')) this.#options.ledger.drained(this.#options.peer)
    if (this.lanes.isDrained('bulk')) this.#options.ledger.listsHeard(this.#options.peer)
    this.#ask(this.lanes.asksAgain())
    return stopped
  }
}
