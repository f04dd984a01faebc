/**
 * Carries frames between two neighbouring sites, in order while it lives; it may lose, repeat or
 * delay them only by closing or where its network does so, and a session copes with all of that.
 * Memory, gRPC and NATS implement it and pass one contract suite.
 */
export interface Channel {
  /** Whom this end talks to, for logs and for the check against Hello. */
  readonly peer: string
  /**
   * True where frames lie stored on the way: one may arrive after the process that sent it has ended, or its store is gone. Elsewhere
   * whatever is on the way ends with the connection.
   */
  readonly isStored?: boolean
  /**
   * Hands a frame to the network. False: the frame was taken, but the buffer is full; send nothing more until `onDrain`. A closed
   * channel answers false and sends nothing. A frame over `MAX_FRAME_BYTES` (wire/frame.ts) is refused with the Fault `link/frame-too-large`.
   * The caller leaves the bytes alone afterwards.
   */
  send(frame: Uint8Array): boolean
  /** Frames that came before it was set are delivered once it is, in order. Never called from inside `send`. */
  onFrame(handler: (frame: Uint8Array) => void): void
  /** Called each time the buffer has room again after `send` answered false. Never called from inside `send`. */
  onDrain(handler: () => void): void
  /**
   * Called once when this end has closed, whoever closed it; at once when it was closed before the handler was set. After it no
   * frame is delivered at this end.
   */
  onClose(handler: (reason: string) => void): void
  /** Closes both ends, this one before it returns. Frames sent before still reach the other end where the network lets them. */
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
