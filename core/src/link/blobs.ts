import { Fault, type FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Cancel, Clock } from '../runtime/clock.js'
import type { PaperLedger, PapersChange } from '../site/ledger.js'
import { decodeFrame, encodeFrame, type LinkFrame } from '../wire/frame.js'
import type { Channel } from './channel.js'
import { Offers } from './papers/offers.js'
import { Wants } from './papers/wants.js'
import { Outbox } from './session/outbox.js'
import type { PaperStatus } from './status.js'

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

/** Answers that were lost are made good after so long. */
const offerAgainMs = 60_000

/** Papers over one connection: states wants, answers the peer's, pulls what it has, serves what it may. */
export class BlobExchange {
  readonly #options: BlobExchangeOptions
  readonly #outbox: Outbox
  readonly #wants: Wants
  readonly #offers: Offers
  #dropped = 0
  #timer: { readonly dueMs: number; readonly cancel: Cancel } | null = null
  #offerAgainAtMs = 0
  #isClosed = false

  constructor(options: BlobExchangeOptions) {
    const { peer, papers, channel, clock, linkId, session, hasCaseBacklog } = options
    this.#options = options
    this.#outbox = new Outbox({
      channel,
      encode: (body) => encodeFrame({ linkId, session, body }),
      nextLarge: () => this.#offers.nextChunk(),
    })
    this.#offers = new Offers({ peer, papers, outbox: this.#outbox })
    this.#wants = new Wants({ peer, papers, clock, outbox: this.#outbox, hasCaseBacklog })
  }

  /** States what is wanted, offers what was kept for the peer, and listens. */
  start(): void {
    this.#guard(() => {
      this.#options.papers.connected(this.#options.peer)
      this.#wants.begin()
      this.#offerAgain()
    })
    this.#options.channel.onFrame((bytes) => this.#guard(() => this.#take(bytes)))
  }

  /** Wants have arisen, or papers come that the peer wants. Call it after their commit. */
  changed(change: PapersChange): void {
    this.#guard(() => {
      this.#wants.changed(change)
      this.#offers.changed(change)
    })
  }

  #offerAgain(): void {
    this.#offerAgainAtMs = this.#options.clock.monotonicMs() + offerAgainMs
    this.#offers.offerAgain()
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
    this.#outbox.close()
  }

  /** Frames that were of no use. */
  get dropped(): number {
    return this.#dropped
  }

  status(): PaperStatus {
    const { sentBytes, refused } = this.#offers
    return { ...this.#wants.status(), sentBytes, refused }
  }

  #guard(step: () => void): void {
    if (this.#isClosed) return
    try {
      this.#restOnStoreFault(step)
      this.#restOnStoreFault(() => this.#wants.proceed())
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
    if (!isOurs || !this.#takeBody(body)) this.#dropped += 1
  }

  /** False when it was of no use. */
  #takeBody(body: LinkFrame['body']): boolean {
    switch (body.kind) {
      case 'want':
        this.#offers.takeWant(body)
        return true
      case 'have':
        return this.#wants.offer(body, body.sizeBytes)
      case 'pull':
        return this.#offers.takePull(body)
      case 'chunk':
        return this.#wants.take(body)
      case 'got':
        this.#offers.takeGot(body)
        return true
      default:
        return false
    }
  }

  #arm(): void {
    const { clock } = this.#options
    const dueMs = Math.min(this.#wants.dueMs, this.#offerAgainAtMs)
    if (this.#isClosed || (this.#timer !== null && this.#timer.dueMs <= dueMs)) return
    this.#timer?.cancel()
    this.#timer = { dueMs, cancel: clock.setTimer(Math.max(0, dueMs - clock.monotonicMs()), () => this.#tick()) }
  }

  #tick(): void {
    this.#timer = null
    this.#guard(() => {
      this.#wants.tick()
      if (this.#options.clock.monotonicMs() >= this.#offerAgainAtMs) this.#offerAgain()
    })
  }
}
