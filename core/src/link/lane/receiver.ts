import type { SiteId } from '../../domain/values.js'
import type { CaseRange, LaneMark, LinkLedger, MessageResult } from '../../site/ledger.js'
import type { Ack, Batch } from '../../wire/frame.js'
import { judgeBatch } from './flow.js'

/** `gap`: something before it was lost, said once per place. `again`: it was here already, or the gap is known. */
export type Taken =
  | { readonly kind: 'committed'; readonly asks: readonly CaseRange[] }
  | { readonly kind: 'gap' }
  | { readonly kind: 'again' }

/** More results than an answer has room for are left out: both sides' own lists hold them. */
const resultsInAck = 500
const detailChars = 200

/** Receives one lane of one session: commits in order, and knows what to answer. */
export class LaneReceiver {
  readonly #peer: SiteId
  readonly #ledger: LinkLedger
  readonly #windowMessages: number
  #mark: LaneMark
  #gapSaidAt: number | null = null
  #results: MessageResult[] = []

  constructor(peer: SiteId, ledger: LinkLedger, mark: LaneMark, windowMessages: number) {
    this.#peer = peer
    this.#ledger = ledger
    this.#mark = mark
    this.#windowMessages = windowMessages
  }

  get received(): number {
    return this.#mark.received
  }

  /** Commits what is new in a batch; throws the store's Fault, and then nothing of it is here. */
  take({ lane, first, messages }: Batch): Taken {
    const verdict = judgeBatch(this.received, first, messages.length)
    if (verdict.kind === 'gap') return this.#takeGap()
    if (verdict.kind === 'duplicate') return { kind: 'again' }
    const fresh = messages.slice(verdict.skip)
    const { number, digest, results, asks } = this.#ledger.receive(this.#peer, lane, first + verdict.skip, fresh)
    this.#mark = { ...this.#mark, received: number, receivedDigest: digest }
    this.#results.push(...results)
    return { kind: 'committed', asks }
  }

  #takeGap(): Taken {
    if (this.#gapSaidAt === this.received) return { kind: 'again' }
    this.#gapSaidAt = this.received
    return { kind: 'gap' }
  }

  /** What is committed, and the results not told yet. */
  ack(): Ack {
    const results = this.#results.slice(0, resultsInAck).map((one) => ({ ...one, detail: one.detail.slice(0, detailChars) }))
    this.#results = []
    const { lane, received, receivedDigest } = this.#mark
    return { kind: 'ack', lane, number: received, digest: receivedDigest, credit: received + this.#windowMessages, results }
  }
}
