import { systemClock, type Clock } from './clock.js'

export interface ScopeOptions {
  /** Told of every step that failed or ran out of time; closing goes on. */
  readonly onFailure: (step: string, error: unknown) => void
  readonly clock?: Clock
}

interface Step {
  readonly name: string
  readonly close: () => void | Promise<void>
  readonly deadlineMs: number
}

/** Long enough to end streams and write a last batch, short enough for a service manager that kills after ten seconds. */
const stepDeadlineMs = 5_000

/** What was opened, closed in the opposite order. Node 20 has no `AsyncDisposableStack`. */
export class Scope {
  readonly #steps: Step[] = []
  readonly #onFailure: ScopeOptions['onFailure']
  readonly #clock: Clock
  #closing: Promise<void> | null = null

  constructor(options: ScopeOptions) {
    this.#onFailure = options.onFailure
    this.#clock = options.clock ?? systemClock
  }

  add(name: string, close: () => void | Promise<void>, deadlineMs = stepDeadlineMs): void {
    if (this.#closing !== null) throw new Error(`"${name}" was opened after its scope began to close`)
    this.#steps.push({ name, close, deadlineMs })
  }

  /** Never rejects; a second call waits for the first. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll()
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #closeAll(): Promise<void> {
    for (const step of this.#steps.reverse()) {
      try {
        await withDeadline(step, this.#clock)
      } catch (error) {
        this.#onFailure(step.name, error)
      }
    }
  }
}

function withDeadline(step: Step, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(step.deadlineMs, () =>
      reject(new Error(`"${step.name}" did not close within ${step.deadlineMs} ms`)),
    )
    Promise.resolve().then(step.close).then(resolve, reject).finally(cancel)
  })
}
