import { isSessionOver, Refused } from '../../parts/api.js'
import type { Draft } from '../shapes.js'

export type Saving =
  | { readonly state: 'saved'; readonly changedMs: number }
  | { readonly state: 'saving' }
  /** The program is away or nobody is signed in: what was typed waits in the page. */
  | { readonly state: 'away' }
  | { readonly state: 'refused'; readonly error: Error }

/** Sends one state of the draft, whose id is null before the first; `leaving` while the page goes away. */
export type Send<Content> = (content: Content, id: string | null, leaving: boolean) => Promise<Draft>

/** Fast typing is one save; a power cut costs no more than this. */
const settleMs = 250
const retryMs = 2_000

/** Those whose last state may not be saved yet, by draft: whoever opens a draft again waits for them. */
const unsaved = new Map<string, { flush(): Promise<void> }>()

/** Before a draft is read: what an earlier page of it still had to save. Throws while that cannot be done. */
export async function savedBefore(id: string): Promise<void> {
  await unsaved.get(id)?.flush()
  if (unsaved.has(id)) throw new Refused(null)
}

/** Saves a draft on every change, one save at a time, and again until it is done. Lives as long as the page of the draft. */
export class DraftSaver<Content> {
  #id: string | null
  readonly #show: (saving: Saving) => void
  readonly #answered: (draft: Draft) => void
  #send: Send<Content>
  #waiting: Content | null = null
  #underWay: Promise<void> | null = null
  #timer: number | undefined
  #isClosed = false
  #failedLast = false

  constructor(id: string | null, send: Send<Content>, show: (saving: Saving) => void, answered: (draft: Draft) => void) {
    this.#id = id
    this.#send = send
    this.#show = show
    this.#answered = answered
  }

  /** Who signs in again after a session ended sends with another secret. */
  sendBy(send: Send<Content>): void {
    this.#send = send
  }

  /** null until the first word is kept. */
  get id(): string | null {
    return this.#id
  }

  /** What was typed is in this page alone, and leaving it would lose that. */
  get isStuck(): boolean {
    return this.#failedLast && this.#waiting !== null
  }

  change(content: Content): void {
    if (this.#isClosed) return
    this.#waiting = content
    if (this.#id !== null) unsaved.set(this.#id, this)
    this.#show({ state: 'saving' })
    this.#later(settleMs)
  }

  /** Sends what waits at once; done when the program has it or cannot be had now. */
  async flush(leaving = false): Promise<void> {
    window.clearTimeout(this.#timer)
    if (!leaving) await this.#underWay
    if (this.#waiting === null || this.#isClosed) return
    this.#underWay = this.#save(this.#waiting, leaving).finally(() => {
      this.#underWay = null
    })
    await this.#underWay
  }

  close(): void {
    this.#isClosed = true
    this.#forget()
    window.clearTimeout(this.#timer)
  }

  async #save(content: Content, leaving: boolean): Promise<void> {
    this.#waiting = null
    try {
      const draft = await this.#send(content, this.#id, leaving)
      this.#failedLast = false
      if (this.#isClosed) return
      this.#id = draft.id
      this.#answered(draft)
      if (this.#waiting !== null) return
      this.#forget()
      this.#show({ state: 'saved', changedMs: draft.changedMs })
    } catch (error) {
      if (!this.#isClosed) this.#failed(content, error instanceof Error ? error : new Error(String(error)))
    }
  }

  #forget(): void {
    if (this.#id !== null) unsaved.delete(this.#id)
  }

  #failed(content: Content, error: Error): void {
    this.#waiting ??= content
    this.#failedLast = true
    if (!willPass(error)) {
      this.#forget()
      return this.#show({ state: 'refused', error })
    }
    this.#show({ state: 'away' })
    this.#later(retryMs)
  }

  #later(ms: number): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.flush(), ms)
  }
}

function willPass(error: Error): boolean {
  if (!(error instanceof Refused)) return false
  return error.problem === null || error.problem.status >= 500 || error.problem.retry === 'back-off' || isSessionOver(error)
}
