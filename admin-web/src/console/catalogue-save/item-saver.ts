import { isSessionOver, Refused } from '../../parts/api.js'
import type { Content, Work } from '../catalogue/shapes.js'
import { isSame } from './merge.js'

/** What is written here, and what it stands on: the content and the sequence the program last told. */
export interface Written {
  readonly content: Content
  readonly base: Content
  readonly seen: number
}

export type Saving =
  | { readonly state: 'saved' | 'saving' | 'away' }
  /** Somebody else wrote in the item meanwhile. */
  | { readonly state: 'changed' }
  | { readonly state: 'refused'; readonly error: Error }

/** Each save is an act of the work that stays: typing that rests is one. */
const settleMs = 1_200
const retryMs = 2_000

interface Doors {
  readonly send: (written: Written, leaving: boolean) => Promise<Work>
  readonly show: (saving: Saving) => void
  /** The program has it; `written` is what it stands on from now on. */
  readonly saved: (sent: Written, work: Work) => void
}

/** Saves what is written in one item of a work, one save at a time, and again until it is done. */
export class ItemSaver {
  readonly #doors: Doors
  #waiting: Written | null = null
  #underWay: Promise<void> | null = null
  #timer: number | undefined

  constructor(doors: Doors) {
    this.#doors = doors
  }

  get isIdle(): boolean {
    return this.#waiting === null && this.#underWay === null
  }

  change(written: Written): void {
    this.#waiting = isSame(written.content, written.base) ? null : written
    window.clearTimeout(this.#timer)
    if (this.#waiting === null) return this.#underWay === null ? this.#doors.show({ state: 'saved' }) : undefined
    this.#doors.show({ state: 'saving' })
    this.#later(settleMs)
  }

  /** Sends what waits at once; done when the program has it or cannot be had now. */
  async flush(leaving = false): Promise<void> {
    window.clearTimeout(this.#timer)
    if (!leaving) await this.#underWay
    if (this.#waiting === null) return
    this.#underWay = this.#save(this.#waiting, leaving)
    await this.#underWay
  }

  async #save(written: Written, leaving: boolean): Promise<void> {
    this.#waiting = null
    try {
      const work = await this.#doors.send(written, leaving)
      this.#underWay = null
      this.#standOn(written.content, work.sequence)
      this.#doors.saved(written, work)
      if (this.#waiting === null) this.#doors.show({ state: 'saved' })
    } catch (error) {
      this.#underWay = null
      this.#failed(written, error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** What was typed while it was saved stands on what is saved now. */
  #standOn(base: Content, seen: number): void {
    if (this.#waiting !== null) this.#waiting = { ...this.#waiting, base, seen }
  }

  #failed(written: Written, error: Error): void {
    const code = error instanceof Refused ? error.problem?.code : undefined
    if (code === 'work/changed') {
      this.#waiting = null
      return this.#doors.show({ state: 'changed' })
    }
    if (!willPass(error)) return this.#doors.show({ state: 'refused', error })
    this.#waiting ??= written
    this.#doors.show({ state: 'away' })
    this.#later(retryMs)
  }

  #later(ms: number): void {
    this.#timer = window.setTimeout(() => void this.flush(), ms)
  }
}

function willPass(error: Error): boolean {
  if (!(error instanceof Refused)) return false
  return error.problem === null || error.problem.status >= 500 || error.problem.retry === 'back-off' || isSessionOver(error)
}
