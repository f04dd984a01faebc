import type { SiteId } from '../domain/values.js'
import type { Channel, ChannelPair } from '../link/channel.js'
import type { Cancel, Clock } from '../runtime/clock.js'

/** One of the two calls of a dial, before the other has come. */
export interface Half {
  readonly peer: SiteId
  /** Random, made by the dialler; the same in both calls. */
  readonly dial: string
  readonly side: keyof ChannelPair
  /** Called when both are there; makes the channel and tells the dialler that it is through. */
  readonly open: () => Channel
  readonly refuse: (why: string) => void
}

/** The second call follows on the same connection at once; a dialler that sends only one is broken or hostile. */
const secondHalfMs = 10_000
/** A site dials once at a time; a few more allow for dials given up on its side and not yet noticed here. */
const mostWaitingPerPeer = 4

/** Brings the two calls of each dial together. */
export class Pairing {
  readonly #waiting = new Map<string, { readonly half: Half; readonly cancel: Cancel }>()
  readonly #onPair: (peer: SiteId, pair: ChannelPair) => void
  readonly #clock: Clock

  constructor(clock: Clock, onPair: (peer: SiteId, pair: ChannelPair) => void) {
    this.#clock = clock
    this.#onPair = onPair
  }

  add(half: Half): void {
    const key = keyOf(half)
    const first = this.#waiting.get(key)
    if (first === undefined) return this.#wait(key, half)
    if (first.half.side === half.side) return half.refuse('this half of the dial is open already')
    this.#forget(key)
    const [one, other] = [half, first.half].map((each) => ({ [each.side]: each.open() }))
    this.#onPair(half.peer, { ...one, ...other } as unknown as ChannelPair)
  }

  /** The call ended before the other half came. */
  drop(half: Half): void {
    if (this.#waiting.get(keyOf(half))?.half === half) this.#forget(keyOf(half))
  }

  close(): void {
    for (const [key, { half }] of this.#waiting) {
      this.#forget(key)
      half.refuse('the server is closing')
    }
  }

  #wait(key: string, half: Half): void {
    const waiting = [...this.#waiting.values()].filter((each) => each.half.peer === half.peer)
    if (waiting.length >= mostWaitingPerPeer) return half.refuse('too many dials are half open')
    const cancel = this.#clock.setTimer(secondHalfMs, () => {
      this.#forget(key)
      half.refuse('the other half of the dial did not come')
    })
    this.#waiting.set(key, { half, cancel })
  }

  #forget(key: string): void {
    this.#waiting.get(key)?.cancel()
    this.#waiting.delete(key)
  }
}

function keyOf({ peer, dial }: Half): string {
  return `${peer} ${dial}`
}
