import type { FrameBody } from '../../wire/frame.js'
import type { Channel } from '../channel.js'

export interface OutboxOptions {
  readonly channel: Channel
  readonly encode: (body: FrameBody) => Uint8Array
  /** What may leave when no small frame waits; null for nothing now. */
  readonly nextLarge: () => FrameBody | null
}

/** Answers, heartbeats and questions beyond this are dropped: each of them is said again when it is still needed. */
const waitingLimit = 4096

/** Small frames before large ones, nothing while the channel is full. A frame that waits is made when it leaves. */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #waiting = new Map<string, () => FrameBody>()
  #isWritable = true
  #isFlushing = false
  #isClosed = false

  constructor(options: OutboxOptions) {
    this.#options = options
    options.channel.onDrain(() => {
      this.#isWritable = true
      this.flush()
    })
  }

  get isWritable(): boolean {
    return this.#isWritable
  }

  /** Small frames that wait. */
  get waitingCount(): number {
    return this.#waiting.size
  }

  /** Puts a small frame; one that waits under the same key already stands for both. */
  put(key: string, make: () => FrameBody): void {
    if (this.#waiting.size < waitingLimit) this.#waiting.set(key, make)
  }

  /** Sends what the channel takes. Called from inside itself it does nothing: the outer call goes on. */
  flush(): void {
    if (this.#isFlushing) return
    this.#isFlushing = true
    try {
      while (this.#isWritable && !this.#isClosed) {
        const body = this.#nextSmall() ?? this.#options.nextLarge()
        if (body === null) return
        this.#isWritable = this.#options.channel.send(this.#options.encode(body))
      }
    } finally {
      this.#isFlushing = false
    }
  }

  #nextSmall(): FrameBody | null {
    for (const [key, make] of this.#waiting) {
      this.#waiting.delete(key)
      return make()
    }
    return null
  }

  close(): void {
    this.#isClosed = true
    this.#waiting.clear()
  }
}
