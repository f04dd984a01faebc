import { Fault } from '../domain/fault.js'
import type { Channel } from '../link/channel.js'
import { MAX_FRAME_BYTES } from '../wire/frame.js'
import { bufferBytes, ChannelHandlers } from './channel-handlers.js'

/** A channel whose network comes later: papers of a site whose messages are there already. What is sent meanwhile waits. */
export class LateChannel implements Channel {
  readonly peer: string
  readonly #handlers = new ChannelHandlers()
  readonly #onEnd: () => void
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #network: Channel | null = null
  #isFull = false

  /** `onEnd` is told once this end has closed, after its user. */
  constructor(peer: string, onEnd: () => void) {
    this.peer = peer
    this.#onEnd = onEnd
  }

  /**
   * The network has come. A second one means that the other end gave the first up, with what was on it: only a new session, in which
   * both state their wants again, is sure to lose none.
   */
  attach(network: Channel): void {
    if (this.#network !== null) this.close('its network came twice')
    if (this.#handlers.isClosed) return network.close('no longer wanted')
    this.#network = network
    network.onClose((reason) => this.close(reason))
    network.onDrain(() => this.#drained())
    network.onFrame((frame) => this.#handlers.deliver(frame))
    this.#waitingBytes = 0
    const isFull =
      this.#waiting
        .splice(0)
        .map((frame) => network.send(frame))
        .at(-1) === false
    if (!isFull) this.#drained()
  }

  send(frame: Uint8Array): boolean {
    if (frame.byteLength > MAX_FRAME_BYTES) throw new Fault('link/frame-too-large', `${frame.byteLength} bytes`)
    if (this.#handlers.isClosed) return false
    const hasRoom = this.#network === null ? this.#keep(frame) : this.#network.send(frame)
    this.#isFull = !hasRoom
    return hasRoom
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#handlers.onFrame(handler)
  }

  onDrain(handler: () => void): void {
    this.#handlers.onDrain(handler)
  }

  onClose(handler: (reason: string) => void): void {
    this.#handlers.onClose(handler)
  }

  close(reason: string): void {
    if (!this.#handlers.closed(reason)) return
    this.#waiting = []
    this.#network?.close(reason)
    this.#onEnd()
  }

  #keep(frame: Uint8Array): boolean {
    this.#waiting.push(frame)
    this.#waitingBytes += frame.byteLength
    return this.#waitingBytes < bufferBytes
  }

  #drained(): void {
    if (!this.#isFull) return
    this.#isFull = false
    this.#handlers.drained()
  }
}
