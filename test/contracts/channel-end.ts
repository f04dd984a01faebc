import { createHash } from 'node:crypto'
import type { Channel } from '@liandong/core/link/channel.js'

/** Generous: a loaded machine must not decide a test. */
const deadlineMs = 20_000

/** Uses one end of a channel as a session does, and notes what happens at it. */
export class End {
  readonly frames: Uint8Array[] = []
  readonly closes: string[] = []
  drains = 0
  /** Told of everything that happens here. */
  onEvent: () => void = () => undefined
  readonly #channel: Channel
  readonly #waiting = new Set<() => void>()
  #isFull = false

  constructor(channel: Channel, { listens = true } = {}) {
    this.#channel = channel
    channel.onDrain(() => {
      this.#isFull = false
      this.drains += 1
      this.#happened()
    })
    channel.onClose((reason) => {
      this.closes.push(reason)
      this.#happened()
    })
    if (listens) this.listen()
  }

  listen(): void {
    this.#channel.onFrame((frame) => {
      this.frames.push(Uint8Array.from(frame))
      this.#happened()
    })
  }

  digests(): string[] {
    return this.frames.map(digestOf)
  }

  /** Sends as a session does: after false it waits for room. */
  async sendAll(frames: readonly Uint8Array[]): Promise<void> {
    for (const frame of frames) {
      await this.until('room to send', () => !this.#isFull)
      this.#isFull = !this.#channel.send(frame)
    }
  }

  /** Waits until something is so; says its name when it takes too long. */
  until(name: string, isSo: (end: End) => boolean): Promise<void> {
    if (isSo(this)) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(check)
        reject(
          new Error(`waited ${deadlineMs} ms for ${name}; here are ${this.frames.length} frames, ${this.closes.length} closes`),
        )
      }, deadlineMs)
      const check = () => {
        if (!isSo(this)) return
        clearTimeout(late)
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
    })
  }

  #happened(): void {
    this.onEvent()
    for (const check of [...this.#waiting]) check()
  }
}

/** A frame by its size and a hash, short enough to read in a failure. */
export function digestOf(frame: Uint8Array): string {
  return `${frame.byteLength} ${createHash('sha256').update(frame).digest('hex').slice(0, 16)}`
}
