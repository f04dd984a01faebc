import type { Clock, Cancel } from '../../runtime/clock.js'
import type { ChangeKind, Changes } from '../../site/live/changes.js'

/** One page that listens. */
export interface Listening {
  /** Whose pages share a bound. */
  readonly session: string
  /** Whether whoever opened it is still signed in; asked outside transactions. */
  readonly isAlive: () => boolean
  /** False where the reader does not keep up. */
  readonly write: (text: string) => boolean
  readonly end: () => void
}

/** Why the program ends a stream. */
export type EndedBy = 'session' | 'other-page' | 'closing'

export interface LiveBounds {
  /** Changes are told this long after each other at least, together. */
  readonly everyMs: number
  /** Proxies close a connection on which nothing was said for a minute; ended sessions are found out no later. */
  readonly heartbeatMs: number
  /** Windows of one person; an older one goes back to asking now and then. */
  readonly perSession: number
  readonly inAll: number
}

/** Five times a second is as fast as eyes; a hall of a hundred windows has room ten times over. */
export const usualBounds: LiveBounds = { everyMs: 200, heartbeatMs: 15_000, perSession: 3, inAll: 1_000 }

/** Tells pages that something changed, and of which kind: what it is they ask themselves, with their own rights. */
export class Live {
  readonly #changes: Changes
  readonly #clock: Clock
  readonly #bounds: LiveBounds
  readonly #pages = new Set<Listening>()
  #pending = new Set<ChangeKind>()
  #lastToldMs = Number.NEGATIVE_INFINITY
  #telling: Cancel | null = null
  #beating: Cancel | null = null
  #stopListening: (() => void) | null = null
  #isClosed = false

  constructor(changes: Changes, clock: Clock, bounds: LiveBounds = usualBounds) {
    this.#changes = changes
    this.#clock = clock
    this.#bounds = bounds
  }

  /** How many pages listen. */
  get count(): number {
    return this.#pages.size
  }

  /** Whether one more may listen. */
  get isFull(): boolean {
    return this.#isClosed || this.#pages.size >= this.#bounds.inAll
  }

  /** Answers how the page leaves; leaving twice does nothing. */
  join(page: Listening): () => void {
    const others = [...this.#pages].filter(({ session }) => session === page.session)
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - this.#bounds.perSession)))
      this.#end(oldest, 'other-page')
    this.#pages.add(page)
    this.#stopListening ??= this.#changes.on((kinds) => this.#noted(kinds))
    this.#beating ??= this.#clock.setTimer(this.#bounds.heartbeatMs, () => this.#beat())
    page.write('event: hello\ndata: {}\n\n')
    return () => this.#leave(page)
  }

  /** Ends every stream; nobody may join any more. */
  close(): void {
    this.#isClosed = true
    for (const page of this.#pages) this.#end(page, 'closing')
  }

  #noted(kinds: ReadonlySet<ChangeKind>): void {
    for (const kind of kinds) this.#pending.add(kind)
    const restMs = this.#lastToldMs + this.#bounds.everyMs - this.#clock.monotonicMs()
    // Never at once: a listener is called in the midst of a commit.
    this.#telling ??= this.#clock.setTimer(Math.max(0, restMs), () => this.#tell())
  }

  #tell(): void {
    const kinds = this.#pending
    this.#telling = null
    this.#pending = new Set()
    this.#lastToldMs = this.#clock.monotonicMs()
    // Who lost a right or signed out is told nothing more.
    if (kinds.has('sessions') || kinds.has('roster') || kinds.has('people')) this.#endDead()
    kinds.delete('sessions')
    if (kinds.size > 0) this.#say(`event: changed\ndata: ${JSON.stringify({ kinds: [...kinds] })}\n\n`)
  }

  #beat(): void {
    this.#beating = this.#clock.setTimer(this.#bounds.heartbeatMs, () => this.#beat())
    this.#endDead()
    this.#say(': here\n\n')
  }

  #endDead(): void {
    for (const page of this.#pages) if (!page.isAlive()) this.#end(page, 'session')
  }

  #say(text: string): void {
    for (const page of this.#pages) if (!page.write(text)) this.#leave(page, true)
  }

  #end(page: Listening, reason: EndedBy): void {
    page.write(`event: ended\ndata: ${JSON.stringify({ reason })}\n\n`)
    this.#leave(page, true)
  }

  #leave(page: Listening, ends = false): void {
    this.#pages.delete(page)
    if (ends) page.end()
    if (this.#pages.size > 0) return
    this.#telling?.()
    this.#beating?.()
    this.#stopListening?.()
    this.#telling = this.#beating = this.#stopListening = null
    this.#pending.clear()
  }
}
