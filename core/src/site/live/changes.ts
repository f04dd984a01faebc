import type { ChangeKind } from '../../store/file/watch-tables.js'

export type { ChangeKind } from '../../store/file/watch-tables.js'

type Listener = (kinds: ReadonlySet<ChangeKind>) => void

/** Who wants to know that something people look at changed here; kinds alone are told, after the commit. */
export class Changes {
  readonly #listeners = new Set<Listener>()

  /** Answers how to stop listening. A listener must not write. */
  on(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** How many listen. */
  get count(): number {
    return this.#listeners.size
  }

  ring(kinds: ReadonlySet<ChangeKind>): void {
    if (kinds.size > 0) for (const listener of this.#listeners) listener(kinds)
  }
}
