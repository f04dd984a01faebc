/**
 * Carries frames between two neighbouring sites, in order while it lives; it may lose, repeat or
 * delay them only by closing or where its network does so, and a session copes with all of that.
 * Memory, gRPC and NATS implement it and pass one contract suite.
 */
export interface Channel {
  /** Whom this end talks to, for logs and for the check against Hello. */
  readonly peer: string
  /**
   * Hands a frame (at most `MAX_FRAME_BYTES`) to the network. False: the buffer is full, send
   * nothing more until `onDrain`. A closed channel answers false and sends nothing.
   */
  send(frame: Uint8Array): boolean
  /** Set before any frame can arrive; frames that came earlier are delivered then, in order. */
  onFrame(handler: (frame: Uint8Array) => void): void
  onDrain(handler: () => void): void
  /** Called once, also when `close` was called here. */
  onClose(handler: (reason: string) => void): void
  close(reason: string): void
}

/** The two channels of one connection: lanes and heartbeats, and papers. */
export interface ChannelPair {
  readonly messages: Channel
  readonly blobs: Channel
}

/** Dialled by the child; rejects with a Fault `link/parent-unreachable` when there is no way through. */
export interface Dialler {
  dial(signal: AbortSignal): Promise<ChannelPair>
}

export const MAX_FRAME_BYTES = 512 * 1024
