import { Fault } from '../../domain/fault.js'
import type { Channel } from '../../link/channel.js'
import type { Clock } from '../../runtime/clock.js'
import { wait } from '../../runtime/wait.js'
import { MAX_FRAME_BYTES } from '../../wire/frame.js'
import { bufferBytes, ChannelHandlers } from '../channel-handlers.js'

export interface BusChannelOptions {
  readonly peer: string
  readonly clock: Clock
  /** Hands one frame to the broker, false when it did not take it; an empty one says that this end has closed. */
  readonly publish: (frame: Uint8Array) => Promise<boolean>
  /** The channel takes no more part, closed by either end. */
  readonly onEnd: (channel: BusChannel) => void
}

const closeMark = new Uint8Array(0)
/**
 * Frames that wait for their turn, the one under way included. Few: each waits a round trip to the broker, and while the session is
 * told to wait it gathers what it would have sent into larger batches.
 */
const mostQueued = 4
/** While the broker has no room or no stream; the session's own timer is what notices a frame that was lost. */
const retryMs = 100
/** How long frames sent before a close may still take to leave. */
const lingerMs = 2_000

/**
 * One session's frames over the broker. One frame is on its way at a time: the broker may refuse any of them for want of room, and
 * frames published behind a refused one would overtake it.
 */
export class BusChannel implements Channel {
  readonly peer: string
  readonly isStored = true
  readonly #options: BusChannelOptions
  readonly #handlers = new ChannelHandlers()
  readonly #stopped = new AbortController()
  #queue: Uint8Array[] = []
  #queuedBytes = 0
  #isFull = false
  #isPumping = false
  #onReadable = (): void => {}

  constructor(options: BusChannelOptions) {
    this.peer = options.peer
    this.#options = options
  }

  get isClosed(): boolean {
    return this.#handlers.isClosed
  }

  send(frame: Uint8Array): boolean {
    if (frame.byteLength > MAX_FRAME_BYTES) throw new Fault('link/frame-too-large', `${frame.byteLength} bytes`)
    if (this.isClosed) return false
    this.#enqueue(frame)
    this.#isFull = this.#queuedBytes >= bufferBytes || this.#queue.length >= mostQueued
    return !this.#isFull
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#handlers.onFrame(handler)
    this.#onReadable()
  }

  onDrain(handler: () => void): void {
    this.#handlers.onDrain(handler)
  }

  onClose(handler: (reason: string) => void): void {
    this.#handlers.onClose(handler)
  }

  close(reason: string): void {
    if (!this.#end(reason)) return
    const cancel = this.#options.clock.setTimer(lingerMs, () => this.#stopped.abort())
    this.#stopped.signal.addEventListener('abort', cancel)
    this.#enqueue(closeMark)
  }

  /** A frame of this session came; empty means that the other end closed. */
  receive(frame: Uint8Array): void {
    if (frame.byteLength > 0) return this.#handlers.deliver(frame)
    if (this.#end('the other end closed')) this.#stopped.abort()
  }

  /** Resolves at once, unless what waits for a handler fills the buffer: then the rest should stay with the broker. */
  whenReadable(): Promise<void> {
    if (!this.#handlers.isFull) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onReadable = resolve
    })
  }

  #end(reason: string): boolean {
    if (!this.#handlers.closed(reason)) return false
    this.#onReadable()
    this.#options.onEnd(this)
    return true
  }

  #enqueue(frame: Uint8Array): void {
    this.#queue.push(frame)
    this.#queuedBytes += frame.byteLength
    if (this.#isPumping) return
    this.#isPumping = true
    void this.#pump()
  }

  async #pump(): Promise<void> {
    const { clock, publish } = this.#options
    const { signal } = this.#stopped
    for (let frame = this.#queue[0]; frame !== undefined && !signal.aborted; frame = this.#queue[0]) {
      if (await publish(frame)) this.#left(frame)
      else await wait(clock, retryMs, signal)
    }
    this.#isPumping = false
    if (this.isClosed) this.#stopped.abort()
  }

  #left(frame: Uint8Array): void {
    this.#queue.shift()
    this.#queuedBytes -= frame.byteLength
    if (!this.#isFull || this.#queuedBytes >= bufferBytes / 2 || this.#queue.length > mostQueued / 2) return
    this.#isFull = false
    this.#handlers.drained()
  }
}
