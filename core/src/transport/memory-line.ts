import type { Clock } from '../runtime/clock.js'

/** How a line treats frames; rates lie between 0 and 1. */
export interface LineFaults {
  readonly dropRate: number
  readonly duplicateRate: number
  /** Share of frames that the next one overtakes. */
  readonly reorderRate: number
  /** Each frame takes a random time between the two; order is kept all the same. */
  readonly delayMs: readonly [number, number]
  /** Shared by both channels of one direction; null carries everything at once. */
  readonly bytesPerSecond: number | null
  /** Bytes on their way on one channel before `send` answers false. */
  readonly bufferBytes: number
}

export const SOUND_LINE: LineFaults = {
  dropRate: 0,
  duplicateRate: 0,
  reorderRate: 0,
  delayMs: [0, 0],
  bytesPerSecond: null,
  bufferBytes: 1024 * 1024,
}

export type Direction = 'up' | 'down'
export type ChannelName = 'messages' | 'blobs'

/** What was handed to a channel in one direction, and what became of it. */
export interface LineCount {
  frames: number
  bytes: number
  delivered: number
  deliveredBytes: number
  dropped: number
  duplicated: number
  reordered: number
}

export interface LineOptions {
  /** Without a clock frames arrive in the next microtask, and delays and bandwidth do not apply. */
  readonly clock?: Clock
  /** Draws from 0 up to 1; needed where a fault has a rate. */
  readonly random?: () => number
  readonly faults?: Partial<LineFaults>
}

/** What a connection over the line must be able to do when the line fails. */
export interface OnLine {
  /** Loses what is on its way; no end is told. */
  lose(): void
  /** Ends at once at both ends. */
  reset(reason: string): void
}

/** What becomes of one frame. */
export interface Fate {
  readonly copies: 0 | 1 | 2
  readonly isOvertaken: boolean
  readonly arrivesMs: number
}

/** The line between a child and its parent. It outlives its connections: its state, its faults, and what passed over it. */
export class MemoryLine {
  readonly passed: Readonly<Record<Direction, Readonly<Record<ChannelName, LineCount>>>> = {
    up: { messages: nothingPassed(), blobs: nothingPassed() },
    down: { messages: nothingPassed(), blobs: nothingPassed() },
  }
  readonly clock: Clock | null
  #faults: LineFaults
  readonly #random: () => number
  readonly #freeMs: Record<Direction, number> = { up: 0, down: 0 }
  readonly #connections = new Set<OnLine>()
  #isCut = false

  constructor(options: LineOptions = {}) {
    this.clock = options.clock ?? null
    this.#random = options.random ?? (() => 1)
    this.#faults = { ...SOUND_LINE, ...options.faults }
  }

  get isCut(): boolean {
    return this.#isCut
  }

  get faults(): LineFaults {
    return this.#faults
  }

  /** Changes some of the faults for the frames to come. */
  setFaults(faults: Partial<LineFaults>): void {
    this.#faults = { ...this.#faults, ...faults }
  }

  /** Pulls the cable: what is on its way and all sent from now on vanishes, no end is told, nobody can dial. */
  cut(): void {
    this.#isCut = true
    for (const connection of [...this.#connections]) connection.lose()
  }

  heal(): void {
    this.#isCut = false
  }

  /** Ends every connection, as a reset does: what is on its way is lost, both ends are told. Dialling goes on working. */
  break(reason = 'line broken'): void {
    for (const connection of [...this.#connections]) connection.reset(reason)
  }

  /** Registers a connection; the answer takes it out again. */
  attach(connection: OnLine): () => void {
    this.#connections.add(connection)
    return () => this.#connections.delete(connection)
  }

  /** Draws what becomes of a frame handed over now. */
  fate(direction: Direction, sizeBytes: number): Fate {
    const { dropRate, duplicateRate, reorderRate } = this.#faults
    if (this.#isCut || this.#draws(dropRate)) return { copies: 0, isOvertaken: false, arrivesMs: 0 }
    const copies = this.#draws(duplicateRate) ? 2 : 1
    return { copies, isOvertaken: this.#draws(reorderRate), arrivesMs: this.#arrival(direction, sizeBytes * copies) }
  }

  #draws(rate: number): boolean {
    return rate > 0 && this.#random() < rate
  }

  #arrival(direction: Direction, sizeBytes: number): number {
    if (this.clock === null) return 0
    const { bytesPerSecond, delayMs } = this.#faults
    const sendMs = bytesPerSecond === null ? 0 : (sizeBytes * 1000) / bytesPerSecond
    this.#freeMs[direction] = Math.max(this.clock.monotonicMs(), this.#freeMs[direction]) + sendMs
    const [least, most] = delayMs
    return this.#freeMs[direction] + (most > least ? least + this.#random() * (most - least) : least)
  }
}

function nothingPassed(): LineCount {
  return { frames: 0, bytes: 0, delivered: 0, deliveredBytes: 0, dropped: 0, duplicated: 0, reordered: 0 }
}
