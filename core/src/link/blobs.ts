import { Fault, type FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Cancel, Clock } from '../runtime/clock.js'
import type { PaperLedger } from '../site/ledger.js'
import { decodeFrame, encodeFrame, type FrameBody, type LinkFrame, type PaperFrame } from '../wire/frame.js'
import type { Channel } from './channel.js'
import { LARGEST_CHUNK_BYTES } from './pulls.js'
import { Outbox } from './session/outbox.js'
import type { PaperStatus } from './status.js'
import { type About, keyOf, Wants } from './wants.js'

export interface BlobExchangeOptions {
  readonly peer: SiteId
  readonly papers: PaperLedger
  readonly channel: Channel
  readonly clock: Clock
  /** Of the running session; frames of another are dropped and counted. */
  readonly linkId: string
  readonly session: number
  /** Cases first: while they wait, one small pull at a time. */
  readonly hasCaseBacklog: () => boolean
  /** A frame that cannot be read, or a bug: the exchange has closed and the connection should. */
  readonly onFault: (code: FaultCode, detail: string) => void
  readonly onBug?: (error: unknown) => void
}

type Pull = Extract<PaperFrame, { kind: 'pull' }>

/** Wants and answers nobody spoke of are found after so long. */
const lookAgainMs = 60_000

/** A peer asks for a few at a time; more than this is not answered. */
const servedAtOnce = 16

/** Papers over one connection: states wants, answers the peer's, pulls what it has, serves what it may. */
export class BlobExchange {
  readonly #options: BlobExchangeOptions
  readonly #outbox: Outbox
  readonly #wants: Wants
  /** Said to the peer over this connection; a Got takes it out. */
  readonly #offered = new Set<string>()
  readonly #toServe: Pull[] = []
  readonly #count = { sentBytes: 0, refused: 0, dropped: 0 }
  #timer: { readonly dueMs: number; readonly cancel: Cancel } | null = null
  #lookAgainAtMs = 0
  #isClosed = false

  constructor(options: BlobExchangeOptions) {
    const { peer, papers, channel, clock, linkId, session, hasCaseBacklog } = options
    this.#options = options
    this.#outbox = new Outbox({
      channel,
      encode: (body) => encodeFrame({ linkId, session, body }),
      nextLarge: () => this.#nextChunk(),
    })
    this.#wants = new Wants({ peer, papers, clock, outbox: this.#outbox, hasCaseBacklog })
  }

  /** States what is wanted, offers what can be answered, and listens. */
  start(): void {
    this.#lookAgainAtMs = this.#options.clock.monotonicMs() + lookAgainMs
    this.#guard(() => this.#options.papers.connected(this.#options.peer))
    this.poke()
    this.#options.channel.onFrame((bytes) => this.#guard(() => this.#take(bytes)))
  }

  /** Wants may have arisen, or papers come that the peer wants. Call it after their commit. */
  poke(): void {
    this.#guard(() => this.#look())
  }

  #look(): void {
    this.#wants.refresh()
    this.#offer()
  }

  /** A Have, or the Got that answers one, may have been lost while the connection lived: what still waits is offered anew. */
  #lookAgain(): void {
    this.#lookAgainAtMs = this.#options.clock.monotonicMs() + lookAgainMs
    this.#offered.clear()
    this.#look()
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
    this.#outbox.close()
  }

  /** Frames that were of no use. */
  get dropped(): number {
    return this.#count.dropped
  }

  status(): PaperStatus {
    const { sentBytes, refused } = this.#count
    return { ...this.#wants.status(), sentBytes, refused }
  }

  #guard(step: () => void): void {
    if (this.#isClosed) return
    try {
      this.#restOnStoreFault(step)
      this.#wants.pull()
      this.#outbox.flush()
      this.#arm()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** A full disk stops papers, not cases. */
  #restOnStoreFault(step: () => void): void {
    try {
      step()
    } catch (error) {
      if (!(error instanceof Fault) || !error.code.startsWith('store/')) throw error
      this.#wants.rest()
    }
  }

  #fail(error: unknown): void {
    this.close()
    if (error instanceof Fault) return this.#options.onFault(error.code, error.detail)
    this.#options.onBug?.(error)
    this.#options.onFault('internal/bug', '')
  }

  #take(bytes: Uint8Array): void {
    const { linkId, session, body } = decodeFrame(bytes)
    const isOurs = linkId === this.#options.linkId && session === this.#options.session
    if (!isOurs || !this.#takeBody(body)) this.#count.dropped += 1
  }

  /** False when it was of no use. */
  #takeBody(body: LinkFrame['body']): boolean {
    switch (body.kind) {
      case 'want':
        return this.#takeWant(body)
      case 'have':
        return this.#wants.offer(body, body.sizeBytes)
      case 'pull':
        return this.#takePull(body)
      case 'chunk':
        return this.#wants.take(body)
      case 'got':
        return this.#takeGot(body)
      default:
        return false
    }
  }

  #offer(): void {
    const { papers, peer } = this.#options
    for (const paper of papers.answerable(peer)) if (!this.#offered.has(keyOf(paper))) this.#sayHave(paper, paper.sizeBytes)
  }

  #sayHave({ caseId, hash }: About, sizeBytes: number): void {
    this.#offered.add(keyOf({ caseId, hash }))
    this.#outbox.put(`have ${keyOf({ caseId, hash })}`, () => ({ kind: 'have', caseId, hash, sizeBytes }))
  }

  #takeWant({ caseId, hash }: About): boolean {
    const answer = this.#options.papers.wanted(this.#options.peer, caseId, hash)
    if (answer.kind === 'have') this.#sayHave({ caseId, hash }, answer.sizeBytes)
    if (answer.kind === 'refused') this.#count.refused += 1
    return true
  }

  #takeGot({ caseId, hash }: About): boolean {
    this.#offered.delete(keyOf({ caseId, hash }))
    this.#options.papers.got(this.#options.peer, caseId, hash)
    return true
  }

  #takePull(pull: Pull): boolean {
    const isTwice = this.#toServe.some((one) => keyOf(one) === keyOf(pull) && one.offset === pull.offset)
    if (isTwice || this.#toServe.length >= servedAtOnce) return false
    this.#toServe.push(pull)
    return true
  }

  /** Empty data says that it is not here any more. */
  #nextChunk(): FrameBody | null {
    const pull = this.#toServe.shift()
    if (pull === undefined) return null
    const { caseId, hash, offset } = pull
    const data = this.#read(pull)
    this.#count.sentBytes += data.byteLength
    return { kind: 'chunk', caseId, hash, offset, data }
  }

  #read({ caseId, hash, offset, length }: Pull): Uint8Array {
    const { papers, peer } = this.#options
    return papers.readChunk(peer, caseId, hash, offset, Math.min(length, LARGEST_CHUNK_BYTES)) ?? new Uint8Array()
  }

  #arm(): void {
    const { clock } = this.#options
    const dueMs = Math.min(this.#wants.dueMs, this.#lookAgainAtMs)
    if (this.#isClosed || (this.#timer !== null && this.#timer.dueMs <= dueMs)) return
    this.#timer?.cancel()
    this.#timer = { dueMs, cancel: clock.setTimer(Math.max(0, dueMs - clock.monotonicMs()), () => this.#tick()) }
  }

  #tick(): void {
    this.#timer = null
    this.#guard(() => {
      this.#wants.tick()
      if (this.#options.clock.monotonicMs() >= this.#lookAgainAtMs) this.#lookAgain()
    })
  }
}
