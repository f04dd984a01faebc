import type { SiteId } from '../../domain/values.js'
import type { PaperLedger, PaperName, PapersChange, ToConfirm, Kept } from '../../site/ledger.js'
import type { FrameBody, PaperFrame } from '../../wire/frame.js'
import type { Outbox } from '../session/outbox.js'
import { LARGEST_CHUNK_BYTES } from './pulls.js'
import { keyOf } from './stating.js'

export interface OffersOptions {
  readonly peer: SiteId
  readonly papers: PaperLedger
  readonly outbox: Outbox
}

type Pull = Extract<PaperFrame, { kind: 'pull' }>

/** A peer asks for a few at a time; more than this is not answered. */
const servedPulls = 128
const servedBytes = 16 * LARGEST_CHUNK_BYTES
/** Offers said unasked that the peer has not confirmed; the others wait their turn. */
const offersUnconfirmed = 512

/** What one neighbour wants from this site over one connection: answers, offers and serves it. */
export class Offers {
  readonly #options: OffersOptions
  /** Said to the peer over this connection; a Got takes it out. */
  readonly #said = new Map<string, PaperName>()
  /** To be said when the peer has confirmed some. */
  readonly #waiting = new Map<string, PaperName>()
  readonly #toServe: Pull[] = []
  #toServeBytes = 0
  #sentBytes = 0
  #refused = 0

  constructor(options: OffersOptions) {
    this.#options = options
  }

  get sentBytes(): number {
    return this.#sentBytes
  }

  get refused(): number {
    return this.#refused
  }

  /** A Have, or the Got that answers one, may have been lost: what the peer has not confirmed is offered anew. */
  offerAgain(): void {
    const { papers, peer } = this.#options
    const unconfirmed = [...this.#said.values(), ...papers.unconfirmed(peer)]
    this.#said.clear()
    for (const paper of unconfirmed) this.#waiting.set(keyOf(paper), paper)
    this.#sayWaiting()
  }

  /** What came is offered if the peer asked for it. */
  changed({ settled, toConfirm = [] }: PapersChange): void {
    const { papers, peer } = this.#options
    for (const asked of toConfirm) if (asked.peer === peer) this.#ask(asked)
    for (const paper of settled) {
      if (papers.offerable(peer, paper.caseId, paper.hash) !== null) this.#waiting.set(keyOf(paper), paper)
    }
    this.#sayWaiting()
  }

  #sayWaiting(): void {
    const { papers, peer } = this.#options
    for (const [key, paper] of this.#waiting) {
      if (this.#said.size >= offersUnconfirmed) return
      this.#waiting.delete(key)
      const sizeBytes = papers.offerable(peer, paper.caseId, paper.hash)
      if (sizeBytes !== null && !this.#said.has(key)) this.#say(paper, sizeBytes)
    }
  }

  #say({ caseId, hash }: PaperName, sizeBytes: number): void {
    const key = keyOf({ caseId, hash })
    this.#said.set(key, { caseId, hash })
    this.#options.outbox.put(`have ${key}`, () => ({ kind: 'have', caseId, hash, sizeBytes }))
  }

  takeWant(paper: PaperName): void {
    const answer = this.#options.papers.wanted(this.#options.peer, paper.caseId, paper.hash)
    if (answer.kind === 'have') this.#say(paper, answer.sizeBytes)
    if (answer.kind === 'refused') this.#refused += 1
  }

  /** Asks whether the peer keeps a paper too: an offer that is not made again, and not served. */
  #ask({ caseId, hash, sizeBytes }: ToConfirm): void {
    if (this.#said.has(keyOf({ caseId, hash }))) return
    this.#options.outbox.put(`have ${keyOf({ caseId, hash })}`, () => ({ kind: 'have', caseId, hash, sizeBytes }))
  }

  takeGot(paper: PaperName & Kept): void {
    if (paper.held) this.#options.papers.confirmed?.(this.#options.peer, paper.caseId, paper.hash, paper)
    this.#said.delete(keyOf(paper))
    this.#waiting.delete(keyOf(paper))
    this.#options.papers.got(this.#options.peer, paper.caseId, paper.hash)
    this.#sayWaiting()
  }

  /** False when it is not answered. */
  takePull(pull: Pull): boolean {
    const isTwice = this.#toServe.some((one) => one.offset === pull.offset && keyOf(one) === keyOf(pull))
    if (isTwice || this.#toServe.length >= servedPulls || this.#toServeBytes >= servedBytes) return false
    this.#toServe.push(pull)
    this.#toServeBytes += lengthOf(pull)
    return true
  }

  /** Empty data says that it is not here any more. */
  nextChunk(): FrameBody | null {
    const pull = this.#toServe.shift()
    if (pull === undefined) return null
    this.#toServeBytes -= lengthOf(pull)
    const { caseId, hash, offset } = pull
    const { papers, peer } = this.#options
    const data = papers.readChunk(peer, caseId, hash, offset, lengthOf(pull)) ?? new Uint8Array()
    this.#sentBytes += data.byteLength
    return { kind: 'chunk', caseId, hash, offset, data }
  }
}

function lengthOf({ length }: Pull): number {
  return Math.min(length, LARGEST_CHUNK_BYTES)
}
