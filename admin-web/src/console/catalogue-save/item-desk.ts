import type { Content, Work } from '../catalogue/shapes.js'
import { ItemSaver, type Saving, type Written } from './item-saver.js'
import { keep, keptOf } from './kept.js'
import { type Clash, isSame, mergeWritten } from './merge.js'

/** What somebody else wrote while this page was open. */
export interface Meanwhile {
  /** Parts taken in: nothing was written of them here. */
  readonly followed: readonly (readonly string[])[]
  /** Parts both wrote: wait for a choice, and nothing is saved before. */
  readonly clashes: readonly Clash[]
}

export interface Shown {
  readonly content: Content
  readonly saving: Saving
  readonly meanwhile: Meanwhile
}

export interface DeskDoors {
  readonly send: (written: Written, leaving: boolean) => Promise<Work>
  readonly readAgain: () => void
}

const nothing: Meanwhile = { followed: [], clashes: [] }

/** One item of a work being written in a page: saved as it changes, kept over a reload, never over somebody else's words. */
export class ItemDesk {
  readonly #item: string
  readonly #saver: ItemSaver
  readonly #listeners = new Set<() => void>()
  #doors: DeskDoors
  #work: Work
  #written: Written
  #shown: Shown

  constructor(work: Work, item: string, opened: Content, doors: DeskDoors) {
    this.#item = item
    this.#work = work
    this.#doors = doors
    this.#written = keptOf(work.id, item) ?? { content: opened, base: opened, seen: work.sequence }
    this.#shown = { content: this.#written.content, saving: { state: 'saved' }, meanwhile: nothing }
    this.#saver = new ItemSaver({
      send: (written, leaving) => this.#doors.send(written, leaving),
      show: (saving) => this.#showSaving(saving),
      saved: (sent, answer) => this.#saved(sent, answer),
    })
    // Typed before the page was left.
    this.#saver.change(this.#written)
  }

  get shown(): Shown {
    return this.#shown
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Who signs in again after a session ended sends with another secret. */
  useDoors(doors: DeskDoors): void {
    this.#doors = doors
  }

  change(content: Content): void {
    this.#put({ ...this.#written, content })
    if (this.#shown.meanwhile.clashes.length === 0) this.#saver.change(this.#written)
  }

  /** Settles one clash: the other's words, or these. */
  settle(clash: Clash, take: 'theirs' | 'mine'): void {
    const { followed, clashes } = this.#shown.meanwhile
    const value = take === 'theirs' ? clash.theirs : clash.mine
    this.#show({ meanwhile: { followed, clashes: clashes.filter((each) => each !== clash) } })
    this.change(withPart(this.#written.content, clash.path, value))
  }

  /** What was taken in has been seen. */
  forget(): void {
    this.#show({ meanwhile: { ...this.#shown.meanwhile, followed: [] } })
  }

  /** The work as the program tells it now. */
  take(work: Work): void {
    this.#work = work
    const theirs = work.items.find(({ item }) => item === this.#item)?.content
    const { content, base, seen } = this.#written
    if (theirs === undefined || work.sequence <= seen || !this.#saver.isIdle) return
    const merged = mergeWritten(base, theirs, content)
    this.#put({ content: merged.content, base: theirs, seen: work.sequence })
    const followed = [...this.#shown.meanwhile.followed, ...merged.followed]
    this.#show({ meanwhile: { followed, clashes: merged.clashes } })
    if (merged.clashes.length === 0) this.#saver.change(this.#written)
  }

  flush(leaving = false): Promise<void> {
    return this.#saver.flush(leaving)
  }

  #saved(sent: Written, { sequence }: Work): void {
    this.#put({ content: this.#written.content, base: sent.content, seen: sequence })
    this.#doors.readAgain()
  }

  #showSaving(saving: Saving): void {
    this.#show({ saving })
    if (saving.state !== 'changed') return
    this.take(this.#work)
    this.#doors.readAgain()
  }

  #put(written: Written): void {
    this.#written = written
    keep(this.#work.id, this.#item, isSame(written.content, written.base) ? null : written)
    this.#show({ content: written.content })
  }

  #show(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function withPart(content: Content, [first = '', second]: readonly string[], value: unknown): Content {
  if (second === undefined) return { ...content, [first]: value }
  return { ...content, guide: { ...content.guide, [second]: value } }
}
