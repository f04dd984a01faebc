import type { ClientDuplexStream, ServerDuplexStream } from '@grpc/grpc-js'
import { Fault } from '../domain/fault.js'
import type { Channel } from '../link/channel.js'
import { MAX_FRAME_BYTES } from '../wire/frame.js'
import { bufferBytes, ChannelHandlers } from './channel-handlers.js'

/** The wrapper message of each direction of `LinkService`. */
export interface Wrapped {
  frame: Uint8Array
}

/** Either end of a call; what both have in common is all a channel needs. */
export type GrpcStream = ClientDuplexStream<Wrapped, Wrapped> | ServerDuplexStream<Wrapped, Wrapped>

/** One call of `LinkService` as a channel. What waits for a handler is bounded; HTTP/2 holds the sender back. */
export class GrpcChannel implements Channel {
  readonly peer: string
  readonly #stream: GrpcStream
  readonly #handlers = new ChannelHandlers()
  #pendingBytes = 0
  #isFull = false

  constructor(peer: string, stream: GrpcStream) {
    this.peer = peer
    this.#stream = stream
    stream.on('data', (message: Wrapped) => this.#received(message.frame))
    stream.on('end', () => this.close('the other end closed'))
    stream.on('cancelled', () => this.close('the other end went away'))
    stream.on('error', (error: Error) => this.close(error.message))
  }

  send(frame: Uint8Array): boolean {
    if (frame.byteLength > MAX_FRAME_BYTES) throw new Fault('link/frame-too-large', `${frame.byteLength} bytes`)
    if (this.#handlers.isClosed) return false
    this.#pendingBytes += frame.byteLength
    this.#stream.write({ frame }, () => this.#written(frame.byteLength))
    this.#isFull = this.#pendingBytes >= bufferBytes
    return !this.#isFull
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#handlers.onFrame(handler)
    this.#stream.resume()
  }

  onDrain(handler: () => void): void {
    this.#handlers.onDrain(handler)
  }

  onClose(handler: (reason: string) => void): void {
    this.#handlers.onClose(handler)
  }

  /** What was sent still leaves, then the call ends. */
  close(reason: string): void {
    if (!this.#handlers.closed(reason)) return
    this.#stream.end()
    this.#stream.resume()
    cancelLater(this.#stream)
  }

  #received(frame: Uint8Array): void {
    this.#handlers.deliver(frame)
    if (this.#handlers.isFull) this.#stream.pause()
  }

  #written(bytes: number): void {
    this.#pendingBytes -= bytes
    if (!this.#isFull || this.#pendingBytes >= bufferBytes / 2) return
    this.#isFull = false
    this.#handlers.drained()
  }
}

/** A peer that went silent never answers the end of a call; without this the call would hold its connection for ever. */
const lingerMs = 2_000

function cancelLater(stream: GrpcStream): void {
  if ('cancel' in stream) setTimeout(() => stream.cancel(), lingerMs).unref()
}
