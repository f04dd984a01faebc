import { Fault } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Channel, ChannelPair, Dialler } from '../link/channel.js'
import { MAX_FRAME_BYTES } from '../wire/frame.js'
import type { ChannelName, Direction, LineCount, MemoryLine } from './memory-line.js'
import { MemoryPipe } from './memory-pipe.js'

export interface MemoryEnds {
  readonly line: MemoryLine
  readonly child: SiteId
  readonly parent: SiteId
}

/** Both ends of one connection: `dialler` is the child's. */
export interface MemoryPair {
  readonly dialler: ChannelPair
  readonly accepter: ChannelPair
}

/** A new connection over the line, in this process. */
export function memoryPair(ends: MemoryEnds): MemoryPair {
  const messages = connect('messages', ends)
  const blobs = connect('blobs', ends)
  return {
    dialler: { messages: messages.child, blobs: blobs.child },
    accepter: { messages: messages.parent, blobs: blobs.parent },
  }
}

/** Dials over the line; the parent is handed its end before the child has its own. */
export function memoryDialler(ends: MemoryEnds, accept: (peer: SiteId, pair: ChannelPair) => void): Dialler {
  return {
    dial: (signal) => {
      if (signal.aborted || ends.line.isCut) return Promise.reject(new Fault('link/parent-unreachable', ends.parent))
      const pair = memoryPair(ends)
      accept(ends.child, pair.accepter)
      return Promise.resolve(pair.dialler)
    },
  }
}

function connect(name: ChannelName, { line, child, parent }: MemoryEnds): { child: Channel; parent: Channel } {
  const atChild = new MemoryChannel(line, 'up', line.passed.up[name], parent)
  const atParent = new MemoryChannel(line, 'down', line.passed.down[name], child)
  atChild.join(atParent)
  atParent.join(atChild)
  const detach = line.attach({
    lose: () => [atChild, atParent].forEach((end) => end.pipe.lose()),
    reset: (reason) => [atChild, atParent].forEach((end) => end.end(reason)),
  })
  let openEnds = 2
  atChild.onEnd = atParent.onEnd = () => {
    openEnds -= 1
    if (openEnds === 0) detach()
  }
  return { child: atChild, parent: atParent }
}

/** One end. Its pipe carries what it sends to the other end. */
class MemoryChannel implements Channel {
  readonly peer: string
  readonly pipe: MemoryPipe
  onEnd: () => void = () => undefined
  #closed: string | null = null
  #inbound: MemoryPipe | null = null
  #onClose: ((reason: string) => void) | null = null

  constructor(line: MemoryLine, direction: Direction, count: LineCount, peer: string) {
    this.peer = peer
    this.pipe = new MemoryPipe(line, direction, count)
  }

  join(other: MemoryChannel): void {
    this.#inbound = other.pipe
    other.pipe.onEnd = (reason) => this.end(reason)
  }

  send(frame: Uint8Array): boolean {
    if (frame.byteLength > MAX_FRAME_BYTES) throw new Fault('link/frame-too-large', `${frame.byteLength} bytes`)
    return this.#closed === null && this.pipe.push(frame)
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#inbound?.read(handler)
  }

  onDrain(handler: () => void): void {
    this.pipe.onDrain = handler
  }

  onClose(handler: (reason: string) => void): void {
    if (this.#closed !== null) handler(this.#closed)
    else this.#onClose = handler
  }

  close(reason: string): void {
    if (this.#closed !== null) return
    this.pipe.finish(reason)
    this.#end(reason)
  }

  /** Ends here because the other end or the line did: what this end sent is lost. */
  end(reason: string): void {
    if (this.#closed !== null) return
    this.pipe.lose()
    this.#end(reason)
  }

  #end(reason: string): void {
    this.#closed = reason
    this.#inbound?.stop()
    this.onEnd()
    this.#onClose?.(reason)
  }
}
