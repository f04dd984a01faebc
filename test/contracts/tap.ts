import type { Channel } from '@liandong/core/link/channel.js'

/** The receiving end of a channel into which a test puts what no program of ours would send. */
export class Tap implements Channel {
  /** What a frame of the other end becomes on its way. */
  alter: (frame: Uint8Array) => Uint8Array = (frame) => frame
  readonly #inner: Channel
  #handler: (frame: Uint8Array) => void = () => undefined

  constructor(inner: Channel) {
    this.#inner = inner
  }

  /** The session gets these bytes as if the other end had sent them. */
  deliver(frame: Uint8Array): void {
    this.#handler(frame)
  }

  get peer(): string {
    return this.#inner.peer
  }

  send(frame: Uint8Array): boolean {
    return this.#inner.send(frame)
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#handler = handler
    this.#inner.onFrame((frame) => handler(this.alter(frame)))
  }

  onDrain(handler: () => void): void {
    this.#inner.onDrain(handler)
  }

  onClose(handler: (reason: string) => void): void {
    this.#inner.onClose(handler)
  }

  close(reason: string): void {
    this.#inner.close(reason)
  }
}
