import type { SiteId } from '../../domain/values.js'
import type { Clock } from '../../runtime/clock.js'
import type { Kept, PaperLedger, PaperName, PapersChange, WholePaper } from '../../site/ledger.js'
import type { PaperFrame } from '../../wire/frame.js'
import type { Outbox } from '../session/outbox.js'
import type { PaperStatus } from '../status.js'
import { Gathered } from './gathered.js'
import * as pulls from './pulls.js'
import { keyOf, Stating } from './stating.js'

export interface WantsOptions {
  readonly peer: SiteId
  readonly papers: PaperLedger
  readonly clock: Clock
  readonly outbox: Outbox
  /** Cases first: while they wait, few bytes at a time. */
  readonly hasCaseBacklog: () => boolean
}

interface Offer {
  readonly paper: PaperName
  readonly sizeBytes: number
}

/** A store without room is asked again after so long. */
/** A Got that answers no question says only that the peer's copy is not needed. */
const NOT_ASKED: Kept = { held: false, byCustodian: false }
const storeRestMs = 30_000
/** Offers not taken up yet; those dropped are made again. */
const offersKept = 4_096
/** Papers that went wrong and are remembered, so that they are tried ever more rarely. */
const troubledKept = 1_024

/** What this site wants from one neighbour over one connection, and how far it has come. Only what is under way is kept here. */
export class Wants {
  readonly #options: WantsOptions
  readonly #stating: Stating
  readonly #gathered: Gathered
  /** The neighbour has them; oldest first. */
  readonly #offered = new Map<string, Offer>()
  readonly #pulling = new Map<string, pulls.WantedState>()
  /** Resting, or stated anew after a rest. */
  readonly #troubled = new Map<string, pulls.WantedState>()
  #chunkBytes = pulls.FIRST_CHUNK_BYTES
  #pacedMs = Number.NEGATIVE_INFINITY
  #heardMs = Number.NEGATIVE_INFINITY
  #restsUntilMs = 0
  #isPulling = false
  #receivedBytes = 0
  #mismatches = 0

