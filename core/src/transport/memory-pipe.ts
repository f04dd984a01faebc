import type { Cancel } from '../runtime/clock.js'
import type { Direction, LineCount, MemoryLine } from './memory-line.js'

/** A frame on its way, or the end of the channel behind the last one. */
type Item =
  | { readonly kind: 'frame'; readonly frame: Uint8Array; arrivesMs: number; isOvertaken: boolean }
  | { readonly kind: 'end'; readonly reason: string; arrivesMs: number }

/** One direction of one channel: a queue, in order but for the faults of its line. */
export class MemoryPipe {
  onDrain: () => void = () => undefined
  onEnd: (reason: string) => void = () => undefined
  readonly #line: MemoryLine
  readonly #direction: Direction
  readonly #count: LineCount
  readonly #queue: Item[] = []
  #queuedBytes = 0
  #isFull = false
  #reader: ((frame: Uint8Array) => void) | null = null
  #isStopped = false
  #cancel: Cancel | null = null

  constructor(line: MemoryLine, direction: Direction, count: LineCount) {
    this.#line = line
    this.#direction = direction
    this.#count = count
  }

  /** False once the buffer is full; the frame is on its way all the same. */
  push(frame: Uint8Array): boolean {
    this.#count.frames += 1
    this.#count.bytes += frame.byteLength
    const { copies, isOvertaken, arrivesMs } = this.#line.fate(this.#direction, frame.byteLength)
    if (copies === 0) this.#count.dropped += 1
    if (copies === 2) this.#count.duplicated += 1
    for (let copy = 0; copy < copies; copy++) this.#enqueue(frame, arrivesMs, isOvertaken && copy === 0)
    this.#isFull ||= this.#queuedBytes >= this.#line.faults.bufferBytes
    this.#schedule()
    return !this.#isFull
  }

  #enqueue(frame: Uint8Array, arrivesMs: number, isOvertaken: boolean): void {
    const before = this.#queue.at(-1)
    const item: Item = { kind: 'frame', frame, arrivesMs: Math.max(arrivesMs, before?.arrivesMs ?? 0), isOvertaken }
    this.#queuedBytes += frame.byteLength
    if (before?.kind !== 'frame' || !before.isOvertaken) return void this.#queue.push(item)
    this.#count.reordered += 1
    before.isOvertaken = false
    ;[item.arrivesMs, before.arrivesMs] = [before.arrivesMs, item.arrivesMs]
    this.#queue.splice(-1, 0, item)
  }

  /** No more frames; the reader learns of it behind the last one. */
  finish(reason: string): void {
    if (this.#line.isCut) return
    const { arrivesMs } = this.#queue.at(-1) ?? { arrivesMs: 0 }
    this.#queue.push({ kind: 'end', reason, arrivesMs })
    this.#schedule()
  }

  lose(): void {
    for (const { kind } of this.#queue) if (kind === 'frame') this.#count.dropped += 1
    this.#queue.length = 0
    this.#queuedBytes = 0
    this.#cancel?.()
    this.#cancel = null
    this.#schedule()
  }

  /** The reading end has closed: whatever arrives is thrown away. */
  stop(): void {
    this.#isStopped = true
    this.lose()
  }

  read(handler: (frame: Uint8Array) => void): void {
    this.#reader = handler
    this.#schedule()
  }

  #schedule(): void {
    if (this.#cancel !== null || !this.#hasWork()) return
    const { clock } = this.#line
    if (clock === null) return this.#scheduleMicrotask()
    const dueMs = this.#mustDrain() ? 0 : (this.#queue[0]?.arrivesMs ?? 0)
    this.#cancel = clock.setTimer(Math.max(0, dueMs - clock.monotonicMs()), () => this.#run())
  }

  #scheduleMicrotask(): void {
    this.#cancel = () => undefined
    queueMicrotask(() => this.#run())
  }

  #hasWork(): boolean {
    return this.#mustDrain() || this.#mayDeliver()
  }

  #mayDeliver(): boolean {
    const head = this.#queue[0]
    return head !== undefined && (head.kind === 'end' || this.#reader !== null || this.#isStopped)
  }

  #mustDrain(): boolean {
    return this.#isFull && this.#queuedBytes * 2 <= this.#line.faults.bufferBytes
  }

  #run(): void {
    this.#cancel = null
    const nowMs = this.#line.clock?.monotonicMs() ?? 0
    const dueCount = this.#queue.findIndex(({ arrivesMs }) => arrivesMs > nowMs)
    this.#deliver(dueCount < 0 ? this.#queue.length : dueCount)
    if (this.#mustDrain()) {
      this.#isFull = false
      this.onDrain()
    }
    this.#schedule()
  }

  /** At most what is due now: what handlers send meanwhile waits for the next round. */
  #deliver(count: number): void {
    for (let left = count; left > 0 && this.#mayDeliver(); left--) {
      const item = this.#queue.shift()
      if (item === undefined) return
      if (item.kind === 'end') return this.onEnd(item.reason)
      this.#queuedBytes -= item.frame.byteLength
      this.#hand(item.frame)
    }
  }

  #hand(frame: Uint8Array): void {
    if (this.#isStopped || this.#reader === null) return
    this.#count.delivered += 1
    this.#count.deliveredBytes += frame.byteLength
    this.#reader(frame)
  }
}
