import type { CaseId, Hash, SiteId } from '../domain/values.js'
import type { Clock } from '../runtime/clock.js'
import type { PaperLedger } from '../site/ledger.js'
import type { PaperFrame } from '../wire/frame.js'
import * as pulls from './pulls.js'
import type { Outbox } from './session/outbox.js'
import type { PaperStatus } from './status.js'

export interface WantsOptions {
  readonly peer: SiteId
  readonly papers: PaperLedger
  readonly clock: Clock
  readonly outbox: Outbox
  /** Cases first: while they wait, one small pull at a time. */
  readonly hasCaseBacklog: () => boolean
}

/** A paper of one case. */
export interface About {
  readonly caseId: CaseId
  readonly hash: Hash
}

/** A store without room is asked again after so long. */
const storeRestMs = 30_000

/** What this site wants from one neighbour over one connection, and how far it has come. */
export class Wants {
  readonly #options: WantsOptions
  readonly #wants = new Map<string, pulls.WantedState>()
  #chunkBytes = pulls.FIRST_CHUNK_BYTES
  #pacedMs = Number.NEGATIVE_INFINITY
  #restsUntilMs = 0
  #receivedBytes = 0
  #mismatches = 0

  constructor(options: WantsOptions) {
    this.#options = options
  }

  get #nowMs(): number {
    return this.#options.clock.monotonicMs()
  }

  /** Reads the store's list: new wants are stated, those that are gone forgotten. */
  refresh(): void {
    const { papers, peer } = this.#options
    const wanted = papers.wantsFrom(peer)
    const keys = new Set(wanted.map(keyOf))
    for (const [key, want] of this.#wants) {
      if (keys.has(key)) continue
      this.#wants.delete(key)
      // It came by another neighbour: this one need not look for it any longer.
      if (papers.has(want.caseId, want.hash)) this.#say('got', want)
    }
    for (const paper of wanted) {
      if (this.#wants.has(keyOf(paper))) continue
      this.#wants.set(keyOf(paper), pulls.stated(paper, this.#nowMs))
      this.#say('want', paper)
    }
  }

  /** The neighbour has it. False when it is neither wanted nor here. */
  offer(paper: About, sizeBytes: number): boolean {
    if (!this.#wants.has(keyOf(paper))) this.refresh()
    const want = this.#wants.get(keyOf(paper))
    if (want !== undefined) {
      this.#keep(pulls.offered(want, sizeBytes, this.#nowMs))
      return true
    }
    // It is here and the Got was lost, or whoever wanted it behind this site no longer does: the neighbour keeps a copy for nothing.
    this.#say('got', paper)
    return this.#options.papers.has(paper.caseId, paper.hash)
  }

  /** False for a chunk nobody asked for. Empty data says that the neighbour has it no longer. */
  take(chunk: Extract<PaperFrame, { kind: 'chunk' }>): boolean {
    const want = this.#wants.get(keyOf(chunk))
    const pull = want?.pulls.find(({ offset }) => offset === chunk.offset)
    if (want?.kind !== 'pulling' || (pull === undefined && chunk.offset !== want.next)) return false
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
    if (written.kind === 'mismatch') {
      this.#mismatches += 1
      return this.#keep(pulls.mismatched(want, this.#nowMs))
    }
    this.#wants.delete(keyOf(want))
    this.#say('got', want)
  }

  /** The store has failed: what is on its way comes again later. */
  rest(): void {
    this.#restsUntilMs = this.#nowMs + storeRestMs
  }

  /** Asks for what may be on its way now: a few parts, or one small one beside waiting cases. */
  pull(): void {
    if (this.#nowMs < this.#restsUntilMs) return
    const mustYield = this.#options.hasCaseBacklog()
    const most = mustYield ? 1 : pulls.PULLS_OUTSTANDING
    const chunkBytes = mustYield ? pulls.SMALLEST_CHUNK_BYTES : this.#chunkBytes
    let outstanding = this.#outstanding
    for (const key of [...this.#wants.keys()]) {
      while (outstanding < most && this.#pullOne(key, chunkBytes)) outstanding += 1
    }
  }

  #pullOne(key: string, chunkBytes: number): boolean {
    const want = this.#wants.get(key)
    const pull = want === undefined ? null : pulls.nextPull(want, chunkBytes, this.#nowMs)
    if (want === undefined || pull === null) return false
    const { caseId, hash } = want
    const { offset, length } = pull
    this.#keep(pulls.asked(want, pull))
    this.#options.outbox.put(`pull ${key} ${offset}`, () => ({ kind: 'pull', caseId, hash, offset, length }))
    return true
  }

  get #outstanding(): number {
    return [...this.#wants.values()].reduce((sum, want) => sum + want.pulls.length, 0)
  }

  /** When to call `tick` if nothing comes before; infinite when nothing is wanted. */
  get dueMs(): number {
    const restMs = this.#nowMs < this.#restsUntilMs ? this.#restsUntilMs : Number.POSITIVE_INFINITY
    return Math.min(restMs, ...[...this.#wants.values()].map(pulls.dueMs))
  }

  /** Asks again where nothing came for too long, and states again what was stated long ago. */
  tick(): void {
    for (const want of [...this.#wants.values()]) {
      if (this.#nowMs < pulls.dueMs(want)) continue
      if (want.kind === 'pulling') this.#stall(want)
      else this.#stateAgain(want)
    }
  }

  #stall(want: pulls.WantedState): void {
    this.#chunkBytes = Math.max(pulls.SMALLEST_CHUNK_BYTES, this.#chunkBytes / 2)
    this.#keep(pulls.stalled(want, this.#nowMs))
  }

  #stateAgain(want: pulls.WantedState): void {
    this.#keep(pulls.statedAgain(want, this.#nowMs))
    this.#say('want', want)
  }

  #keep(want: pulls.WantedState): void {
    this.#wants.set(keyOf(want), want)
  }

  #say(kind: 'want' | 'got', { caseId, hash }: About): void {
    this.#options.outbox.put(`${kind} ${keyOf({ caseId, hash })}`, () => ({ kind, caseId, hash }))
  }

  status(): Omit<PaperStatus, 'sentBytes' | 'refused'> {
    const all = [...this.#wants.values()]
    return {
      wanted: all.length,
      pulling: all.filter(({ kind }) => kind === 'pulling').length,
      outstandingPulls: this.#outstanding,
      chunkBytes: this.#chunkBytes,
      receivedBytes: this.#receivedBytes,
      mismatches: this.#mismatches,
    }
  }
}

/** A paper is wanted, held and let go for one case. */
export function keyOf({ caseId, hash }: About): string {
  return `${caseId} ${hash}`
}