  constructor(options: WantsOptions) {
    this.#options = options
    this.#stating = new Stating({ ...options, isUnderWay: (key) => this.#isUnderWay(key) })
    const { papers, clock } = options
    this.#gathered = new Gathered({
      papers,
      clock,
      onKept: (paper) => this.#kept(paper),
      onLost: (paper) => this.#lost(paper),
    })
  }

  get #nowMs(): number {
    return this.#options.clock.monotonicMs()
  }

  #isUnderWay(key: string): boolean {
    return this.#pulling.has(key) || this.#offered.has(key) || this.#troubled.has(key)
  }

  /** Reads what is wanted, from the start. */
  begin(): void {
    this.#stating.sayAll()
  }

  /** What arose is stated; what came another way, or is wanted no more, is let go. */
  changed(change: PapersChange): void {
    this.#stating.arose(change)
    for (const paper of change.settled) this.#settle(paper)
  }

  #settle(paper: PaperName): void {
    const { papers, peer } = this.#options
    if (!papers.hasJoined(peer, paper.caseId) || papers.isWanted(peer, paper.caseId, paper.hash)) return
    this.#forget(keyOf(paper))
    this.#sayGot(paper)
  }

  #forget(key: string): boolean {
    this.#stating.answered(key)
    const wasUnderWay = [this.#offered, this.#pulling, this.#troubled].map((kept) => kept.delete(key))
    return wasUnderWay.includes(true)
  }

  /** The neighbour has it. False when it is neither wanted nor here. */
  offer(paper: PaperName, sizeBytes: number): boolean {
    const key = keyOf(paper)
    this.#stating.answered(key)
    const known = this.#pulling.get(key) ?? this.#troubled.get(key)
    const isResting = known?.kind === 'resting' && this.#nowMs < known.restUntilMs
    if (known !== undefined && (known.kind === 'pulling' || isResting)) {
      this.#keep(pulls.offered(known, sizeBytes, this.#nowMs))
      return true
    }
    const { papers, peer } = this.#options
    if (sizeBytes > 0 && papers.isWanted(peer, paper.caseId, paper.hash)) {
      if (this.#offered.size < offersKept) this.#offered.set(key, { paper, sizeBytes })
      return true
    }
    // It is here and the Got was lost, or whoever wanted it behind this site no longer does: the neighbour keeps a copy for nothing.
    this.#sayGot(paper, papers.keeps?.(this.#options.peer, paper.caseId, paper.hash))
    return papers.has(paper.caseId, paper.hash)
  }

  /** False for a chunk nobody asked for. Empty data says that the neighbour has it no longer. */
  take(chunk: Extract<PaperFrame, { kind: 'chunk' }>): boolean {
    const want = this.#pulling.get(keyOf(chunk))
    const pull = want?.pulls.find(({ offset }) => offset === chunk.offset)
    if (want === undefined || (pull === undefined && chunk.offset !== want.next)) return false
    this.#heardMs = this.#nowMs
    if (chunk.data.byteLength === 0) this.#keep(pulls.rested(want, this.#nowMs))
    else if (this.#nowMs >= this.#restsUntilMs) this.#write(want, chunk.offset, chunk.data)
    if (pull !== undefined) this.#pace(pull)
    return true
  }

  /** What was asked for before the last change tells of the old size. */
  #pace({ askedMs, length }: pulls.Pull): void {
    if (askedMs < this.#pacedMs) return
    const chunkBytes = pulls.chunkPace(this.#chunkBytes, this.#nowMs - askedMs, length >= this.#chunkBytes)
    if (chunkBytes !== this.#chunkBytes) this.#pacedMs = this.#nowMs
    this.#chunkBytes = chunkBytes
  }

  #write(want: pulls.WantedState, offset: number, data: Uint8Array): void {
    const { papers, peer } = this.#options
    this.#receivedBytes += data.byteLength
    const written = papers.writeChunk(peer, want.caseId, want.hash, offset, data, want.sizeBytes)
    if (written.kind === 'more') return this.#keep(pulls.arrived(want, offset, written.next, this.#nowMs))
    if (written.kind === 'whole') return this.#gather(want, offset, written.paper)
    if (written.kind === 'mismatch') {
      this.#mismatches += 1
      return this.#keep(pulls.mismatched(want, this.#nowMs))
    }
    this.#kept(want)
  }

  #kept(paper: PaperName): void {
    // Unless the news of its own commit has done so.
    if (this.#forget(keyOf(paper))) this.#sayGot(paper)
  }

  /** It waits a moment for others. */
  #gather(want: pulls.WantedState, offset: number, paper: WholePaper): void {
    this.#keep(pulls.arrived(want, offset, want.sizeBytes, this.#nowMs))
    this.#gathered.add(paper)
  }

  #lost(paper: PaperName): void {
    const want = this.#pulling.get(keyOf(paper))
    if (want !== undefined) this.#keep(pulls.lost(want, this.#nowMs))
  }

  /** The store has failed: what is on its way comes again later. */
  rest(): void {
    this.#restsUntilMs = this.#nowMs + storeRestMs
  }

  /** States more where there is room, and asks for what may be on its way now. */
  proceed(): void {
    this.#stating.fill(this.#offered.size)
    // A paper that was whole already is taken in meanwhile, and its news ends up here.
    if (this.#isPulling || this.#nowMs < this.#restsUntilMs) return
    this.#isPulling = true
    try {
      this.#pull()
    } finally {
      this.#isPulling = false
    }
  }

  #pull(): void {
    const mustYield = this.#options.hasCaseBacklog()
    const budget = pulls.outstandingBudget(mustYield, this.#chunkBytes)
    const onTheWay = this.#onTheWay()
    const ask = (want: pulls.WantedState | undefined) => want !== undefined && this.#pullOne(want, budget, onTheWay)
    for (const key of this.#pulling.keys()) while (ask(this.#pulling.get(key)));
    for (const [key, { paper, sizeBytes }] of this.#offered) {
      if (onTheWay.count >= budget.pulls || onTheWay.bytes >= budget.bytes) return
      this.#offered.delete(key)
      this.#startPulling(paper, sizeBytes)
      while (ask(this.#pulling.get(key)));
    }
  }

  #startPulling(paper: PaperName, sizeBytes: number): void {
    const key = keyOf(paper)
    const nowMs = this.#nowMs
    const known = this.#troubled.get(key) ?? pulls.stated({ ...paper, offset: this.#options.papers.partSize(paper.hash) }, nowMs)
    this.#troubled.delete(key)
    const want = pulls.offered(known, sizeBytes, nowMs)
    this.#keep(want)
    // The last part came and was not taken in: there was no room, or the program ended.
    if (want.next >= sizeBytes) this.#write(want, want.next, new Uint8Array())
  }

  #pullOne(want: pulls.WantedState, budget: pulls.Budget, onTheWay: { count: number; bytes: number }): boolean {
    const pull = pulls.nextPull(want, budget.chunkBytes, this.#nowMs)
    if (pull === null || onTheWay.count >= budget.pulls) return false
    if (onTheWay.count > 0 && onTheWay.bytes + pull.length > budget.bytes) return false
    onTheWay.count += 1
    onTheWay.bytes += pull.length
    const { caseId, hash } = want
    const { offset, length } = pull
    this.#keep(pulls.asked(want, pull))
    this.#options.outbox.put(`pull ${keyOf(want)} ${offset}`, () => ({ kind: 'pull', caseId, hash, offset, length }))
    return true
  }

  #onTheWay(): { count: number; bytes: number } {
    const all = [...this.#pulling.values()].flatMap((want) => want.pulls)
    return { count: all.length, bytes: all.reduce((sum, { length }) => sum + length, 0) }
  }

  /** When to call `tick` if nothing comes before. */
  get dueMs(): number {
    const restMs = this.#nowMs < this.#restsUntilMs ? this.#restsUntilMs : Number.POSITIVE_INFINITY
    let dueMs = Math.min(restMs, this.#stating.dueMs, this.#gathered.dueMs)
    for (const kept of [this.#pulling, this.#troubled])
      for (const want of kept.values()) dueMs = Math.min(dueMs, pulls.dueMs(want, this.#heardMs))
    return dueMs
  }

  /** Commits what was gathered, asks again where nothing came for too long, and states again what has rested. */
  tick(): void {
    this.#gathered.tick()
    for (const want of [...this.#pulling.values(), ...this.#troubled.values()]) {
      if (this.#nowMs < pulls.dueMs(want, this.#heardMs)) continue
      if (want.kind === 'pulling') this.#stall(want)
      else this.#stateAgain(want)
    }
  }

  #stall(want: pulls.WantedState): void {
    this.#chunkBytes = Math.max(pulls.SMALLEST_CHUNK_BYTES, this.#chunkBytes / 2)
    this.#keep(pulls.stalled(want, this.#nowMs))
  }

  #stateAgain(want: pulls.WantedState): void {
    const { papers, peer } = this.#options
    if (!papers.isWanted(peer, want.caseId, want.hash)) return void this.#troubled.delete(keyOf(want))
    this.#keep(pulls.statedAgain(want, this.#nowMs))
    this.#sayWant(want)
  }

  #keep(want: pulls.WantedState): void {
    const key = keyOf(want)
    if (want.kind === 'pulling') return void this.#pulling.set(key, want)
    this.#pulling.delete(key)
    this.#troubled.set(key, want)
    const [oldest = key] = this.#troubled.keys()
    if (this.#troubled.size > troubledKept) this.#troubled.delete(oldest)
  }

  #sayWant({ caseId, hash }: PaperName): void {
    this.#options.outbox.put(`want ${keyOf({ caseId, hash })}`, () => ({ kind: 'want', caseId, hash }))
  }

  #sayGot({ caseId, hash }: PaperName, { held, byCustodian }: Kept = NOT_ASKED): void {
    this.#options.outbox.put(`got ${keyOf({ caseId, hash })}`, () => ({ kind: 'got', caseId, hash, held, byCustodian }))
  }

  status(): Omit<PaperStatus, 'sentBytes' | 'refused'> {
    return {
      unanswered: this.#stating.openCount + this.#troubled.size,
      offered: this.#offered.size,
      pulling: this.#pulling.size,
      outstandingPulls: this.#onTheWay().count,
      chunkBytes: this.#chunkBytes,
      receivedBytes: this.#receivedBytes,
      mismatches: this.#mismatches,
    }
  }
}
