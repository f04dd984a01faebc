import { MAX_FRAME_BYTES } from '../wire/frame.js'

/** Two of the largest frames: the network always has one in hand while the other is made or read. */
export const bufferBytes = 2 * MAX_FRAME_BYTES

/** What a `Channel` owes its user: handlers that miss nothing, frames that wait for one, one close. */
export class ChannelHandlers {
  readonly #early: Uint8Array[] = []
  #earlyBytes = 0
  #frame: ((frame: Uint8Array) => void) | null = null
  #drain: (() => void) | null = null
  #close: ((reason: string) => void) | null = null
  #closed: string | null = null

  get isClosed(): boolean {
    return this.#closed !== null
  }

  /** Frames wait for a handler and fill the buffer: the rest should stay with the network, so that the sender feels it. */
  get isFull(): boolean {
    return this.#earlyBytes >= bufferBytes
  }

  deliver(frame: Uint8Array): void {
    if (this.isClosed) return
    if (this.#frame !== null) return this.#frame(frame)
    this.#early.push(frame)
    this.#earlyBytes += frame.byteLength
  }

  drained(): void {
    if (!this.isClosed) this.#drain?.()
  }

  /** True the first time; whoever gets true frees what the channel holds. */
  closed(reason: string): boolean {
    if (this.isClosed) return false
    this.#closed = reason
    this.#early.length = 0
    this.#earlyBytes = 0
    this.#close?.(reason)
    return true
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#frame = handler
    this.#earlyBytes = 0
    for (const frame of this.#early.splice(0)) this.deliver(frame)
  }

  onDrain(handler: () => void): void {
    this.#drain = handler
  }

  /** A handler that comes after the close is told at once. */
  onClose(handler: (reason: string) => void): void {
    this.#close = handler
    if (this.#closed !== null) handler(this.#closed)
  }
}
